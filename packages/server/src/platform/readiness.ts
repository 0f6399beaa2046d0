import { readClockSkew, MOST_SKEW } from "../db/clock-skew.js";
import { migrationState } from "../db/migrate.js";
import type { Deps } from "../deps.js";
import { fail } from "../http/problem.js";

/** A warning is for the operator: requests can be served all the same. */
export type Finding = { name: string; status: "ok" | "warning" | "failed"; detail?: string };

/** Looks at something the server depends on. What it says holds no address, name or password. */
export type Check = () => Promise<Finding[]>;

const draining: Finding = { name: "draining", status: "failed", detail: "The server is shutting down. Ask another one." };

/** What was found, where requests can be served. @throws ProblemError 503 with the findings, where they cannot. */
export const expectReady = async ({ checks }: Pick<Deps, "checks">, isDraining: boolean): Promise<Finding[]> => {
  const found = isDraining ? [draining] : (await Promise.all(checks.map((check) => check()))).flat();
  const failed = found.filter(({ status }) => status === "failed");
  if (failed.length) fail("unavailable", { detail: failed.map(({ detail }) => detail).join(" "), extra: { checks: found }, headers: { "Retry-After": "2" } });
  return found;
};

/** One after the other, over a connection of those that serve requests: where none is to be had, none can be served. */
export const checkDatabase = ({ database, clock, log }: Pick<Deps, "database" | "clock" | "log">): Check => async () => {
  try {
    const skew = await readClockSkew(database, clock);
    const { pending, unknown } = await migrationState(database);
    return [{ name: "database", status: "ok" }, ofMigrations(pending, unknown), ofClock(skew)];
  } catch (error) {
    log.warn({ event: "database_away", err: error }, "the database does not answer");
    return [{ name: "database", status: "failed", detail: "The database does not answer. See that it runs and can be reached, and what the log says of it." }];
  }
};

const ofMigrations = (pending: readonly string[], unknown: readonly string[]): Finding => {
  if (pending.length) return { name: "migrations", status: "failed", detail: "Migrations are pending. Run `vitaledge-server migrate`." };
  if (!unknown.length) return { name: "migrations", status: "ok" };
  return { name: "migrations", status: "warning", detail: "The database is newer than this program. Replace it by the version that migrated the database: it will not start again." };
};

const ofClock = (skew: number): Finding => {
  if (Math.abs(skew) <= MOST_SKEW) return { name: "clock", status: "ok" };
  return { name: "clock", status: "warning", detail: `The clocks of server and database are ${Math.round(Math.abs(skew))} s apart. Let both follow one time server.` };
};
