import type { Command } from "commander";
import { addListFlags } from "../flags.js";
import type { Start } from "../run.js";

export function declareAlerts(program: Command, start: Start): void {
  const alerts = program.command("alerts").description("alerts and the triage queue");
  addListFlags(alerts.command("list").description("list alerts, the newest first"))
    .option("--status <codes>", "OPEN, ACKNOWLEDGED, SNOOZED, RESOLVED, comma separated")
    .option("--severity <codes>", "CRITICAL, HIGH, MEDIUM, LOW, comma separated")
    .option("--patient <id>", "only those of this patient")
    .option("--assignee <id>", "only those assigned to this member")
    .option("--metric <id>", "only those of this metric")
    .option("--from <time>", "triggered at or after this time")
    .option("--to <time>", "triggered before this time")
    .action(start(async () => (await import("./alerts-list.js")).listAlerts));
  addListFlags(alerts.command("triage").description("read the triage queue, the most urgent first"))
    .option("--severity <codes>", "CRITICAL, HIGH, MEDIUM, LOW, comma separated")
    .option("--assignee <id>", "only those assigned to this member")
    .action(start(async () => (await import("./alerts-triage.js")).triageAlerts));
  alerts.command("resolve").description("resolve alerts").argument("<id...>")
    .requiredOption("--outcome <code>", "what came of it, as CONTACTED_PATIENT or FALSE_POSITIVE")
    .option("--note <text>", "what was done; - reads it from standard input")
    .action(start(async () => (await import("./alerts-resolve.js")).resolveAlerts));
}
