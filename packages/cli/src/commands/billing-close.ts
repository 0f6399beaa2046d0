import type { AnswerOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { confirm } from "../input/confirm.js";
import { printAnswer } from "../output/print.js";

type Options = { month: string };

/** Of thousands of enrollments: a close that is cut off by the clock would be asked for again while it runs. */
const PATIENCE_MS = 600_000;

export const closeMonth: Run<Options> = async (context, { month }) => {
  await confirm(context, `${month} is closed: its ready lines are recorded as claims, and its export stays as it is then.`);
  const { billing } = context.client();
  const closed = await billing.close(month, { signal: context.signal, timeout: PATIENCE_MS, totalTimeout: PATIENCE_MS });
  await printAnswer(context, closed, COLUMNS["billing close"]);
  noteHeld(context, closed);
  return EXIT.done;
};

function noteHeld({ note }: Context, { held }: AnswerOf<"closeBillingMonth">): void {
  if (held.length === 0) return;
  const counts = new Map<string, number>();
  for (const { reasonCode } of held) counts.set(reasonCode, (counts.get(reasonCode) ?? 0) + 1);
  const words = [...counts].map(([reason, count]) => `${count} ${reason}`).join(", ");
  note(`${held.length} lines are held and not among the claims: ${words}. --json names them.`);
}
