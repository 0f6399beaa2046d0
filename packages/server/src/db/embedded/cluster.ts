import { chown, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OperatorError } from "../../platform/operator-error.js";
import type { Binaries } from "./binaries.js";
import { SUPERUSER } from "./credentials.js";
import type { Place } from "./directory.js";
import { readIfThere } from "./files.js";
import { run, type Account, type Finished } from "./run.js";

/** Seconds; a start after a crash first replays what was not yet written. */
const START_WAIT = 300;
const STOP_WAIT = 60;

export type Cluster = { place: Place; binaries: Binaries; account: Account | undefined };

export const hasCluster = async ({ cluster }: Place): Promise<boolean> => (await readIfThere(join(cluster, "PG_VERSION"))) !== undefined;

/** Refuses data of another major release: PostgreSQL would, with less to go by. */
export const expectSameMajor = async ({ place, binaries }: Cluster): Promise<void> => {
  const found = (await readFile(join(place.cluster, "PG_VERSION"), "utf8")).trim();
  if (found === String(binaries.major)) return;
  throw new OperatorError(
    `The database in ${place.root} was made by PostgreSQL ${found}, and this release brings ${binaries.major}. Back it up with the release that made it, and restore it into a new data directory.`,
  );
};

/** initdb works beside the final place: a kill halfway leaves nothing that looks like a database. */
export const makeCluster = async (cluster: Cluster, password: string, sync: boolean): Promise<void> => {
  const { place, account, binaries } = cluster;
  const fresh = `${place.cluster}.part`;
  const passwordFile = join(place.postgres, "initdb-password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (account) await chown(passwordFile, account.uid, account.gid);
    const made = await tryLocales(cluster, fresh, [`--pwfile=${passwordFile}`, ...(sync ? [] : ["--no-sync"])]);
    if (!made.ok) throw new OperatorError(`The database could not be made in ${place.postgres}: ${lastLine(made.errors)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  const conf = join(fresh, "postgresql.conf");
  await writeFile(conf, `${await readFile(conf, "utf8")}\ninclude_if_exists = 'vitaledge.conf'\n`);
  await rename(fresh, place.cluster);
  await expectSameMajor({ place, account, binaries });
};

/** The builtin provider came with 17; before it, C.UTF-8 where the system has it. Neither depends on LANG. */
const tryLocales = async ({ binaries, account, place }: Cluster, target: string, more: string[]): Promise<Finished> => {
  const locales =
    binaries.major >= 17
      ? [["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]]
      : [["--locale=C.UTF-8"], ["--locale=C"]];
  let made: Finished = { ok: false, output: "", errors: "" };
  for (const locale of locales) {
    await rm(target, { recursive: true, force: true });
    made = await run(
      binaries.initdb,
      [`--pgdata=${target}`, `--username=${SUPERUSER}`, "--encoding=UTF8", ...locale, "--auth=scram-sha-256", "--data-checksums", "--no-instructions", ...more],
      { account, directory: place.postgres },
    );
    if (made.ok) break;
  }
  return made;
};

/** Through pg_ctl, so that it lives in a session of its own: it outlasts Ctrl-C and the server's death. */
export const startCluster = async ({ place, binaries, account }: Cluster, settings: string): Promise<void> => {
  await writeFile(place.settings, settings, { mode: 0o600 });
  if (account) await chown(place.settings, account.uid, account.gid);
  await truncate(place.startLog).catch(() => undefined);
  const { ok } = await run(
    binaries.pgCtl,
    ["start", "-D", place.cluster, "-l", place.startLog, "-w", "-t", String(START_WAIT), "-s"],
    { account, directory: place.postgres, apart: true },
  );
  if (ok) return;
  throw new OperatorError(`The database in ${place.root} did not start: ${lastLine((await readIfThere(place.startLog)) ?? "")}`);
};

/** Fast: open transactions are rolled back, what is committed is written. */
export const stopCluster = async ({ place, binaries, account }: Cluster): Promise<void> => {
  const stop = (mode: string): Promise<Finished> =>
    run(binaries.pgCtl, ["stop", "-D", place.cluster, "-m", mode, "-w", "-t", String(STOP_WAIT), "-s"], { account, directory: place.postgres, apart: true });
  if ((await isStopped(place)) || (await stop("fast")).ok || (await isStopped(place))) return;
  // Committed data is safe: the next start replays it.
  await stop("immediate");
};

const isStopped = async ({ cluster }: Place): Promise<boolean> =>
  stat(join(cluster, "postmaster.pid")).then(() => false, () => true);

// The program's own words, the gravest first; without the time and process number before them.
const lastLine = (text: string): string => {
  const lines = text.split("\n").filter((line) => line.trim());
  const line = lines.findLast((one) => /FATAL|PANIC|error:/.test(one)) ?? lines.at(-1) ?? "it gave no reason.";
  return line.replace(/^.*?(?:FATAL|PANIC|error):\s*/, "");
};
