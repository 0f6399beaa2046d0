import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCode } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { printAnswer } from "../output/print.js";

type Options = { code: string; dosTo: string; dosFrom?: string; units?: number; payerClaimNumber?: string };

export const addClaim: Run<Options> = async (context, { code, dosTo, dosFrom, units = 1, payerClaimNumber }, [enrollmentId = ""]) => {
  const body = {
    enrollmentId, code: toCode(code), units, dosTo,
    ...(dosFrom !== undefined && { dosFrom }),
    ...(payerClaimNumber !== undefined && { payerClaimNumber }),
  };
  const { data, response } = await context.client().billing.claims.create(body, { signal: context.signal }).withResponse();
  await printAnswer(context, data, COLUMNS["billing claims add"]);
  if (response.status === 200) context.note("It stood on record before, and nothing was added.");
  return EXIT.done;
};
