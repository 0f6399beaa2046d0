import type { QueryOf } from "@vitaledge/sdk";
import type { ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCode, toCodes } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { pageSize, printList } from "../output/print.js";

type Options = ListFlags & { month?: string; enrollment?: string; patient?: string; code?: string; status?: string };
type Query = QueryOf<"listClaims">;

export const listClaims: Run<Options> = async (context, options) => {
  const { month, enrollment, patient, code, status } = options;
  const query: Query = {
    limit: pageSize(options),
    ...(month !== undefined && { month }),
    ...(enrollment !== undefined && { enrollmentId: enrollment }),
    ...(patient !== undefined && { patientId: patient }),
    ...(code !== undefined && { code: toCode(code) }),
    ...(status !== undefined && { status: toCodes(status) as Query["status"] }),
  };
  const list = context.client().billing.claims.list(query, { signal: context.signal });
  await printList(context, list, COLUMNS["billing claims list"], options);
  return EXIT.done;
};
