import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { printAnswer } from "../output/print.js";
import { drawSummary } from "../output/summary-view.js";
import { printPage, viewOf } from "../output/view.js";

type Options = { month: string; asOf?: string; allowHeld?: boolean };

export const showSummary: Run<Options> = async (context, { month, asOf, allowHeld }) => {
  const query = asOf === undefined ? {} : { asOf };
  const summary = await context.client().billing.summary(month, query, { signal: context.signal });
  const { enrollments, ready, held, notMet } = summary.totals;
  const view = viewOf(context);
  if (view === undefined) {
    await printAnswer(context, summary, COLUMNS["billing summary"]);
    context.note(`${summary.month} as of ${summary.asOf}: ${enrollments} enrollments, ${ready} lines ready, ${held} held, ${notMet} not met`);
  } else {
    await printPage(context, drawSummary(view, summary));
  }
  return held > 0 && allowHeld !== true ? EXIT.partial : EXIT.done;
};
