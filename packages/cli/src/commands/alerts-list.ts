import type { QueryOf } from "@vitaledge/sdk";
import type { ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCodes } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { pageSize, printList } from "../output/print.js";

type Options = ListFlags & {
  status?: string; severity?: string; patient?: string; assignee?: string; metric?: string; from?: string; to?: string;
};
type Query = QueryOf<"listAlerts">;

export const listAlerts: Run<Options> = async (context, options) => {
  const { status, severity, patient, assignee, metric, from, to } = options;
  const query: Query = {
    limit: pageSize(options),
    ...(status !== undefined && { status: toCodes(status) as Query["status"] }),
    ...(severity !== undefined && { severity: toCodes(severity) as Query["severity"] }),
    ...(patient !== undefined && { patientId: patient }),
    ...(assignee !== undefined && { assigneeId: assignee }),
    ...(metric !== undefined && { metricDefinitionId: metric }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const list = context.client().alerts.list(query, { signal: context.signal });
  await printList(context, list, COLUMNS["alerts list"], options);
  return EXIT.done;
};
