import type { BodyOf } from "@vitaledge/sdk";
import type { ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { confirm } from "../input/confirm.js";
import { pageSize, printAnswer, printList } from "../output/print.js";
import { answers, does, lists, sends } from "./runs.js";

type Filters = BodyOf<"searchPatients">;
type Options = ListFlags & Pick<Filters, "status" | "search" | "mrn" | "externalId" | "updatedSince">;

/** What names a patient goes into a body: addresses are written to logs on the way. */
export const list: Run<Options> = async (context, { limit, all, ...given }) => {
  const flags = { ...(limit !== undefined && { limit }), ...(all !== undefined && { all }) };
  const filters: Filters = { ...given, limit: pageSize(flags) };
  const { patients } = context.client();
  const named = given.search ?? given.mrn ?? given.externalId;
  const found = named === undefined ? patients.list(filters, { signal: context.signal }) : patients.search(filters, { signal: context.signal });
  await printList(context, found, COLUMNS["patients list"], flags);
  return EXIT.done;
};

export const get = answers("patients get", ({ patients }, { ids: [id], call }) => patients.get(id, call));
export const create = sends("patients create", "createPatient", 0, ({ patients }, body, { call }) => patients.create(body, call));
export const update = sends("patients update", "updatePatient", 1, ({ patients }, body, { ids: [id], call }) => patients.update(id, body, call));
export const deactivate = does(
  (id) => `Patient ${id} is INACTIVE.`, ({ patients }, { ids: [id], call }) => patients.deactivate(id, call), (id) => `Patient ${id} is made INACTIVE.`,
);

export const merge: Run<{ duplicate: string }> = async (context, { duplicate }, [id = ""]) => {
  await confirm(context, `All that ${duplicate} has is moved to ${id}; it is not taken apart again.`);
  const { patients } = context.client();
  await printAnswer(context, await patients.merge(id, { duplicateId: duplicate }, { signal: context.signal }), COLUMNS["patients merge"]);
  return EXIT.done;
};

export const accessReport = lists<"getAccessReport">("patients access-report", ({ patients }, query, { ids: [id], call }) => patients.accessReport(id, query, call));
