import { gather } from "../db/gather.js";
import { SYSTEM, withPlatform, withTenant, writeOnce, type PlainQuery, type TenantDoor, type TenantTx } from "../db/with-tenant.js";
import type { Metrics } from "../platform/metrics.js";
import { insertEntries, insertSystemEntries, lockHead, lockSystemHead } from "./audit.sql.js";
import { SYSTEM_CHAIN, type AuditDraft } from "./entry.js";
import { link, type Head } from "./link.js";

/** Requests whose entries are written in one group. */
const MOST_IN_GROUP = 500;
/** Chains whose ends are kept in mind. */
const MOST_KNOWN = 10_000;

/** Answers the new head; undefined where `head` is none any more, and nothing was written. */
const appendBehind = async (query: PlainQuery, organizationId: string, head: Head, drafts: readonly AuditDraft[]): Promise<Head | undefined> => {
  const linked = link(organizationId, head, drafts);
  return (await insertEntries(query, organizationId, linked)) ? linked.head : undefined;
};

const appendBehindLocked = async (query: PlainQuery, organizationId: string, head: Head, drafts: readonly AuditDraft[]): Promise<Head> => {
  const moved = await appendBehind(query, organizationId, head, drafts);
  if (!moved) throw new Error("the head of an audit chain moved while it was locked");
  return moved;
};

/**
 * Adds a write's entries to its own transaction: both come to be, or neither. Call it last, since the chain's head stays
 * locked until the commit.
 */
export const appendEntries = async ({ organizationId, query }: Pick<TenantTx, "organizationId" | "query">, drafts: readonly AuditDraft[]): Promise<void> => {
  if (!drafts.length) return;
  await appendBehindLocked(query, organizationId, await lockHead(query, organizationId), drafts);
};

export type SystemDraft = AuditDraft & { askedOrganizationId: string | null };

const appendSystem = async (query: PlainQuery, drafts: readonly SystemDraft[]): Promise<void> => {
  await insertSystemEntries(query, link(SYSTEM_CHAIN, await lockSystemHead(query), drafts));
};

/** Where a chain ended when this process last added to it. `alone`: nobody else had added to it since the time before. */
type Known = { head: Head; alone: boolean };

/**
 * Entries in a transaction of their own. Where this process alone adds to the chain, all goes out at once, behind the head that
 * it left; the statement itself says whether that is still the head. Elsewhere the head is locked first, which takes two
 * further trips.
 */
const appendApart = async (door: TenantDoor, known: Map<string, Known>, organizationId: string, drafts: readonly AuditDraft[]): Promise<void> => {
  const before = known.get(organizationId);
  // Whatever fails now may have been written or not.
  known.delete(organizationId);
  if (known.size >= MOST_KNOWN) known.clear();
  const moved = before?.alone && (await appendBehind((statement) => writeOnce(door, organizationId, statement), organizationId, before.head, drafts));
  if (moved) return void known.set(organizationId, { head: moved, alone: true });
  await withTenant(door, organizationId, SYSTEM, async ({ query }) => {
    const found = await lockHead(query, organizationId);
    const alone = before?.head.hash.equals(found.hash) === true;
    return { head: await appendBehindLocked(query, organizationId, found, drafts), alone };
  }).then((now) => known.set(organizationId, now));
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
