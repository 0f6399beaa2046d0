import type { Command } from "commander";
import { addListFlags } from "../flags.js";
import type { Start } from "../run.js";

export function declarePatients(program: Command, start: Start): void {
  const patients = program.command("patients").description("patients of the organization");
  addListFlags(patients.command("list").description("list patients"))
    .option("--status <codes>", "ACTIVE, INACTIVE, comma separated")
    .option("--search <words>", "prefixes of name, MRN or e-mail address")
    .option("--mrn <mrn>", "the one with this MRN")
    .option("--external-id <id>", "the one with this identifier of another system, system|value")
    .option("--updated-since <time>", "only those changed at or after this time")
    .action(start(async () => (await import("./patients-list.js")).listPatients));
  patients.command("get").description("get a patient").argument("<id>")
    .action(start(async () => (await import("./patients-get.js")).getPatient));
}
