import { setTimeout as sleep } from "node:timers/promises";
import type { DestinationStream } from "pino";
import { createApp } from "./app.js";
import { openStore, type Store } from "./store.js";
import { closeDeps, makeDeps, type Deps } from "./deps.js";
import { ensurePartitions } from "./db/partitions.js";
import { keepReading } from "./features/auth/signing-keys.js";
import { expectNoDemonstration } from "./demo/demonstration-accounts.js";
import { systemClock, type Clock } from "./platform/clock.js";
import { parseConfig, type Config } from "./platform/config.js";
import { listen } from "./platform/listen.js";
import { startMetricsServer, type MetricsServer } from "./platform/metrics-server.js";
import { makeLogger } from "./platform/logger.js";
import { openRedis } from "./redis/link.js";
import { startWorker } from "./worker.js";

export type ServerOptions = {
  /**
   * Settings by the names of their environment variables (`PORT`, `DATABASE_URL`, `VITALEDGE_DATA_DIR` ...).
   * The process's own environment is not read.
   */
  settings?: Readonly<Record<string, string | undefined>>;
  /** What the server takes for now; the machine's clock unless given. */
  clock?: Clock;
  /** Where log lines go; standard output unless given. */
  logStream?: DestinationStream;
  /** Brings the schema up to date first. The embedded database always does. */
  migrate?: boolean;
  /** Throws away what the embedded database holds. */
  fresh?: boolean;
  /** False leaves mails, events and webhooks to another process. */
  worker?: boolean;
  /** Which of the processes this is that serve on one port of this machine; its log lines carry it. Another one has the embedded database. */
  number?: number;
  /** The reference page signs in with the demonstration's account, which has to be there. */
  demonstration?: boolean;
};

export type RunningServer = {
  /** `http://host:port`, without a slash at the end. */
  url: string;
  port: number;
  /** Where /metrics is, if it is; without a slash at the end. */
  metricsUrl: string | undefined;
  deps: Deps;
  /**
   * Lets requests that run finish, then stops what was started. `replaced`: another process goes on at the same port, so that
   * no balancer has to learn of it.
   */
  close(how?: { replaced?: boolean }): Promise<void>;
};

/** Milliseconds that requests in flight are given at shutdown. */
const GRACE = 20_000;

/**
 * Starts a whole server in this process: for a program of one's own, or its tests.
 * @throws OperatorError one sentence, where settings or surroundings do not allow it.
 */
export const createServer = (options: ServerOptions = {}): Promise<RunningServer> => withStore({ ...options, beside: options.number !== undefined }, serve);

/** Starts what works without requests, alone. On the embedded database a server has to run already, or it works with one of its own. */
export const createWorker = (options: ServerOptions = {}): Promise<RunningWorker> => withStore({ ...options, beside: true }, work);

export type RunningWorker = Pick<RunningServer, "deps" | "metricsUrl"> & { close(): Promise<void> };

type Start<Running> = (config: Config, store: Store, options: ServerOptions, log: Deps["log"]) => Promise<Running>;

const withStore = async <Running>(options: ServerOptions & { beside?: boolean }, start: Start<Running>): Promise<Running> => {
  const config = parseConfig(options.settings ?? {});
  const log = makeLogger(config.logLevel, options.logStream, options.number === undefined ? {} : { process: options.number });
  const { migrate = false, fresh = false, beside = false } = options;
  const store = await openStore(config, { log, migrate, fresh, beside });
  try {
    return await start(config, store, options, log);
  } catch (error) {
    await store.stop();
    throw error;
  }
};

const openDeps = async (config: Config, store: Store, options: ServerOptions, log: Deps["log"]): Promise<Deps> => {
  const publicUrl = (config.publicUrl ?? `http://${config.host}:${config.port}`).replace(/\/+$/, "");
  const clock = options.clock ?? systemClock;
  const redis = config.redisUrl === undefined ? undefined : await openRedis(config.redisUrl, log);
  try {
    return await makeDeps({ config, clock, log, databaseUrl: store.appUrl, masterKey: store.masterKey, publicUrl, redis, replicaUrl: config.databaseReplicaUrl });
  } catch (error) {
    await redis?.close();
    throw error;
  }
};

const work: Start<RunningWorker> = async (config, store, options, log) => {
  const deps = await openDeps(config, store, options, log);
  try {
    let isDraining = false;
    const metrics = await startMetricsServer(deps, { databaseUrl: store.appUrl, isDraining: () => isDraining });
    const worker = startWorker(deps);
    const close = async (): Promise<void> => {
      isDraining = true;
      await worker.stop();
      await metrics?.close();
      await closeDeps(deps);
      await store.stop();
    };
    return { deps, metricsUrl: metrics?.url, close: once(close) };
  } catch (error) {
    await closeDeps(deps);
    throw error;
  }
};

const serve: Start<RunningServer> = async (config, store, options, log) => {
  const deps = await openDeps(config, store, options, log);
  let metrics: MetricsServer | undefined;
  try {
    if (config.environment === "production") await expectNoDemonstration(deps.database);
    await ensurePartitions(deps.database, deps.clock.now());
    const app = createApp(deps, { demonstration: options.demonstration === true });
    metrics = await startMetricsServer(deps, { databaseUrl: store.appUrl, isDraining: () => app.state.draining && !app.state.replaced, number: options.number });
    const answer = app.koa.callback();
    const listener = await listen((request, response) => void answer(request, response), config);
    const url = `http://${config.host}:${listener.port}`;
    if (!config.publicUrl) deps.publicUrl = url;
    const stopReading = keepReading(deps.tokens.keys, log);
    const worker = options.worker === false ? undefined : startWorker(deps);
    const close = async ({ replaced = false } = {}): Promise<void> => {
      app.state.draining = true;
      app.state.replaced = replaced;
      const since = performance.now();
      await sleep(shutdownDelayOf(config) * 1000);
      app.state.leaving.abort();
      await listener.close({ since, grace: GRACE });
      stopReading();
      await worker?.stop();
      await metrics?.close();
      await closeDeps(deps);
      await store.stop();
    };
    return { url, port: listener.port, metricsUrl: metrics?.url, deps, close: once(close) };
  } catch (error) {
    await metrics?.close();
    await closeDeps(deps);
    throw error;
  }
};

/** Seconds; in development nobody balances, and everybody waits for Ctrl-C. */
const shutdownDelayOf = ({ shutdownDelaySeconds, environment }: Config): number => shutdownDelaySeconds ?? (environment === "production" ? 5 : 0);

const once = <Options>(work: (options?: Options) => Promise<void>): ((options?: Options) => Promise<void>) => {
  let running: Promise<void> | undefined;
  return (options) => (running ??= work(options));
};
