import type { Command } from "commander";
import { addMonth } from "../flags.js";
import type { Start } from "../run.js";
import { declareClaims } from "./claims.js";

export function declareBilling(billing: Command, start: Start): void {
  declareReports(billing, start);
  declareExport(billing, start);
  declareClose(billing, start);
  declareClaims(billing, start);
}

function declareReports(billing: Command, start: Start): void {
  addMonth(billing.command("summary").description("the organization's month; exit 8 while lines are held"))
    .option("--as-of <date>", "as it stood on this day")
    .option("--allow-held", "exit 0 though lines are held")
    .action(start(async () => (await import("./billing-summary.js")).showSummary));
  addMonth(billing.command("readiness").description("an enrollment's month: each code, what is there and what is missing").argument("<enrollment>"))
    .option("--as-of <date>", "as it stood on this day")
    .option("--check", "exit 8 unless something is ready and nothing is missing")
    .action(start(async () => (await import("./billing-readiness.js")).showReadiness));
  addMonth(billing.command("sign-off").description("sign off an enrollment's month as its practitioner").argument("<enrollment>"))
    .option("--note <text>", "what was reviewed; - reads it from standard input")
    .option("--list", "sign nothing; show who has signed")
    .action(start(async () => (await import("./billing-sign-off.js")).signOff));
}

function declareExport(billing: Command, start: Start): void {
  addMonth(billing.command("export").description("the month's claim lines as csv, json, ndjson, xlsx or 837p; exit 8 while lines are held"))
    .option("--status <which>", "ready, or all with the held lines too (ready)")
    .option("--allow-held", "exit 0 though lines are held")
    .option("--all-orgs", "a file for each organization of yours; -o is a folder, or a name with {org} in it")
    .option("--resume", "go on with the .part of a run that broke off")
    .option("--verify", "refuse a file whose digest the server does not state; one that it states is always checked")
    .option("--force", "write over a file that exists")
    .action(start(async () => (await import("./billing-export.js")).exportBilling, { fileFormats: true }));
}

function declareClose(billing: Command, start: Start): void {
  addMonth(billing.command("close").description("record the month's ready lines as claims; asks first"))
    .action(start(async () => (await import("./billing-close.js")).closeMonth));
  addMonth(billing.command("reopen").description("void the lines that a close recorded; asks first"))
    .requiredOption("--reason <text>", "why; it is kept")
    .action(start(async () => (await import("./billing-reopen.js")).reopenMonth));
  addMonth(billing.command("adjustments").description("what has changed since the month was closed"))
    .action(start(async () => (await import("./billing-adjustments.js")).listAdjustments));
}
