import { runPlain } from "../db/connection.js";
import type { KeyRing } from "../db/key-ring.js";
import { openDatabase } from "../db/knex.js";
import { SYSTEM, withTenant, type Actor, type PlainQuery, type TenantDoor } from "../db/with-tenant.js";
import type { Log } from "../platform/logger.js";
import type { Check } from "../platform/readiness.js";
import { hasWrittenWithin, noteWrite } from "./replica.sql.js";
import { watchLag } from "./watch-lag.js";

/** A copy of the database that only reads, a moment behind the primary. */
export type Replica = {
  /** Its door; the keys are the primary's, for one may be newer than what the replica knows. */
  door: Pick<TenantDoor, "database" | "keys">;
  /** Whether all that this caller wrote is on it for sure. */
  mayRead(actor: Actor): Promise<boolean>;
  /** Remembers for all processes that the caller wrote just now. Never throws. */
  noteWrite(actor: Actor): Promise<void>;
  failed(error: unknown): void;
  /** Seconds. */
  behind(): number;
  check: Check;
  close(): Promise<void>;
};

/** Seconds in which a caller's writes are noted once. */
const NOTED_FOR = 1;
const MOST_NOTED = 10_000;

type Given = { door: TenantDoor; primaryUrl: string; replicaUrl: string; poolSize: number; behindSeconds: number; log: Log };

export const openReplica = ({ door, primaryUrl, replicaUrl, poolSize, behindSeconds, log }: Given): Replica => {
  const database = openDatabase(replicaUrl, { poolSize, applicationName: "vitaledge replica", pipeline: true });
  // Of their own: a look must not wait behind requests, or a busy server would take its replica for one that is behind.
  const lookouts = [primaryUrl, replicaUrl].map((url) => openDatabase(url, { poolSize: 1, applicationName: "vitaledge lag" }));
  const [primary, replica] = lookouts.map((lookout): PlainQuery => (statement) => runPlain(lookout, statement));
  const lag = watchLag({ primary: primary!, replica: replica!, mostSeconds: behindSeconds, log });
  const query: PlainQuery = (statement) => runPlain(door.database, statement);
  const noted = new Map<string, number>();
  const isNoted = (subject: string, seconds: number): boolean => performance.now() - (noted.get(subject) ?? Number.NEGATIVE_INFINITY) < seconds * 1000;

  return {
    door: { database, keys: keysOf(door) },
    async mayRead(actor) {
      const subject = subjectOf(actor);
      const within = behindSeconds + NOTED_FOR;
      return lag.isFresh() && !isNoted(subject, within) && !(await hasWrittenWithin(query, subject, within));
    },
    async noteWrite(actor) {
      const subject = subjectOf(actor);
      if (isNoted(subject, NOTED_FOR)) return;
      // From here on, and not from its answer, which may come late: what is written meanwhile would be noted by nobody.
      const began = performance.now();
      try {
        await noteWrite(query, subject);
        if (noted.size >= MOST_NOTED) noted.clear();
        noted.set(subject, began);
      } catch (error) {
        log.warn({ event: "write_not_noted", err: error }, "the caller may not find what was written a moment ago in a list");
      }
    },
    failed: lag.failed,
    behind: lag.behind,
    check: async () => [lag.isFresh() ? { name: "replica", status: "ok" } : { name: "replica", status: "warning", detail: NOT_FRESH }],
    async close() {
      await lag.stop();
      for (const opened of [database, ...lookouts]) await opened.destroy();
    },
  };
};

const NOT_FRESH = "The replica is away or too far behind, and the primary is read from. See that it runs and follows the primary.";

const subjectOf = (actor: Actor): string => (actor.type === "API_KEY" ? actor.keyId : actor.sessionId ?? "");

const keysOf = (door: TenantDoor): KeyRing => ({
  ...door.keys,
  cipherOf: (organizationId) =>
    door.keys.known(organizationId) ?? withTenant(door, organizationId, SYSTEM, ({ query }) => door.keys.cipherOf(organizationId, query)),
});
