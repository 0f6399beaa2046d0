import type { Command } from "commander";
import { addMonth } from "../flags.js";
import type { Start } from "../run.js";

export function declareBilling(program: Command, start: Start): void {
  const billing = program.command("billing").description("what a month can be billed for");
  addMonth(billing.command("summary").description("the organization's month; exit 8 while lines are held"))
    .option("--as-of <date>", "as it stood on this day")
    .option("--allow-held", "exit 0 though lines are held")
    .action(start(async () => (await import("./billing-summary.js")).showSummary));
  addMonth(billing.command("readiness").description("an enrollment's month: each code, what is there and what is missing").argument("<enrollment>"))
    .option("--as-of <date>", "as it stood on this day")
    .option("--check", "exit 8 unless something is ready and nothing is missing")
    .action(start(async () => (await import("./billing-readiness.js")).showReadiness));
  addMonth(billing.command("export").description("the month's claim lines as csv, json, ndjson, xlsx or 837p; exit 8 while lines are held"))
    .option("--status <which>", "ready, or all with the held lines too (ready)")
    .option("--allow-held", "exit 0 though lines are held")
    .option("--force", "write over a file that exists")
    .action(start(async () => (await import("./billing-export.js")).exportBilling, { fileFormats: true }));
}
