import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { readAll } from "../input/stdin.js";
import { printAnswer } from "../output/print.js";

type Options = { month: string; note?: string; list?: boolean };

export const signOff: Run<Options> = async (context, { month, note, list }, [enrollment = ""]) => {
  const { billing } = context.client();
  const options = { signal: context.signal };
  if (list === true) {
    await printAnswer(context, await billing.signOffs(enrollment, month, options), COLUMNS["billing sign-off"]);
    return EXIT.done;
  }
  const words = note === "-" ? (await readAll(context.stdin)).trim() : note;
  const signed = await billing.signOff(enrollment, month, words === undefined ? {} : { note: words }, options);
  await printAnswer(context, signed, [{ path: "practitionerId" }, { path: "at" }, { path: "note" }]);
  return EXIT.done;
};
