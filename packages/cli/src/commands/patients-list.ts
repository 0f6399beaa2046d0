import type { BodyOf } from "@vitaledge/sdk";
import type { ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCodes } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { pageSize, printList } from "../output/print.js";

type Options = ListFlags & { status?: string; search?: string; mrn?: string; externalId?: string; updatedSince?: string };
type Filters = BodyOf<"searchPatients">;

export const listPatients: Run<Options> = async (context, options) => {
  const { status, search, mrn, externalId, updatedSince } = options;
  const filters: Filters = {
    limit: pageSize(options),
    ...(status !== undefined && { status: toCodes(status) as Filters["status"] }),
    ...(updatedSince !== undefined && { updatedSince }),
    ...(search !== undefined && { search }),
    ...(mrn !== undefined && { mrn }),
    ...(externalId !== undefined && { externalId }),
  };
  // What names a patient goes into a body: addresses are written to logs on the way.
  const { patients } = context.client();
  const named = search ?? mrn ?? externalId;
  const list = named === undefined ? patients.list(filters, { signal: context.signal }) : patients.search(filters, { signal: context.signal });
  await printList(context, list, COLUMNS["patients list"], options);
  return EXIT.done;
};
