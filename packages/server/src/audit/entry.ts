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

/** Everything but the hashes, in an order that never changes; the chain is part of it, so that no entry can be moved to another. */
const canonical = (chain: string, entry: Hashable): string =>
  JSON.stringify([
    1, chain, entry.sequence, entry.id, entry.at.toISOString(), entry.actor.type, entry.actor.id, entry.sessionId, entry.operationId, entry.method,
    entry.route, entry.outcome, entry.status, entry.resourceType, entry.resourceId, entry.patientId, entry.reason, entry.fields, entry.address,
    entry.userAgent, entry.requestId, ...(entry.askedOrganizationId === undefined ? [] : [entry.askedOrganizationId]),
  ]);

/** SHA-256 over the entry before and this one: changing either breaks every later link. */
export const hashEntry = (chain: string, previousHash: Buffer, entry: Hashable): Buffer =>
  createHash("sha256").update(previousHash).update(canonical(chain, entry), "utf8").digest();
