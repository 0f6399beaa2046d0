import type { Command } from "commander";
import { addListFlags, toCode } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf } from "./declare.js";

export function declareAudit(audit: Command, start: Start): void {
  const action = actionsOf(start, () => import("./audit-runs.js"));
  addListFlags(audit.command("list").description("list audit events, the newest first"))
    .option("--actor <id>", "only those of this user or API key").option("--patient <id>", "only those about this patient")
    .option("--operation <id>", "only those of this operation, as getPatient")
    .option("--outcome <code>", "SUCCESS, DENIED or FAILED", toCode)
    .option("--from <time>", "at or after this time").option("--to <time>", "at or before this time")
    .action(action(({ list }) => list));
  audit.command("verify").description("compute the chain of audit events again; exit 11 where it is broken").action(action(({ verify }) => verify));
}
