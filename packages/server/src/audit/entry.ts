import { createHash } from "node:crypto";

export type AuditActor = { type: "USER" | "API_KEY" | "OPERATOR" | "SYSTEM"; id: string | null };
export type Outcome = "SUCCESS" | "DENIED" | "FAILED";

/** What happened: ids and names of properties, never their values (45 CFR 164.312(b); ASVS 5.0, V16.2.1). */
export type AuditDraft = {
  at: Date;
  actor: AuditActor;
  sessionId: string | null;
  operationId: string;
  /** The HTTP method, or `COMMAND` for an operator's. */
  method: string;
  /** The path with its parameters' names, as the contract has it. */
  route: string;
  outcome: Outcome;
  status: number;
  resourceType: string | null;
  resourceId: string | null;
  patientId: string | null;
  /** Of a refusal its code; of emergency access its grant. */
  reason: string | null;
  /** Names of the properties that were sent to be written. */
  fields: readonly string[];
  address: string | null;
  userAgent: string | null;
  requestId: string | null;
  /** In the operator's chain alone: the organization that was asked for. */
  askedOrganizationId?: string | null;
};

export type AuditEntry = AuditDraft & { id: string; sequence: number; previousHash: Buffer; hash: Buffer };

/** The chain that has no organization: refusals, sign-ins, the operator's own acts. */
export const SYSTEM_CHAIN = "system";

export const GENESIS = Buffer.alloc(32);

type Hashable = Omit<AuditEntry, "hash" | "previousHash">;

/** The part of an entry's text that those of one request have in common. */
export type Alike = { before: string; after: string };

const ALIKE = [
  "at", "actor", "sessionId", "operationId", "method", "route", "outcome", "status", "resourceType", "reason", "fields", "address", "userAgent",
  "requestId", "askedOrganizationId",
] as const satisfies readonly (keyof AuditDraft)[];

/** Whether two differ in the patient and the resource alone, as those of one request do. */
export const isAlike = (one: AuditDraft, other: AuditDraft): boolean => ALIKE.every((name) => one[name] === other[name]);

const itemsOf = (...values: unknown[]): string => JSON.stringify(values).slice(1, -1);

export const alikeOf = (draft: AuditDraft): Alike => ({
  before: itemsOf(draft.at.toISOString(), draft.actor.type, draft.actor.id, draft.sessionId, draft.operationId, draft.method, draft.route, draft.outcome,
    draft.status, draft.resourceType),
  after: itemsOf(draft.reason, draft.fields, draft.address, draft.userAgent, draft.requestId,
    ...(draft.askedOrganizationId === undefined ? [] : [draft.askedOrganizationId])),
});

type Own = Pick<Hashable, "sequence" | "id" | "resourceId" | "patientId">;

/**
 * Everything but the hashes, as JSON, in an order that never changes; the chain is part of it, so that no entry can be moved to
 * another.
 */
const canonical = (chain: string, { sequence, id, resourceId, patientId }: Own, { before, after }: Alike): string =>
  `[${itemsOf(1, chain, sequence, id)},${before},${itemsOf(resourceId, patientId)},${after}]`;

/** SHA-256 over the entry before and this one: changing either breaks every later link. */
export const hashEntry = (chain: string, previousHash: Buffer, own: Own, alike: Alike): Buffer =>
  createHash("sha256").update(previousHash).update(canonical(chain, own, alike), "utf8").digest();
