import type { Command } from "commander";
import { addListFlags, toCode, toCodes, toDuration } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf } from "./declare.js";

export function declareTime(time: Command, start: Start): void {
  const action = actionsOf(start, () => import("./time-runs.js"));
  addListFlags(time.command("list").description("list entries, the newest first"))
    .option("--enrollment <id>", "only those of this enrollment").option("--patient <id>", "only those of this patient")
    .option("--alert <id>", "only those logged with this alert")
    .option("--status <codes>", "RUNNING, FINAL, VOIDED, comma separated", toCodes)
    .option("--from <time>", "begun at or after this time").option("--to <time>", "begun at or before this time")
    .action(action(({ list }) => list));
  time.command("get").description("get an entry").argument("<id>").action(action(({ get }) => get));
  addWork(time.command("start").description("start your timer; there is one a person")).action(action(({ begin }) => begin));
  time.command("stop").description("stop your timer; the entry is final then")
    .option("--interactive", "it was a live exchange with the patient").option("--note <text>", "what was done; - reads it from standard input")
    .action(action(({ stop }) => stop));
  addWork(time.command("log").description("log time that was spent"))
    .requiredOption("--for <duration>", "how long, as 12m or 90s", toDuration)
    .option("--started-at <time>", "when it began (so long ago)")
    .option("--alert <id>", "the alert it was spent on").option("--supervised-by <id>", "the practitioner who supervised")
    .action(action(({ log }) => log));
  time.command("void").description("void an entry: it stays on record and counts no more").argument("<id>")
    .option("--reason <text>", "why; - reads it from standard input").action(action(({ voidEntry }) => voidEntry));
}

function addWork(command: Command): Command {
  return command.argument("<enrollment>")
    .requiredOption("--activity <code>", "CALL, VIDEO, REVIEW, MESSAGE, CARE_COORDINATION, CARE_PLAN, SETUP or OTHER", toCode)
    .requiredOption("--role <code>", "CLINICAL_STAFF, PHYSICIAN, QHP, THERAPIST, THERAPY_ASSISTANT, NON_CLINICAL or AI", toCode)
    .option("--interactive", "it was a live exchange with the patient").option("--note <text>", "what was done; - reads it from standard input");
}
