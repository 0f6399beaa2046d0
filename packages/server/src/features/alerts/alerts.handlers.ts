import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { findAlerts, getAlert } from "./alert-lists.service.js";
import { presentAlert, presentQueue } from "./alerts.present.js";
import { bulkResolve, resolveAlert } from "./resolve.service.js";
import { readQueue } from "./triage-queue.service.js";
import { actOnAlerts } from "./triage.service.js";

type AlertOperation = "listAlerts" | "getAlert" | "listTriage" | "actOnAlerts" | "resolveAlert" | "bulkResolveAlerts";

export const alertHandlers: Pick<Handlers, AlertOperation> = {
  listAlerts: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({
      status: 200,
      body: listBody(await findAlerts(tx, query), (row) => presentAlert(tx, row)),
    })),

  getAlert: ({ path }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentAlert(tx, await getAlert(tx, path.id)) })),

  // One snapshot: readings and names are those of the page. Counted is before it is opened, for who waits holds no connection.
  listTriage: async ({ query }, scope) => {
    const counts = await scope.deps.queueCounts(scope.organizationId, query.assigneeId);
    return scope.withSnapshot(async (tx) => ({ status: 200, body: presentQueue(tx, await readQueue(tx, query, counts)) }));
  },

  actOnAlerts: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const { result, patientIds } = await actOnAlerts(tx, body);
      scope.trail.concern(patientIds);
      return { status: 200, body: result };
    }),

  resolveAlert: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentAlert(tx, await resolveAlert(tx, path.id, body)) })),

  bulkResolveAlerts: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const { result, patientIds } = await bulkResolve(tx, body);
      scope.trail.concern(patientIds);
      return { status: 200, body: result };
    }),
};
