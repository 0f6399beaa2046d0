import type { Command } from "commander";
import { addListFlags } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf } from "./declare.js";

const RESOURCE = "JSON; - is standard input";

export function declareFhir(fhir: Command, start: Start): void {
  const action = actionsOf(start, () => import("./fhir-runs.js"));
  fhir.command("read").description("read a resource, or a version of it").argument("<reference>", "as Patient/patient-abc123, or Patient/patient-abc123/_history/2")
    .action(action(({ read }) => read));
  addListFlags(fhir.command("search").description("search; what _include and _revinclude bring follows what it belongs to").argument("<type>", "as Observation")
    .argument("[parameter=value...]", "as patient=patient-abc123 date=ge2026-01-01; again for both to hold, commas for either"))
    .action(action(({ search }) => search));
  fhir.command("create").description("make a resource; the server gives it its id").argument("<file>", RESOURCE)
    .option("--if-none-exist <query>", "a search, as identifier=urn:mrn|1: what it finds is the answer, and nothing is made").action(action(({ create }) => create));
  fhir.command("update").description("write a resource under its id, which may be new").argument("<file>", RESOURCE)
    .option("--if-match <version>", "the version that may be written over").action(action(({ update }) => update));
  fhir.command("transaction").description("send a Bundle: of a transaction all or nothing, of a batch each entry by itself").argument("<file>", RESOURCE)
    .action(action(({ transaction }) => transaction));
  declareBulk(fhir, start);
}

function declareBulk(fhir: Command, start: Start): void {
  fhir.command("import").description("import Bundles and NDJSON, one after the other; what has an id is written under it")
    .argument("<file...>", ".json is a Bundle or a resource, .ndjson one a line; - is standard input")
    .option("--input-format <format>", "json or ndjson, where the file's name does not say")
    .option("--resume", "go on after the last resource that was answered; none is sent twice")
    .option("--journal <file>", "where answered resources are kept (FILE.journal.ndjson)")
    .option("--rejects <file>", "where rejected resources go (FILE.rejects.ndjson)")
    .action(start(async () => (await import("./fhir-import.js")).importFhir));
  fhir.command("export").description("have the server write NDJSON files, a type each, and fetch them")
    .option("--group <id>", "the patients of a program, by its Group, and what is theirs")
    .option("--patient <ids>", "these patients, comma separated, or all, and what is theirs", toWords)
    .option("--type <names>", "these types alone, comma separated", toWords)
    .option("--since <time>", "what was written at this time or later")
    .option("--out <folder>", "where the files go (fhir-export)")
    .option("--force", "write over files that are there")
    .option("--job <name>", "go on with an export that was begun")
    .action(start(async () => (await import("./fhir-export.js")).exportFhir));
}

function toWords(text: string): string[] {
  return text.split(",").map((word) => word.trim()).filter((word) => word !== "");
}
