import type { AuditActor, AuditDraft } from "./entry.js";

type Done = Pick<AuditDraft, "operationId" | "resourceType"> & { resourceId?: string | null; patientId?: string | null; reason?: string | null; fields?: string[] };

const base = (actor: AuditActor, at: Date, done: Done): AuditDraft => ({
  at, actor, sessionId: null, method: "COMMAND", route: done.operationId, outcome: "SUCCESS", status: 0,
  resourceId: null, patientId: null, reason: null, fields: [], address: null, userAgent: null, requestId: null, ...done,
});

/** What the platform did by itself. */
export const systemDraft = (at: Date, done: Done): AuditDraft => base({ type: "SYSTEM", id: null }, at, done);

/** What an operator did by a command. */
export const operatorDraft = (at: Date, done: Done): AuditDraft => base({ type: "OPERATOR", id: null }, at, done);
