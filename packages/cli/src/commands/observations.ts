import type { Command } from "commander";
import { addListFlags, toNumber } from "../flags.js";
import type { Start } from "../run.js";

export function declareObservations(program: Command, start: Start): void {
  const observations = program.command("observations").description("readings of patients");
  addListFlags(observations.command("list").description("list observations, the newest first"))
    .option("--patient <id>", "only those of this patient")
    .option("--enrollment <id>", "only those of this enrollment")
    .option("--metric <id>", "only those of this metric, as metric_bp_systolic")
    .option("--device <id>", "only those of this device")
    .option("--source <code>", "DEVICE, MANUAL or PATIENT_REPORTED")
    .option("--status <codes>", "FINAL, ENTERED_IN_ERROR, comma separated")
    .option("--from <time>", "measured at or after this time")
    .option("--to <time>", "measured before this time")
    .action(start(async () => (await import("./observations-list.js")).listObservations));
  observations.command("create").description("record an observation")
    .option("--patient <id>", "the patient; else whoever had the device")
    .option("--metric <id>", "the metric, as metric_bp_systolic")
    .option("--value <number>", "the value", toNumber)
    .option("--unit <unit>", "the unit, as mmHg")
    .option("--source <code>", "DEVICE, MANUAL or PATIENT_REPORTED (MANUAL)")
    .option("--recorded-at <time>", "when it was measured (now)")
    .option("--device <id>", "the device")
    .option("--enrollment <id>", "the enrollment, where it is not found by date and metric")
    .option("--external-id <id>", "the sender's own id of the reading")
    .option("--input <file>", "the whole observation as JSON; - is standard input")
    .action(start(async () => (await import("./observations-create.js")).createObservation));
  observations.command("import").description("record many observations from NDJSON or CSV").argument("<file>", "- is standard input")
    .option("--input-format <format>", "ndjson or csv, where the file's name does not say")
    .option("--rejects <file>", "where rejected rows go (FILE.rejects.ndjson)")
    .action(start(async () => (await import("./observations-import.js")).importObservations));
}
