import { gather } from "../db/gather.js";
import { SYSTEM, withPlatform, withTenant, writeOnce, type PlainQuery, type TenantDoor, type TenantTx } from "../db/with-tenant.js";
import type { Metrics } from "../platform/metrics.js";
import { insertEntries, insertSystemEntries, lockHead, lockSystemHead, sendEntries } from "./audit.sql.js";
import { SYSTEM_CHAIN, type AuditDraft } from "./entry.js";
import { link, type Head } from "./link.js";

/** Requests whose entries are written in one group. */
const MOST_IN_GROUP = 500;
/** Chains whose ends are kept in mind. */
const MOST_KNOWN = 10_000;

/** Behind the head that the transaction holds. Answers the new one. */
const appendLocked = ({ organizationId, send }: Pick<TenantTx, "organizationId" | "send">, head: Head, drafts: readonly AuditDraft[]): Head => {
  const linked = link(organizationId, head, drafts);
  sendEntries(send, organizationId, linked);
  return linked.head;
};

/**
 * Adds a write's entries to its own transaction: both come to be, or neither. Call it last, since the chain's head stays
 * locked until the commit.
 */
export const appendEntries = async (tx: Pick<TenantTx, "organizationId" | "query" | "send">, drafts: readonly AuditDraft[]): Promise<void> => {
  if (drafts.length) appendLocked(tx, await lockHead(tx.query, tx.organizationId), drafts);
};

export type SystemDraft = AuditDraft & { askedOrganizationId: string | null };

const appendSystem = async (query: PlainQuery, drafts: readonly SystemDraft[]): Promise<void> => {
  await insertSystemEntries(query, link(SYSTEM_CHAIN, await lockSystemHead(query), drafts));
};

/** Where a chain ended when this process last added to it. `alone`: nobody else had added to it since the time before. */
type Known = { head: Head; alone: boolean };

/** All at once behind the head that this process left; undefined where that is none any more, and nothing was written. */
const appendBehind = async (door: TenantDoor, organizationId: string, head: Head, drafts: readonly AuditDraft[]): Promise<Known | undefined> => {
  const linked = link(organizationId, head, drafts);
  const moved = await insertEntries((statement) => writeOnce(door, organizationId, statement), organizationId, linked);
  return moved ? { head: linked.head, alone: true } : undefined;
};

/**
 * Entries in a transaction of their own. Where this process alone adds to the chain, they go out in one trip, and the statement
 * itself says whether the head is still what it was. Elsewhere the head is locked first, which takes a second one.
 */
const appendApart = async (door: TenantDoor, known: Map<string, Known>, organizationId: string, drafts: readonly AuditDraft[]): Promise<void> => {
  const before = known.get(organizationId);
  // Whatever fails now may have been written or not.
  known.delete(organizationId);
  if (known.size >= MOST_KNOWN) known.clear();
  const now = (before?.alone && (await appendBehind(door, organizationId, before.head, drafts))) || await withTenant(door, organizationId, SYSTEM, async (tx) => {
    const found = await lockHead(tx.query, organizationId);
    return { head: appendLocked(tx, found, drafts), alone: before?.head.hash.equals(found.hash) === true };
  });
  known.set(organizationId, now);
};

export type AuditLog = {
  /** Writes the entries of a read; whoever waits at the same moment shares the transaction. Answers after the commit. */
  append(organizationId: string, drafts: readonly AuditDraft[]): Promise<void>;
  /** The same for the operator's chain. */
  appendSystem(draft: SystemDraft): Promise<void>;
};

export const makeAuditLog = (door: TenantDoor & { metrics: Metrics }): AuditLog => {
  const known = new Map<string, Known>();
  const grouped = gather<readonly AuditDraft[], undefined>(async (organizationId, groups) => {
    await appendApart(door, known, organizationId, groups.flat());
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
