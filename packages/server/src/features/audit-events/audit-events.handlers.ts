import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentAccess, presentAuditEvent } from "./audit-events.present.js";
import { listAuditEvents, listAccesses, verifyOwnChain } from "./audit-events.service.js";

export const auditEventHandlers: Pick<Handlers, "listAuditEvents" | "verifyAuditEvents" | "getAccessReport"> = {
  listAuditEvents: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({
      status: 200,
      body: listBody(await listAuditEvents(tx, query), (entry) => presentAuditEvent(tx.organizationId, entry)),
    })),

  // One snapshot: entries that are written meanwhile belong to a later verdict.
  verifyAuditEvents: async (_input, scope) => {
    // Before the snapshot: whoever holds a connection and waits for another starves the pool.
    const keys = await scope.deps.auditKeys();
    return scope.withSnapshot(async (tx) => ({ status: 200, body: await verifyOwnChain(tx, keys) }));
  },

  getAccessReport: ({ path, query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await listAccesses(tx, path.id, query), presentAccess) })),
};
