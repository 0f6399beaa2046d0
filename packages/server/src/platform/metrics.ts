import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Queue } from "../db/gather.js";
import type { PoolState } from "../db/pool-state.js";
import { PROBLEMS } from "../http/problems.js";

/** Seconds; a request is answered within five, save for work whose size is the caller's. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const BATCH_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const BATCH_SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const JOB_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300];

const ofRequests = (registers: Registry[]) => ({
  requestDuration: new Histogram({
    name: "http_request_duration_seconds", help: "Time from a request's first byte to the start of its answer, by operation of the contract.",
    labelNames: ["operation", "method", "status"], buckets: REQUEST_SECONDS, registers,
  }),
  requestsInFlight: new Gauge({ name: "http_requests_in_flight", help: "Requests whose answer has not begun.", registers }),
  problems: new Counter({ name: "problems_total", help: "Answers that tell of a failure, by its code.", labelNames: ["code"], registers }),
  rateLimitRefusals: new Counter({
    name: "rate_limit_refusals_total", help: "Requests refused because a limit a minute was reached, by whose it was.", labelNames: ["policy"], registers,
  }),
  spansLost: new Counter({ name: "trace_spans_lost_total", help: "Spans of traces that the collector did not take.", registers }),
  contractViolations: new Counter({ name: "contract_response_violations_total", help: "Answers that broke the contract; the log names the operation.", registers }),
});

const ofWrites = (registers: Registry[]) => ({
  batchSize: new Histogram({ name: "observation_batch_size", help: "Readings stored in one transaction.", buckets: BATCH_SIZES, registers }),
  batchDuration: new Histogram({
    name: "observation_batch_duration_seconds", help: "Time a transaction of readings took, its commit included.", buckets: BATCH_SECONDS, registers,
  }),
});

/** Read when they are asked for, so that counting costs a request nothing. */
const ofQueues = (registers: Registry[], queues: ReadonlyMap<string, Queue>) => new Gauge({
  name: "queue_waiting", help: "Calls that wait for the transaction or statement they will share with others.", labelNames: ["queue"], registers,
  collect() {
    for (const [queue, { waiting }] of queues) this.set({ queue }, waiting);
  },
});

const ofPools = (registers: Registry[], pools: ReadonlyMap<string, () => PoolState>): void => {
  const labelNames = ["pool", "state"] as const;
  const gauge = (name: string, help: string, read: (state: PoolState) => Partial<Record<string, number>>) => new Gauge({
    name, help, labelNames, registers,
    collect() {
      for (const [pool, state] of pools) for (const [key, value] of Object.entries(read(state()))) this.set(key ? { pool, state: key } : { pool }, value ?? 0);
    },
  });
  gauge("database_pool_connections", "Connections to the database that this process has open.", ({ used, idle }) => ({ used, idle }));
  gauge("database_pool_connections_max", "Connections that the pool opens at most.", ({ max }) => ({ "": max }));
  gauge("database_pool_waiting", "Callers that wait for a connection.", ({ waiting }) => ({ "": waiting }));
};

const ofDatabase = (registers: Registry[]) => ({
  databaseUp: new Gauge({ name: "database_up", help: "Whether the database answered within a second when this was asked for (1 or 0).", registers }),
  databaseClockSkew: new Gauge({ name: "database_clock_skew_seconds", help: "How far the database's clock is ahead of this server's.", registers }),
  auditHeadAge: new Gauge({
    name: "audit_head_age_seconds", help: "Age of the oldest entry of the operator's audit chain that no signed head covers; 0 where all are covered.", registers,
  }),
  outboxWaiting: new Gauge({
    name: "outbox_waiting", help: "What waits to be done without a request: notes of events to publish, mails to send, webhooks with deliveries that are due.",
    labelNames: ["kind"], registers,
  }),
  outboxAge: new Gauge({ name: "outbox_oldest_age_seconds", help: "How long the oldest of them has been due.", labelNames: ["kind"], registers }),
});

const ofScheduler = (registers: Registry[]) => ({
  schedulerLeader: new Gauge({ name: "scheduler_leader", help: "Whether this process does the timed work of all (1 or 0).", registers }),
  jobBegun: new Gauge({
    name: "scheduler_job_begun_timestamp_seconds", help: "When any process last began the job, in seconds since 1970.", labelNames: ["task"], registers,
  }),
  jobSucceeded: new Gauge({
    name: "scheduler_job_succeeded_timestamp_seconds", help: "When this process last ended the job without a fault, in seconds since 1970.", labelNames: ["task"], registers,
  }),
  jobOrganizationFailures: new Counter({
    name: "scheduler_organization_failures_total", help: "Times that a job failed for one organization while it went on with the others.", registers,
  }),
  jobDuration: new Histogram({
    name: "scheduler_job_duration_seconds", help: "Time the job took in this process, by its outcome.", labelNames: ["task", "outcome"], buckets: JOB_SECONDS, registers,
  }),
});

/**
 * What one server counts, in a registry of its own: several may run in a process. No label says whose a request was, nor
 * where it led: operations, codes and names of our own alone.
 */
export const makeMetrics = () => {
  const registry = new Registry();
  const registers = [registry];
  const queues = new Map<string, Queue>();
  const pools = new Map<string, () => PoolState>();
  ofQueues(registers, queues);
  ofPools(registers, pools);
  const instruments = { ...ofRequests(registers), ...ofWrites(registers), ...ofDatabase(registers), ...ofScheduler(registers) };
  // A rate over what has not happened yet is to be 0, and not missing.
  for (const code of Object.keys(PROBLEMS)) instruments.problems.inc({ code }, 0);
  for (const policy of ["organization", "address"]) instruments.rateLimitRefusals.inc({ policy }, 0);
  return {
    registry,
    ...instruments,
    /** One that is to be seen under this name. */
    queue(name: string): Queue {
      const queue = { name, waiting: 0 };
      queues.set(name, queue);
      return queue;
    },
    /** What an installation may have besides, read when it is asked for. */
    watch: (name: string, help: string, read: () => number): void => void new Gauge({ name, help, registers, collect() { this.set(read()); } }),
    watchPool: (name: string, read: () => PoolState): void => void pools.set(name, read),
  };
};

export type Metrics = ReturnType<typeof makeMetrics>;
