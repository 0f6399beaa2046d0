import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentTimeEntry } from "./time-entries.present.js";
import { getTimeEntry, listTimeEntries, logTimeEntry, startTimer, stopTimer, voidTimeEntry } from "./time-entries.service.js";

type TimeEntryOperation = "listTimeEntries" | "createTimeEntry" | "getTimeEntry" | "startTimeEntry" | "stopTimeEntry" | "voidTimeEntry";

export const timeEntryHandlers: Pick<Handlers, TimeEntryOperation> = {
  listTimeEntries: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await listTimeEntries(tx, query), (row) => presentTimeEntry(tx, row)) })),

  createTimeEntry: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const entry = presentTimeEntry(tx, await logTimeEntry(tx, body));
      return { status: 201, body: entry, headers: { Location: `/api/time-entries/${entry.id}` } };
    }),

  getTimeEntry: ({ path }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentTimeEntry(tx, await getTimeEntry(tx, path.id)) })),

  startTimeEntry: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const entry = presentTimeEntry(tx, await startTimer(tx, body));
      return { status: 201, body: entry, headers: { Location: `/api/time-entries/${entry.id}` } };
    }),

  stopTimeEntry: ({ body }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentTimeEntry(tx, await stopTimer(tx, body)) })),

  voidTimeEntry: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentTimeEntry(tx, await voidTimeEntry(tx, path.id, body?.reason)) })),
};
