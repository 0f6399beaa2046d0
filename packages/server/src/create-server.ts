import { setTimeout as sleep } from "node:timers/promises";
import type { DestinationStream } from "pino";
import { createApp } from "./app.js";
import { openStore, type Store } from "./store.js";
import { closeDeps, makeDeps, type Deps } from "./deps.js";
import { ensurePartitions } from "./db/partitions.js";
import { startMailRelay } from "./outbox/relay.js";
import { keepReading } from "./features/auth/signing-keys.js";
import { expectNoDemonstration } from "./demo/demonstration-accounts.js";
import { systemClock, type Clock } from "./platform/clock.js";
import { parseConfig, type Config } from "./platform/config.js";
import { closeServer, listen, portOf } from "./platform/listen.js";
import { makeLogger } from "./platform/logger.js";

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
  /** False leaves mails to another process. */
  worker?: boolean;
};

export type RunningServer = {
  /** `http://host:port`, without a slash at the end. */
  url: string;
  port: number;
  deps: Deps;
  /** Lets requests that run finish, then stops what was started. */
  close(): Promise<void>;
};

/** Seconds that requests in flight are given at shutdown. */
const GRACE = 20_000;

/**
 * Starts a whole server in this process: for a program of one's own, or its tests.
 * @throws OperatorError one sentence, where settings or surroundings do not allow it.
 */
export const createServer = async (options: ServerOptions = {}): Promise<RunningServer> => {
  const config = parseConfig(options.settings ?? {});
  const log = makeLogger(config.logLevel, options.logStream);
  const store = await openStore(config, { log, migrate: options.migrate ?? false, fresh: options.fresh ?? false });
  try {
    return await start(config, store, options, log);
  } catch (error) {
    await store.stop();
    throw error;
  }
};

const start = async (config: Config, store: Store, options: ServerOptions, log: Deps["log"]): Promise<RunningServer> => {
  const clock = options.clock ?? systemClock;
  const publicUrl = (config.publicUrl ?? `http://${config.host}:${config.port}`).replace(/\/+$/, "");
  const deps = await makeDeps({ config, clock, log, databaseUrl: store.appUrl, masterKey: store.masterKey, publicUrl });
  try {
    if (config.environment === "production") await expectNoDemonstration(deps.database);
    await ensurePartitions(deps.database, clock.now());
    const app = createApp(deps);
    const answer = app.koa.callback();
    const server = await listen((request, response) => void answer(request, response), config.port, config.host);
    if (!config.publicUrl) deps.publicUrl = `http://${config.host}:${portOf(server)}`;
    const stopReading = keepReading(deps.tokens.keys, log);
    const relay = options.worker === false ? undefined : startMailRelay(deps);
    const close = async (): Promise<void> => {
      app.state.draining = true;
      await sleep(config.shutdownDelaySeconds * 1000);
      await closeServer(server, GRACE);
      stopReading();
      await relay?.stop();
      await closeDeps(deps);
      await store.stop();
    };
    return { url: `http://${config.host}:${portOf(server)}`, port: portOf(server), deps, close: once(close) };
  } catch (error) {
    await closeDeps(deps);
    throw error;
  }
};

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
};
