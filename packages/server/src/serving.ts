import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "./app.js";
import type { RunningServer, RunningWorker, ServerOptions, Start } from "./create-server.js";
import { ensurePartitions } from "./db/partitions.js";
import { expectNoDemonstration } from "./demo/demonstration-accounts.js";
import { closeDeps, makeDeps, type Deps } from "./deps.js";
import { keepReading } from "./features/auth/signing-keys.js";
import { systemClock } from "./platform/clock.js";
import type { Config } from "./platform/config.js";
import { listen } from "./platform/listen.js";
import { startMetricsServer, type MetricsServer } from "./platform/metrics-server.js";
import { openRedis } from "./redis/link.js";
import type { Store } from "./store.js";
import { startWorker } from "./worker.js";

/** Milliseconds that requests in flight are given at shutdown. */
const GRACE = 20_000;

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

export const work: Start<RunningWorker> = async (config, store, options, log) => {
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

export const serve: Start<RunningServer> = async (config, store, options, log) => {
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
