import type { Command } from "commander";
import { addListFlags, toCode, toCodes, toCount, toMonth } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf } from "./declare.js";

export function declareClaims(billing: Command, start: Start): void {
  const claims = billing.command("claims").description("claim lines: those of a close, and bills made elsewhere");
  const action = actionsOf(start, () => import("./claims-runs.js"));
  addListFlags(claims.command("list").description("list claim lines, the newest first"))
    .option("--month <month>", "only those of this month, YYYY-MM", toMonth)
    .option("--enrollment <id>", "only those of this enrollment")
    .option("--patient <id>", "only those of this patient")
    .option("--code <code>", "only those of this code", toCode)
    .option("--status <codes>", "RECORDED, SUBMITTED, PAID, DENIED, VOIDED, comma separated", toCodes)
    .action(action(({ list }) => list));
  claims.command("get").description("get a claim line").argument("<id>").action(action(({ get }) => get));
  claims.command("add").description("record a bill made elsewhere; where one stands already, that one is shown").argument("<enrollment>")
    .requiredOption("--code <code>", "the code that was billed")
    .requiredOption("--dos-to <date>", "the date of service")
    .option("--dos-from <date>", "the first day, where it is another")
    .option("--units <n>", "units (1)", toCount)
    .option("--payer-claim-number <number>", "the payer's control number")
    .action(start(async () => (await import("./claims-add.js")).addClaim));
  claims.command("mark").description("say what became of claim lines; exit 8 where some were not changed").argument("<id...>", "- reads them from standard input, one a line")
    .requiredOption("--status <code>", "SUBMITTED, PAID, DENIED or VOIDED, which is asked about first")
    .option("--denial-codes <codes>", "the payer's reasons (CARC), comma separated, as 97,CO-151")
    .option("--payer-claim-number <number>", "the payer's control number, for one line")
    .action(start(async () => (await import("./claims-mark.js")).markClaims));
  claims.command("export").description("the 837P of the one claim that holds a line, with control numbers of its own").argument("<id>")
    .requiredOption("--frequency <n>", "1 original, and how Original Medicare is corrected; 7 replacement; 8 void")
    .option("--force", "write over a file that exists")
    .action(start(async () => (await import("./claims-export.js")).exportClaim, { fileFormats: true }));
}
