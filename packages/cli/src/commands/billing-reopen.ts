import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { confirm } from "../input/confirm.js";
import { printAnswer } from "../output/print.js";

type Options = { month: string; reason: string };

export const reopenMonth: Run<Options> = async (context, { month, reason }) => {
  await confirm(context, `${month} is opened again: the lines that its close recorded are VOIDED.`);
  const reopened = await context.client().billing.reopen(month, { reason }, { signal: context.signal });
  await printAnswer(context, reopened, COLUMNS["billing reopen"]);
  return EXIT.done;
};
