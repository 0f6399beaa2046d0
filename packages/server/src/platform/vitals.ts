import { setTimeout as sleep } from "node:timers/promises";
import { selectUncoveredSince } from "../audit/audit.sql.js";
import { readClockSkew } from "../db/clock-skew.js";
import { runPlain } from "../db/connection.js";
import { openDatabase } from "../db/knex.js";
import type { PlainQuery } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { selectBacklogs } from "../outbox/backlog.sql.js";
import { selectRuns } from "../scheduler/scheduler.sql.js";

/** Milliseconds that a scrape waits for the database; Prometheus gives all of it ten seconds. */
const WITHIN = 1_000;
const PATIENCE = { statement: WITHIN, silence: WITHIN + 500 };

export type Vitals = {
  /** Asks the database anew. Never throws, and never takes longer than a second. */
  read(): Promise<void>;
  close(): Promise<void>;
};

/**
 * What only the database knows, asked over a connection of its own: that callers wait for the others says nothing of
 * whether the database is there.
 */
export const makeVitals = ({ metrics, clock, log }: Pick<Deps, "metrics" | "clock" | "log">, databaseUrl: string): Vitals => {
  const database = openDatabase(databaseUrl, { poolSize: 1, applicationName: "vitaledge metrics", patience: PATIENCE });
  const query: PlainQuery = (statement) => runPlain(database, statement);
  const { databaseUp, databaseClockSkew, auditHeadAge, outboxWaiting, outboxAge, jobBegun } = metrics;
  const ageOf = (since: Date | undefined): number => (since ? Math.max(0, (clock.now().getTime() - since.getTime()) / 1000) : 0);

  let isUp = false;
  const ask = async (): Promise<void> => {
    isUp = false;
    databaseClockSkew.set(await readClockSkew(database, clock));
    isUp = true;
    for (const { kind, waiting, since } of await selectBacklogs(query, clock.now())) {
      outboxWaiting.set({ kind }, waiting);
      outboxAge.set({ kind }, ageOf(since));
    }
    for (const { name, begun_at: begunAt } of await selectRuns(query)) jobBegun.set({ task: name }, begunAt.getTime() / 1000);
    auditHeadAge.set(ageOf(await selectUncoveredSince(query)));
  };

  let asking: Promise<boolean> | undefined;
  const answered = (): Promise<boolean> =>
    (asking ??= ask().then(() => true, (error: unknown) => {
      log.warn({ event: "vitals_unknown", err: error }, "what the database knows could not be asked");
      return false;
    }).finally(() => (asking = undefined)));

  return {
    async read() {
      const timer = new AbortController();
      const late = sleep(WITHIN, false, { signal: timer.signal }).catch(() => false);
      if (!(await Promise.race([answered(), late]))) forget(metrics);
      // Large backlogs take their time to be counted: that is another trouble than a database that says nothing.
      databaseUp.set(isUp ? 1 : 0);
      timer.abort();
    },
    close: () => database.destroy(),
  };
};

// What is not known any more is not told: an old figure would look like a good one.
const forget = ({ outboxWaiting, outboxAge, jobBegun, databaseClockSkew, auditHeadAge }: Deps["metrics"]): void => {
  for (const gauge of [outboxWaiting, outboxAge, jobBegun]) gauge.reset();
  for (const gauge of [databaseClockSkew, auditHeadAge]) gauge.remove();
};
