import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { printAnswer } from "../output/print.js";
import { lists } from "./runs.js";

export const list = lists<"listAuditEvents">("audit list", ({ auditEvents }, query, { call }) => auditEvents.list(query, call));

export const verify: Run<Record<never, never>> = async (context) => {
  const verdict = await context.client().auditEvents.verify({ signal: context.signal });
  await printAnswer(context, verdict, COLUMNS["audit verify"]);
  return verdict.ok ? EXIT.done : EXIT.integrity;
};
