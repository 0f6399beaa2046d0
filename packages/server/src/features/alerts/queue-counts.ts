import { gather } from "../../db/gather.js";
import { SYSTEM, withTenant, type TenantDoor, type TenantTx } from "../../db/with-tenant.js";
import { severityRank, type Severity } from "./alert-rule.js";
import { countQueue } from "./triage-queue.sql.js";

const MOST_ASKING = 1_000;

export type SeverityCounts = Record<Severity, number>;
/** How many alerts wait in an organization, or in one member's part of its queue, whichever severities are asked for. */
export type QueueCounts = (organizationId: string, assigneeId: string | undefined) => Promise<SeverityCounts>;

/** All that wait are counted, so those who ask at one moment share a counting, which begins after each of them has asked. */
export const makeQueueCounts = (door: TenantDoor): QueueCounts => {
  const counted = gather<undefined, SeverityCounts>(async (key, asking) => {
    const [organizationId, assigneeId] = JSON.parse(key) as [string, string?];
    const counts = await withTenant(door, organizationId, SYSTEM, (tx) => countBySeverity(tx, assigneeId), { readOnly: true });
    return asking.map(() => counts);
  }, MOST_ASKING);
  return (organizationId, assigneeId) => counted(JSON.stringify([organizationId, ...(assigneeId === undefined ? [] : [assigneeId])]), undefined);
};

const countBySeverity = async (tx: TenantTx, assigneeId: string | undefined): Promise<SeverityCounts> => {
  const counts = new Map((await countQueue(tx, { assigneeId })).map((row) => [row.severity_rank, row.count]));
  const of = (severity: Severity): number => counts.get(severityRank(severity)) ?? 0;
  return { CRITICAL: of("CRITICAL"), HIGH: of("HIGH"), MEDIUM: of("MEDIUM"), LOW: of("LOW") };
};
