import { homedir } from "node:os";
import { join } from "node:path";
import { OperatorError } from "../platform/operator-error.js";
import { databaseAccount } from "./embedded/account.js";
import { findBinaries } from "./embedded/binaries.js";
import { expectSameMajor, hasCluster, makeCluster, startCluster, stopCluster, type Cluster } from "./embedded/cluster.js";
import { keepCredentials, makeCredentials, readCredentials, SUPERUSER, urlOf, usablePort, type Credentials } from "./embedded/credentials.js";
import { explain, giveToDatabase, openDataDirectory, type Place } from "./embedded/directory.js";
import { takeLock } from "./embedded/lock.js";
import { ensureRoles } from "./embedded/roles.js";
import { findRunning, removeStalePid } from "./embedded/running.js";
import { settingsText, type Settings } from "./embedded/settings.js";

export type EmbeddedUrls = { port: number; superuserUrl: string; ownerUrl: string; appUrl: string; workerUrl: string };

export type EmbeddedDatabase = EmbeddedUrls & {
  /** True where a database was found running, left by a server that was killed. */
  adopted: boolean;
  stop(): Promise<void>;
};

type Options = {
  dataDirectory: string;
  log?: { info(message: string): void };
  /** Further lines of postgresql.conf. */
  settings?: Settings;
  /** Called when PostgreSQL was told to start. */
  meanwhile?: (() => void) | undefined;
};

export const defaultDataDirectory = ({ xdgDataHome, home = homedir() }: { xdgDataHome?: string | undefined; home?: string } = {}): string =>
  process.getuid?.() === 0 ? "/var/lib/vitaledge/data" : join(xdgDataHome || join(home, ".local", "share"), "vitaledge", "data");

/** Starts the PostgreSQL of the npm packages on a directory, makes it first where it is empty, or takes over what still runs there. */
export const startEmbedded = async ({ dataDirectory, log, settings = {}, meanwhile }: Options): Promise<EmbeddedDatabase> => {
  const place = await openDataDirectory(dataDirectory);
  const lock = await takeLock(place.root).catch((error: unknown) => {
    throw explain(place.root, error);
  });
  try {
    const account = await databaseAccount();
    const cluster: Cluster = { place, account, binaries: await findBinaries(account) };
    const { credentials, adopted } = await bringUp(cluster, settings, { log, meanwhile });
    await ensureRoles(credentials);
    const stop = async (): Promise<void> => {
      await stopCluster(cluster);
      await lock.release();
    };
    return { ...urlsOf(credentials), adopted, stop };
  } catch (error) {
    await lock.release();
    throw explain(place.root, error);
  }
};

/** The addresses of the database that runs on the directory now, for a command beside a running server. Takes no lock. */
export const findEmbedded = async (dataDirectory: string): Promise<EmbeddedUrls | undefined> => {
  const place = await openDataDirectory(dataDirectory);
  const credentials = await readCredentials(place).catch((error: unknown) => {
    throw explain(place.root, error);
  });
  const found = credentials && (await findRunning(place, credentials));
  return credentials && found?.version ? urlsOf({ ...credentials, port: found.port }) : undefined;
};

const urlsOf = ({ port, superuser, owner, app, worker }: Credentials): EmbeddedUrls => ({
  port,
  superuserUrl: urlOf(SUPERUSER, superuser, port),
  ownerUrl: urlOf("vitaledge_owner", owner, port),
  appUrl: urlOf("vitaledge_app", app, port),
  workerUrl: urlOf("vitaledge_worker", worker, port),
});

type Up = { credentials: Credentials; adopted: boolean };

const bringUp = async (cluster: Cluster, settings: Settings, { log, meanwhile }: Pick<Options, "log" | "meanwhile">): Promise<Up> => {
  const { place } = cluster;
  const kept = await keptCredentials(place);
  const running = await findRunning(place, kept);
  if (running) {
    const fits = running.version === cluster.binaries.version && running.port === kept.port;
    if (fits && running.settings === settingsText(kept.port, settings)) {
      log?.info("the database was still running and is taken over");
      return { credentials: kept, adopted: true };
    }
    log?.info("the database was still running with other settings and is stopped first");
    await stopCluster(cluster);
  }
  await giveToDatabase(place, cluster.account);
  const credentials = await settlePort(place, kept);
  if (await hasCluster(place)) await expectSameMajor(cluster);
  else await makeCluster(cluster, credentials.superuser, settings.fsync !== "off");
  await removeStalePid(place);
  const started = startCluster(cluster, settingsText(credentials.port, settings));
  meanwhile?.();
  await started;
  return { credentials, adopted: false };
};

// Written before the database is made: a password that is nowhere would lock everybody out.
const keptCredentials = async (place: Place): Promise<Credentials> => {
  const kept = await readCredentials(place);
  if (kept) return kept;
  if (await hasCluster(place)) throw new OperatorError(`${place.credentials} is missing, and the database's passwords with it. Restore it from a backup.`);
  const made = await makeCredentials();
  await keepCredentials(place, made);
  return made;
};

const settlePort = async (place: Place, kept: Credentials): Promise<Credentials> => {
  const port = await usablePort(kept.port);
  if (port === kept.port) return kept;
  const changed = { ...kept, port };
  await keepCredentials(place, changed);
  return changed;
};
