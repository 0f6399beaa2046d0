import type { QueryOf } from "@vitaledge/sdk";
import type { ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCode, toCodes } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { pageSize, printList } from "../output/print.js";

type Options = ListFlags & {
  patient?: string; enrollment?: string; metric?: string; device?: string; source?: string; status?: string; from?: string; to?: string;
};
type Query = QueryOf<"listObservations">;

export const listObservations: Run<Options> = async (context, options) => {
  const { patient, enrollment, metric, device, source, status, from, to } = options;
  const query: Query = {
    limit: pageSize(options),
    ...(patient !== undefined && { patientId: patient }),
    ...(enrollment !== undefined && { enrollmentId: enrollment }),
    ...(metric !== undefined && { metricDefinitionId: metric }),
    ...(device !== undefined && { deviceId: device }),
    ...(source !== undefined && { source: toCode(source) as Query["source"] }),
    ...(status !== undefined && { status: toCodes(status) as Query["status"] }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const list = context.client().observations.list(query, { signal: context.signal });
  await printList(context, list, COLUMNS["observations list"], options);
  return EXIT.done;
};
