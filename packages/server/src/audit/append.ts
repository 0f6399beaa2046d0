import { gather } from "../db/gather.js";
import { SYSTEM, withPlatform, withTenant, type PlainQuery, type TenantDoor, type TenantTx } from "../db/with-tenant.js";
import { makeId } from "../platform/ids.js";
import type { Metrics } from "../platform/metrics.js";
import { insertEntries, insertSystemEntries, lockHead, lockSystemHead, type Head } from "./audit.sql.js";
import { hashEntry, SYSTEM_CHAIN, type AuditDraft, type AuditEntry } from "./entry.js";

/** Requests whose entries are written in one group. */
const MOST_IN_GROUP = 500;

const link = (chain: string, head: Head, drafts: readonly AuditDraft[]): AuditEntry[] => {
  let { sequence, hash: previousHash } = head;
  return drafts.map((draft) => {
    const entry = { ...draft, id: makeId("aud", draft.at), sequence: ++sequence };
    const hash = hashEntry(chain, previousHash, entry);
    const linked = { ...entry, previousHash, hash };
    previousHash = hash;
    return linked;
  });
};

/**
 * Adds a write's entries to its own transaction: both come to be, or neither. Call it last, since the chain's head stays
 * locked until the commit.
 */
export const appendEntries = async ({ organizationId, query, send }: Pick<TenantTx, "organizationId" | "query" | "send">, drafts: readonly AuditDraft[]): Promise<void> => {
  if (!drafts.length) return;
  insertEntries(send, organizationId, link(organizationId, await lockHead(query, organizationId), drafts));
};

export type SystemDraft = AuditDraft & { askedOrganizationId: string | null };

const appendSystem = async (query: PlainQuery, drafts: readonly SystemDraft[]): Promise<void> => {
  await insertSystemEntries(query, link(SYSTEM_CHAIN, await lockSystemHead(query), drafts));
};

export type AuditLog = {
  /** Writes the entries of a read; whoever waits at the same moment shares the transaction. Answers after the commit. */
  append(organizationId: string, drafts: readonly AuditDraft[]): Promise<void>;
  /** The same for the operator's chain. */
  appendSystem(draft: SystemDraft): Promise<void>;
};

export const makeAuditLog = (door: TenantDoor & { metrics: Metrics }): AuditLog => {
  const grouped = gather<readonly AuditDraft[], undefined>(async (organizationId, groups) => {
    await withTenant(door, organizationId, SYSTEM, (tx) => appendEntries(tx, groups.flat()));
    return groups.map(() => undefined);
  }, MOST_IN_GROUP, door.metrics.queue("audit"));
  const groupedSystem = gather<SystemDraft, undefined>(async (_chain, drafts) => {
    await withPlatform(door.database, (query) => appendSystem(query, drafts));
    return drafts.map(() => undefined);
  }, MOST_IN_GROUP, door.metrics.queue("system audit"));
  return {
    append: (organizationId, drafts) => (drafts.length ? grouped(organizationId, drafts) : Promise.resolve()),
    appendSystem: (draft) => groupedSystem(SYSTEM_CHAIN, draft),
  };
};
