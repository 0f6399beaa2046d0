import type { Command } from "commander";
import { addListFlags, toCode, toCodes, toDuration, toNumber } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf } from "./declare.js";

const SEVERITIES = "CRITICAL, HIGH, MEDIUM, LOW, comma separated";
const IDS = "- reads them from standard input";

export function declareAlerts(alerts: Command, start: Start): void {
  declareReads(alerts, start);
  declareActs(alerts, start);
  declareResolve(alerts, start);
  alerts.command("watch").description("alerts as they are opened, updated and resolved, until Ctrl-C; an object a line in a pipe")
    .action(start(async () => (await import("./alerts-watch.js")).watchAlerts));
}

function declareReads(alerts: Command, start: Start): void {
  const action = actionsOf(start, () => import("./alerts-runs.js"));
  addListFlags(alerts.command("list").description("list alerts, the newest first"))
    .option("--status <codes>", "OPEN, ACKNOWLEDGED, SNOOZED, RESOLVED, comma separated", toCodes)
    .option("--severity <codes>", SEVERITIES, toCodes)
    .option("--category <code>", "PHYSIOLOGICAL or ADHERENCE", toCode)
    .option("--patient <id>", "only those of this patient")
    .option("--assignee <id>", "only those assigned to this member")
    .option("--metric <id>", "only those of this metric")
    .option("--from <time>", "triggered at or after this time")
    .option("--to <time>", "triggered at or before this time")
    .action(action(({ list }) => list));
  alerts.command("get").description("get an alert").argument("<id>").action(action(({ get }) => get));
  addListFlags(alerts.command("triage").description("read the triage queue, the most urgent first"))
    .option("--severity <codes>", SEVERITIES, toCodes)
    .option("--assignee <id>", "only those assigned to this member")
    .action(action(({ triage }) => triage));
}

function declareActs(alerts: Command, start: Start): void {
  const action = actionsOf(start, () => import("./alerts-act.js"));
  const declare = (name: string, description: string): Command =>
    alerts.command(name).description(`${description}; exit 8 where some were not changed`).argument("<id...>", IDS)
      .option("--note <text>", "why; - reads it from standard input");
  declare("ack", "acknowledge alerts").action(action(({ acknowledge }) => acknowledge));
  declare("assign", "assign alerts to a member").requiredOption("--to <id>", "the member").action(action(({ assign }) => assign));
  declare("escalate", "put alerts first in the queue").action(action(({ escalate }) => escalate));
  declare("snooze", "put alerts off, 7 days at most")
    .option("--until <time>", "until this time").option("--for <hours>", "so many hours from now", toNumber)
    .action(action(({ snooze }) => snooze));
}

function declareResolve(alerts: Command, start: Start): void {
  alerts.command("resolve").description("resolve alerts: those named, or asked about first all that match; exit 8 where some were not changed").argument("[id...]", IDS)
    .requiredOption("--outcome <code>", "what came of it, as CONTACTED_PATIENT or FALSE_POSITIVE", toCode)
    .option("--note <text>", "what was done; - reads it from standard input")
    .option("--time <duration>", "log this time with the one alert, ending now, as 5m", toDuration)
    .option("--activity <code>", "with --time: CALL, VIDEO, REVIEW, MESSAGE and so on (CALL)", toCode)
    .option("--role <code>", "with --time: CLINICAL_STAFF, PHYSICIAN, QHP and so on (CLINICAL_STAFF)", toCode)
    .option("--interactive", "with --time: it was a live exchange with the patient")
    .option("--patient <id>", "all of this patient").option("--metric <id>", "all of this metric")
    .option("--severity <codes>", `all of these: ${SEVERITIES}`, toCodes)
    .option("--from <time>", "all triggered at or after this time").option("--to <time>", "all triggered at or before this time")
    .action(start(async () => (await import("./alerts-resolve.js")).resolveAlerts));
}
