import type { Command } from "commander";
import { addListFlags, toCodes } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf, addFields } from "./declare.js";
import { addImportFlags } from "./imports.js";

export function declarePatients(patients: Command, start: Start): void {
  const action = actionsOf(start, () => import("./patients-runs.js"));
  addListFlags(patients.command("list").description("list patients"))
    .option("--status <codes>", "ACTIVE, INACTIVE, comma separated", toCodes)
    .option("--search <words>", "prefixes of name, MRN or e-mail address")
    .option("--mrn <mrn>", "the one with this MRN")
    .option("--external-id <id>", "the one with this identifier of another system, system|value")
    .option("--updated-since <time>", "only those changed at or after this time")
    .action(action(({ list }) => list));
  patients.command("get").description("get a patient").argument("<id>").action(action(({ get }) => get));
  addFields(patients.command("create").description("add a patient; needs firstName, lastName and birthDate")).action(action(({ create }) => create));
  addFields(patients.command("update").description("change what is named").argument("<id>")).action(action(({ update }) => update));
  patients.command("deactivate").description("make a patient INACTIVE; asks first").argument("<id>").action(action(({ deactivate }) => deactivate));
  patients.command("merge").description("move all that a duplicate has to the patient; asks first").argument("<id>")
    .requiredOption("--duplicate <id>", "the one that is INACTIVE from then on").action(action(({ merge }) => merge));
  addImportFlags(patients.command("import").description("add many patients from CSV or NDJSON; who is known by mrn or externalId stays as is"))
    .action(start(async () => (await import("./imports-runs.js")).importPatients));
  patients.command("record").description("everything kept about a patient, as NDJSON").argument("<id>")
    .option("--force", "write over a file that exists").option("--resume", "go on with FILE.part").option("--verify", "fail where the server states no digest")
    .action(start(async () => (await import("./patients-record.js")).downloadRecord));
  addListFlags(patients.command("access-report").description("who saw or changed the patient").argument("<id>"))
    .option("--from <time>", "at or after this time").option("--to <time>", "at or before this time")
    .action(action(({ accessReport }) => accessReport));
}
