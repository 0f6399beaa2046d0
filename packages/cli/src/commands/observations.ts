import type { Command } from "commander";
import { addListFlags, toCode, toCodes, toNumber } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf } from "./declare.js";
import { addImportFlags } from "./imports.js";

export function declareObservations(observations: Command, start: Start): void {
  declareReads(observations, start);
  const action = actionsOf(start, () => import("./observations-runs.js"));
  observations.command("create").description("record an observation")
    .option("--patient <id>", "the patient; else whoever had the device")
    .option("--metric <id>", "the metric, as metric_bp_systolic")
    .option("--value <number>", "the value", toNumber)
    .option("--unit <unit>", "the unit, as mmHg")
    .option("--source <code>", "DEVICE, MANUAL or PATIENT_REPORTED (MANUAL)", toCode)
    .option("--recorded-at <time>", "when it was measured (now)")
    .option("--device <id>", "the device")
    .option("--enrollment <id>", "the enrollment, where it is not found by date and metric")
    .option("--external-id <id>", "the sender's own id of the reading")
    .option("--input <file>", "the whole observation as JSON; - is standard input")
    .action(start(async () => (await import("./observations-create.js")).createObservation));
  addImportFlags(observations.command("import").description("record many observations from NDJSON or CSV"))
    .action(start(async () => (await import("./imports-runs.js")).importObservations));
  observations.command("void").description("mark an observation as entered in error: it stays on record and counts no more").argument("<id>")
    .option("--reason <text>", "why; - reads it from standard input").action(action(({ voidObservation }) => voidObservation));
}

function declareReads(observations: Command, start: Start): void {
  const action = actionsOf(start, () => import("./observations-runs.js"));
  addListFlags(observations.command("list").description("list observations, the newest first"))
    .option("--patient <id>", "only those of this patient")
    .option("--enrollment <id>", "only those of this enrollment")
    .option("--metric <id>", "only those of this metric, as metric_bp_systolic")
    .option("--device <id>", "only those of this device")
    .option("--source <code>", "DEVICE, MANUAL or PATIENT_REPORTED", toCode)
    .option("--status <codes>", "FINAL, ENTERED_IN_ERROR, comma separated", toCodes)
    .option("--from <time>", "measured at or after this time")
    .option("--to <time>", "measured at or before this time")
    .action(action(({ list }) => list));
  observations.command("get").description("get an observation").argument("<id>").action(action(({ get }) => get));
  observations.command("trends").description("a patient's readings of a metric by hour, day or week").argument("<patient>")
    .requiredOption("--metric <id>", "the metric, as metric_bp_systolic")
    .option("--interval <name>", "hour, day or week (day)")
    .option("--from <time>", "measured at or after this time").option("--to <time>", "measured at or before this time")
    .action(action(({ trends }) => trends));
}
