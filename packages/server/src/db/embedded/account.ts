import { OperatorError } from "../../platform/operator-error.js";
import { run, type Account } from "./run.js";

const NAME = "vitaledge";
const HOME = "/var/lib/vitaledge";

/** PostgreSQL refuses to run as root: there a system user runs it, made where there is none. */
export const databaseAccount = async (): Promise<Account | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const account = (await findAccount()) ?? (await makeAccount());
  if (account) return account;
  throw new OperatorError(
    `PostgreSQL does not run as root, and the system user ${NAME} could not be made. Make it (useradd --system ${NAME}), start as an ordinary user, or set DATABASE_URL.`,
  );
};

const findAccount = async (): Promise<Account | undefined> => {
  const [user, group] = await Promise.all([run("id", ["-u", NAME]), run("id", ["-g", NAME])]);
  const [uid, gid] = [Number.parseInt(user.output, 10), Number.parseInt(group.output, 10)];
  return user.ok && group.ok && uid > 0 ? { name: NAME, uid, gid } : undefined;
};

// useradd is everywhere but in small images, where BusyBox has adduser alone.
const makeAccount = async (): Promise<Account | undefined> => {
  const made = await run("useradd", ["--system", "--user-group", "--no-create-home", "--home-dir", HOME, "--shell", "/usr/sbin/nologin", NAME]);
  if (!made.ok) {
    await run("addgroup", ["-S", NAME]);
    await run("adduser", ["-S", "-D", "-H", "-h", HOME, "-s", "/sbin/nologin", "-G", NAME, NAME]);
  }
  return findAccount();
};

/** Whether the account can enter the directory: asked of the system, which knows modes, groups and access lists. */
export const canEnter = async (account: Account, directory: string): Promise<boolean> =>
  (await run("/bin/sh", ["-c", 'cd "$1"', "sh", directory], { account, directory: "/" })).ok;
