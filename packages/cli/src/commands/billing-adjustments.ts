import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { printAnswer } from "../output/print.js";

type Options = { month: string };

export const listAdjustments: Run<Options> = async (context, { month }) => {
  const adjustments = await context.client().billing.adjustments(month, { signal: context.signal });
  await printAnswer(context, adjustments, COLUMNS["billing adjustments"]);
  const { length } = adjustments.data;
  context.note(length === 0 ? "Nothing has changed since the close." : `${length} lines would come out otherwise today; claims are corrected by hand.`);
  return EXIT.done;
};
