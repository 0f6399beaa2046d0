import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { printAnswer } from "../output/print.js";

type Options = { month: string; asOf?: string; allowHeld?: boolean };

export const showSummary: Run<Options> = async (context, { month, asOf, allowHeld }) => {
  const query = asOf === undefined ? {} : { asOf };
  const summary = await context.client().billing.summary(month, query, { signal: context.signal });
  const { enrollments, ready, held, notMet } = summary.totals;
  await printAnswer(context, summary, COLUMNS["billing summary"]);
  context.note(`${summary.month} as of ${summary.asOf}: ${enrollments} enrollments, ${ready} lines ready, ${held} held, ${notMet} not met`);
  return held > 0 && allowHeld !== true ? EXIT.partial : EXIT.done;
};
