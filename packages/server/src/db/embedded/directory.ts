import { chmod, lstat, mkdir, realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { OperatorError } from "../../platform/operator-error.js";
import { canEnter } from "./account.js";
import { codeOf } from "./files.js";
import { run, type Account } from "./run.js";

/** What stands where in a data directory. All but `postgres` belongs to the server; that, to the database's user. */
export type Place = {
  root: string;
  postgres: string;
  cluster: string;
  settings: string;
  startLog: string;
  credentials: string;
};

export const openDataDirectory = async (path: string): Promise<Place> => {
  const wanted = resolve(path);
  try {
    // The mode is for the directory itself: folders above it that kept everybody out would keep out the database's user too.
    await mkdir(dirname(wanted), { recursive: true });
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    return placeOf(await realpath(wanted));
  } catch (error) {
    throw explain(wanted, error);
  }
};

export const placeOf = (root: string): Place => {
  const postgres = join(root, "postgres");
  const cluster = join(postgres, "cluster");
  return {
    root,
    postgres,
    cluster,
    settings: join(cluster, "vitaledge.conf"),
    startLog: join(postgres, "start.log"),
    credentials: join(root, "database.json"),
  };
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "cannot be read, written or entered by this user",
  EPERM: "cannot be read, written or entered by this user",
  EROFS: "is on a file system that cannot be written",
  ENOSPC: "is on a file system that is full",
  EDQUOT: "is on a file system that is full",
  ENOTDIR: "is not a directory",
  EEXIST: "is not a directory",
};

/** A fault of the surroundings in one sentence; anything else as it came. */
export const explain = (directory: string, error: unknown): unknown => {
  const reason = REASONS[codeOf(error)];
  return reason ? new OperatorError(`The data directory ${directory} ${reason}. Set VITALEDGE_DATA_DIR to a directory of this user's own.`) : error;
};

/** Makes the database's folder and gives it, with all that is in it, to the database's user. */
export const giveToDatabase = async (place: Place, account: Account | undefined): Promise<void> => {
  await mkdir(place.postgres, { recursive: true, mode: 0o700 });
  if (!account) return expectOwn(place);
  await letThrough(place, account);
  await run("chown", ["-R", `${account.uid}:${account.gid}`, place.postgres]);
  await chmod(place.postgres, 0o700);
};

const expectOwn = async (place: Place): Promise<void> => {
  const me = process.getuid?.();
  const { uid } = await lstat(place.postgres);
  if (me !== undefined && uid !== me) {
    throw new OperatorError(`The database in ${place.root} belongs to another user (uid ${uid}). Start as that user, or set VITALEDGE_DATA_DIR to another directory.`);
  }
};

// Entering is all that is granted: the names inside stay hidden, and each secret has a mode of its own.
const letThrough = async (place: Place, account: Account): Promise<void> => {
  if (await canEnter(account, place.root)) return;
  const { mode } = await lstat(place.root);
  await chmod(place.root, (mode & 0o777) | 0o011);
  if (await canEnter(account, place.root)) return;
  await chmod(place.root, mode & 0o777);
  throw new OperatorError(
    `The data directory ${place.root} cannot be entered by ${account.name}, the system user that runs PostgreSQL. Set VITALEDGE_DATA_DIR to a directory outside of private folders, as /var/lib/vitaledge/data.`,
  );
};
