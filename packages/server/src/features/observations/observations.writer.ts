import { appendEntries } from "../../audit/append.js";
import { gather } from "../../db/gather.js";
import { attachedSince, ensurePartitions } from "../../db/partitions.js";
import { takeTurns } from "../../db/turns.js";
import { isPartitionMissing, isPassing, problemOf } from "../../db/database-errors.js";
import { SYSTEM, withTenant, type TenantDoor } from "../../db/with-tenant.js";
import { ProblemError } from "../../http/problem.js";
import type { Metrics } from "../../platform/metrics.js";
import { draftsOf, markRecorded } from "./batch-audit.js";
import { recordKeyed } from "./batch-keys.js";
import { recordBatch } from "./record-batch.js";
import type { Outcome, Recordable } from "./reading.js";

/** Readings a batch holds at most. */
export const MOST_IN_BATCH = 500;

export type Recorder = {
  /** Stores one reading together with those that arrive at the same moment; answers after the commit. */
  record(organizationId: string, item: Recordable): Promise<Outcome>;
  /** Stores many, a batch a transaction: what is answered as created is committed. */
  recordMany(organizationId: string, items: readonly Recordable[]): Promise<Outcome[]>;
};

type Door = TenantDoor & { metrics: Metrics };
type Store = (door: Door, organizationId: string, items: readonly Recordable[]) => Promise<Outcome[]>;

const inOneTransaction: Store = async (door, organizationId, items) => {
  const began = performance.now();
  const outcomes = await withTenant(door, organizationId, SYSTEM, async (tx) => {
    const recorded = await recordKeyed(tx, items, (open) => recordBatch(tx, open));
    await appendEntries(tx, draftsOf(items, recorded));
    return recorded;
  }, { genericPlans: true });
  door.metrics.batchSize.observe(items.length);
  door.metrics.batchDuration.observe((performance.now() - began) / 1000);
  markRecorded(items, outcomes);
  return outcomes;
};

// Months are made ahead at each start; a process that runs longer than they reach makes the next ones itself.
const withPartitions: Store = async (door, organizationId, items) => {
  try {
    return await inOneTransaction(door, organizationId, items);
  } catch (error) {
    if (!isPartitionMissing(error)) throw error;
    const since = await attachedSince(door.database);
    if (items.some((item) => isPutAway(item, since))) return withoutPutAway(door, organizationId, items, since);
    await ensurePartitions(door.database, door.clock.now());
    return inOneTransaction(door, organizationId, items);
  }
};

// Told apart at once: a device that sends a detached month's readings must not make the others wait for a transaction each.
const withoutPutAway = async (door: Door, organizationId: string, items: readonly Recordable[], since: number): Promise<Outcome[]> => {
  const others = items.filter((item) => !isPutAway(item, since));
  const outcomes = others.length ? await store(door, organizationId, others) : [];
  return items.map((item) => (isPutAway(item, since) ? { kind: "rejected", problem: new ProblemError("month_detached") } : outcomes.shift()!));
};

const store: Store = async (door, organizationId, items) => {
  try {
    return await withPartitions(door, organizationId, items);
  } catch (error) {
    if (items.length === 1) return [asOutcome(error)];
    // Nothing can be said of a lost database but that sending again is safe.
    if (isPassing(problemOf(error))) return items.map(() => ({ kind: "failed", error }));
    return oneByOne(door, organizationId, items);
  }
};

// An error of the database ends the transaction of all: each item is tried alone, so that only the bad one fails.
const oneByOne: Store = async (door, organizationId, items) => {
  const outcomes: Outcome[] = [];
  for (const item of items) outcomes.push(...(await store(door, organizationId, [item])));
  return outcomes;
};

/** Owns the transaction of readings: at most one batch in flight an organization and process. */
export const makeRecorder = (door: Door): Recorder => {
  // Bulks wait for each other, or a few of them would hold every connection; who sends one reading goes between their batches.
  const inTurn = takeTurns();
  const recordTogether = gather<Recordable, Outcome>(
    (organizationId, items) => inTurn(organizationId, true, () => store(door, organizationId, items)), MOST_IN_BATCH, door.metrics.queue("observations"));

  return {
    record: recordTogether,
    async recordMany(organizationId, items) {
      const outcomes: Outcome[] = [];
      for (let from = 0; from < items.length; from += MOST_IN_BATCH) {
        const batch = items.slice(from, from + MOST_IN_BATCH);
        outcomes.push(...(await inTurn(organizationId, false, () => store(door, organizationId, batch))));
      }
      return outcomes;
    },
  };
};

const isPutAway = ({ input }: Recordable, since: number): boolean => Date.parse(input.recordedAt) < since;

const asOutcome = (error: unknown): Outcome => {
  const problem = error instanceof ProblemError ? error : problemOf(error);
  return problem && problem.status < 500 ? { kind: "rejected", problem } : { kind: "failed", error };
};
