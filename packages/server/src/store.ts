import { defaultDataDirectory, findEmbedded, startEmbedded } from "./db/embedded.js";
import { homeFromEnvironment, type Config } from "./platform/config.js";
import { ProblemError } from "./http/problem.js";
import type { Log } from "./platform/logger.js";
import { keptMasterKey, masterKeyOf } from "./platform/master-key.js";
import { OperatorError } from "./platform/operator-error.js";

/** The database and the master key a server works with, wherever they come from. */
export type Store = { appUrl: string; ownerUrl: string | undefined; masterKey: Buffer; stop(): Promise<void> };

type Options = {
  log: Log;
  migrate: boolean;
  /** The embedded database is emptied first. */
  fresh?: boolean;
  /** For a command beside a server that may be running: an embedded database that runs is used as it is. */
  beside?: boolean;
  /** Called when the embedded database was told to start: what else takes time may begin. */
  meanwhile?: () => void;
};

export const openStore = async (config: Config, options: Options): Promise<Store> => {
  try {
    return config.databaseUrl ? await ownDatabase(config, config.databaseUrl, options) : await embeddedDatabase(config, options);
  } catch (error) {
    throw explain(error);
  }
};

const ownDatabase = async (config: Config, appUrl: string, options: Options): Promise<Store> => {
  if (options.fresh) throw new OperatorError("--fresh empties the embedded database alone. Empty your own by hand.");
  if (options.migrate) {
    if (!config.databaseOwnerUrl) throw new OperatorError("DATABASE_OWNER_URL is needed to migrate: the address of the database as vitaledge_owner.");
    const { migrate } = await import("./db/migrate.js");
    await migrate({ ownerUrl: config.databaseOwnerUrl, distributed: config.databaseDistributed });
  }
  return { appUrl, ownerUrl: config.databaseOwnerUrl, masterKey: config.masterKey!, stop: async () => undefined };
};

const embeddedDatabase = async (config: Config, { log, beside, fresh, meanwhile }: Options): Promise<Store> => {
  const dataDirectory = config.dataDirectory ?? defaultDataDirectory(homeFromEnvironment());
  const running = beside ? await findEmbedded(dataDirectory) : undefined;
  if (running) {
    const masterKey = config.masterKey ?? masterKeyOf(dataDirectory);
    return { appUrl: running.appUrl, ownerUrl: running.ownerUrl, masterKey, stop: async () => undefined };
  }
  const embedded = await startEmbedded({ dataDirectory, log, meanwhile });
  try {
    const { emptyDatabase, migrate } = await import("./db/migrate.js");
    if (fresh) await emptyDatabase({ ownerUrl: embedded.ownerUrl });
    await migrate({ ownerUrl: embedded.ownerUrl, distributed: config.databaseDistributed });
    const masterKey = config.masterKey ?? masterKeyOf(dataDirectory);
    return { appUrl: embedded.appUrl, ownerUrl: embedded.ownerUrl, masterKey, stop: () => embedded.stop() };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
};

export type OwnerStore = { ownerUrl: string; masterKey: Buffer; stop(): Promise<void> };

/**
 * The database as its owner. `empty`: an embedded one is started as it is, with no server beside, and nothing is made in
 * it, nor a master key.
 */
export const openAsOwner = async (config: Config, { log, empty = false }: { log: Log; empty?: boolean }): Promise<OwnerStore> => {
  if (config.databaseUrl || config.databaseOwnerUrl) {
    const { databaseOwnerUrl: ownerUrl, masterKey } = config;
    if (!ownerUrl) throw new OperatorError("DATABASE_OWNER_URL is needed: the address of the database as vitaledge_owner.");
    if (!masterKey) throw new OperatorError("VITALEDGE_MASTER_KEY is needed: the key the database was made with.");
    return { ownerUrl, masterKey, stop: async () => undefined };
  }
  if (!empty) {
    const { ownerUrl, masterKey, stop } = await openStore(config, { log, migrate: true, beside: true });
    return { ownerUrl: ownerUrl!, masterKey, stop };
  }
  const dataDirectory = config.dataDirectory ?? defaultDataDirectory(homeFromEnvironment());
  const masterKey = config.masterKey ?? keptMasterKey(dataDirectory);
  const { ownerUrl, stop } = await startEmbedded({ dataDirectory, log });
  return { ownerUrl, masterKey, stop };
};

const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|timeout/i;
const NO_TLS = /support SSL|^(ERR_TLS|ERR_SSL|CERT|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/;

// Faults of surroundings become one sentence; a fault of ours keeps its stack.
const explain = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof OperatorError) return error;
  // What a request would be told of it says less than its cause.
  if (error instanceof ProblemError && error.cause) return explain(error.cause);
  // Of a host with two addresses each attempt is an error of its own.
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  const code = (first as NodeJS.ErrnoException).code ?? "";
  if (UNREACHABLE.test(`${code} ${first.message}`)) return new OperatorError("The database cannot be reached. Check DATABASE_URL and that PostgreSQL runs.");
  if (NO_TLS.test(`${code} ${first.message}`)) {
    return new OperatorError("The database does not speak TLS, or its certificate does not hold. Switch `ssl` on there, and name the authority of its certificate with &sslrootcert=FILE in DATABASE_URL.");
  }
  if (/^28/.test(code)) return new OperatorError("The database refuses the sign-in. Check user and password in DATABASE_URL.");
  if (code === "3D000") return new OperatorError("The database that DATABASE_URL names is not there. Create it first.");
  if (code === "EACCES" || code === "EPERM") return new OperatorError("The data directory cannot be read or entered by this user. Set VITALEDGE_DATA_DIR to one that can.");
  return error;
};

export const explainStoreError = explain;
