import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { printAnswer } from "../output/print.js";
import { drawReadiness } from "../output/readiness-view.js";
import type { Readiness } from "../output/readiness-view.js";
import { printPage, viewOf } from "../output/view.js";

type Options = { month: string; asOf?: string; check?: boolean };

export const showReadiness: Run<Options> = async (context, { month, asOf, check }, [enrollment = ""]) => {
  const query = asOf === undefined ? {} : { asOf };
  const readiness = await context.client().billing.readiness(enrollment, month, query, { signal: context.signal });
  const view = viewOf(context);
  if (view === undefined) {
    await printAnswer(context, readiness, COLUMNS["billing readiness"]);
    noteReadiness(context, readiness);
  } else {
    await printPage(context, drawReadiness(view, readiness));
  }
  const hasGaps = !readiness.eligible || readiness.missing.length > 0;
  return check === true && hasGaps ? EXIT.partial : EXIT.done;
};

/** What the rows of codes have no place for. */
function noteReadiness({ note }: Context, { program, month, asOf, days, minutes, missing, nextBestAction, rebuilding }: Readiness): void {
  const counted = [
    ...(days === null ? [] : [`${days.soFar} of ${days.needed} days`]),
    ...(minutes === null ? [] : [minutes.needed === null ? `${minutes.soFar} minutes` : `${minutes.soFar} of ${minutes.needed} minutes`]),
  ];
  note(`${program} ${month} as of ${asOf}: ${counted.join(", ")}`);
  if (missing.length > 0) note(`missing: ${missing.join(", ")}`);
  if (nextBestAction !== null) note(`next: ${nextBestAction}`);
  if (rebuilding) note("Readings are being linked again: ask once more before relying on the counts.");
}
