import type { DestinationStream } from "pino";
import type { Deps } from "./deps.js";
import type { Clock } from "./platform/clock.js";
import { parseConfig, type Config } from "./platform/config.js";
import { makeLogger } from "./platform/logger.js";
import { openStore, type Store } from "./store.js";

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

/**
 * Starts a whole server in this process: for a program of one's own, or its tests.
 * @throws OperatorError one sentence, where settings or surroundings do not allow it.
 */
export const createServer = (options: ServerOptions = {}): Promise<RunningServer> => withStore({ ...options, beside: options.number !== undefined }, async (...given) => (await import("./serving.js")).serve(...given));

/** Starts what works without requests, alone. On the embedded database a server has to run already, or it works with one of its own. */
export const createWorker = (options: ServerOptions = {}): Promise<RunningWorker> => withStore({ ...options, beside: true }, async (...given) => (await import("./serving.js")).work(...given));

export type RunningWorker = Pick<RunningServer, "deps" | "metricsUrl"> & { close(): Promise<void> };

export type Start<Running> = (config: Config, store: Store, options: ServerOptions, log: Deps["log"]) => Promise<Running>;

const withStore = async <Running>(options: ServerOptions & { beside?: boolean }, start: Start<Running>): Promise<Running> => {
  const config = parseConfig(options.settings ?? {});
  const log = makeLogger(config.logLevel, options.logStream, options.number === undefined ? {} : { process: options.number });
  const { migrate = false, fresh = false, beside = false } = options;
  // Most of the program is read while the database starts.
  const store = await openStore(config, { log, migrate, fresh, beside, meanwhile: () => void import("./serving.js").catch(() => undefined) });
  try {
    return await start(config, store, options, log);
  } catch (error) {
    await store.stop();
    throw error;
  }
};
