import { randomUUID } from "node:crypto";
import { runPlain } from "../db/connection.js";
import type { PlainQuery } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { startLoop } from "../outbox/loop.js";
import { JOBS, type Job, type JobDoor } from "./jobs.js";
import { beginRun, releaseLease, takeLease } from "./scheduler.sql.js";

/** Milliseconds a leader is one without saying so again: a killed one is followed after that. */
const LEASE = 60_000;

export type Scheduler = { stop(): Promise<void> };

/**
 * Does the timed work of all processes, which hold a lease in turns. What a job does is safe to be done twice: a leader that
 * was thought dead and comes back changes nothing that the next one did.
 */
export const startScheduler = (deps: Deps): Scheduler => {
  const { schedulerSeconds } = deps.config;
  if (!schedulerSeconds) return { stop: async () => undefined };
  const holder = randomUUID();
  const query: PlainQuery = (statement) => runPlain(deps.workerDatabase, statement);
  const { metrics } = deps;
  metrics.schedulerLeader.set(0);
  const leads = async (): Promise<boolean> => {
    const now = deps.clock.now();
    const isLeader = await takeLease(query, holder, now, new Date(now.getTime() + LEASE));
    metrics.schedulerLeader.set(Number(isLeader));
    return isLeader;
  };
  const door: JobDoor = { ...deps, database: deps.workerDatabase, leads };

  const loop = startLoop({
    step: async () => {
      for (const job of JOBS) {
        if (!(await leads())) return false;
        await runDue(deps, query, door, job);
      }
      return false;
    },
    onError: (error) => {
      metrics.schedulerLeader.set(0);
      deps.log.warn({ event: "scheduler_failed", err: error }, "timed work waits");
    },
    interval: schedulerSeconds * 1000,
  });
  return {
    async stop() {
      await loop.stop();
      await releaseLease(query, holder).catch((error: unknown) => deps.log.warn({ event: "lease_kept", err: error }, "the lease runs out by itself"));
    },
  };
};

const runDue = async ({ clock, log, metrics }: Deps, query: PlainQuery, door: JobDoor, job: Job): Promise<void> => {
  const now = clock.now();
  if (!(await beginRun(query, job.name, now, new Date(now.getTime() - job.everySeconds * 1000)))) return;
  const measured = metrics.jobDuration.startTimer({ task: job.name });
  try {
    await job.run(door);
    measured({ outcome: "success" });
    metrics.jobSucceeded.set({ task: job.name }, clock.now().getTime() / 1000);
  } catch (error) {
    measured({ outcome: "failure" });
    log.error({ event: "scheduled_job_failed", job: job.name, err: error }, "timed work failed and is tried again in its time");
  }
};
