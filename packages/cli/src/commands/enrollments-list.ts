import type { QueryOf } from "@vitaledge/sdk";
import type { ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCode, toCodes } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { pageSize, printList } from "../output/print.js";

type Options = ListFlags & { patient?: string; program?: string; status?: string };
type Query = QueryOf<"listEnrollments">;

export const listEnrollments: Run<Options> = async (context, options) => {
  const { patient, program, status } = options;
  const query: Query = {
    limit: pageSize(options),
    ...(patient !== undefined && { patientId: patient }),
    ...(program !== undefined && { program: toCode(program) as Query["program"] }),
    ...(status !== undefined && { status: toCodes(status) as Query["status"] }),
  };
  const list = context.client().enrollments.list(query, { signal: context.signal });
  await printList(context, list, COLUMNS["enrollments list"], options);
  return EXIT.done;
};
