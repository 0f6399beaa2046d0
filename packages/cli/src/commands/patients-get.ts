import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { printAnswer } from "../output/print.js";

export const getPatient: Run<Record<string, never>> = async (context, _options, [id = ""]) => {
  const patient = await context.client().patients.get(id, { signal: context.signal });
  await printAnswer(context, patient, COLUMNS["patients get"]);
  return EXIT.done;
};
