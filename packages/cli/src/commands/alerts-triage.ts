import type { QueryOf } from "@vitaledge/sdk";
import type { ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCodes } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { pageSize, printList } from "../output/print.js";

type Options = ListFlags & { severity?: string; assignee?: string };
type Query = QueryOf<"listTriage">;

export const triageAlerts: Run<Options> = async (context, options) => {
  const { severity, assignee } = options;
  const query: Query = {
    limit: pageSize(options),
    ...(severity !== undefined && { severity: toCodes(severity) as Query["severity"] }),
    ...(assignee !== undefined && { assigneeId: assignee }),
  };
  const queue = context.client().alerts.triage(query, { signal: context.signal });
  await printList(context, queue, COLUMNS["alerts triage"], options);
  return EXIT.done;
};
