import type { Command } from "commander";
import { addListFlags, toCode, toCodes, toMonth } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf, addFields } from "./declare.js";
import { addImportFlags } from "./imports.js";

export function declareEnrollments(enrollments: Command, start: Start): void {
  const action = actionsOf(start, () => import("./enrollments-runs.js"));
  addListFlags(enrollments.command("list").description("list enrollments"))
    .option("--patient <id>", "only those of this patient")
    .option("--program <code>", "only those of this program, as RPM", toCode)
    .option("--status <codes>", "PENDING, ACTIVE, PAUSED, ENDED, comma separated", toCodes)
    .action(action(({ list }) => list));
  enrollments.command("get").description("get an enrollment").argument("<id>").action(action(({ get }) => get));
  addFields(enrollments.command("create").description("enroll a patient; needs patientId, program and startDate")).action(action(({ create }) => create));
  addFields(enrollments.command("update").description("change what is named").argument("<id>")).action(action(({ update }) => update));
  enrollments.command("end").description("end an enrollment").argument("<id>")
    .requiredOption("--date <date>", "its last day").requiredOption("--reason <code>", "GOALS_MET, PATIENT_REQUEST, NON_ADHERENT, DECEASED and so on", toCode)
    .action(action(({ end }) => end));
  addListFlags(enrollments.command("history").description("what was changed, when and by whom").argument("<id>")).action(action(({ history }) => history));
  addImportFlags(enrollments.command("import").description("enroll many patients from CSV or NDJSON; who is enrolled from that day stays as is"))
    .action(start(async () => (await import("./imports-runs.js")).importEnrollments));
  const facts = enrollments.command("billing-facts").description("what only the practice knows and billing needs");
  facts.command("list").description("those of the enrollment's months").argument("<id>").action(action(({ listFacts }) => listFacts));
  addFields(facts.command("set").description("what holds for one month; what is left out is as the enrollment says").argument("<id>").argument("<month>", "YYYY-MM", toMonth))
    .action(action(({ setFacts }) => setFacts));
}
