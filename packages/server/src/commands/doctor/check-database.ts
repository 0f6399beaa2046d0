import { runPlain } from "../../db/connection.js";
import { pendingMigrations } from "../../db/migrate.js";
import { sql } from "../../db/sql.js";
import { failed, ok, warning, type Check } from "./finding.js";

const SUPPORTED = { first: 15, last: 18 };

type Server = { version: number; encoding: string; connections: number };

const version: Check = {
  name: "database",
  async look({ database, config }) {
    const [row] = await runPlain<Server>(database, sql`
      select current_setting('server_version_num')::integer / 10000 as version, current_setting('server_encoding') as encoding,
             current_setting('max_connections')::integer as connections`);
    const { version: major, encoding, connections } = row!;
    if (encoding !== "UTF8") return failed(`The database's encoding is ${encoding}.`, "Make a database with encoding UTF8 and restore a backup into it.");
    if (major < SUPPORTED.first) return failed(`PostgreSQL ${major} is too old.`, `Use PostgreSQL ${SUPPORTED.first} to ${SUPPORTED.last}.`);
    if (major > SUPPORTED.last) return warning(`PostgreSQL ${major} is newer than those this program is tested with.`, `Use PostgreSQL ${SUPPORTED.first} to ${SUPPORTED.last}, or a newer program.`);
    // Beside its pool a process has connections for the audit, the worker and what it listens with.
    const wanted = (config.databasePool + 6) * config.workers;
    if (wanted > connections) return warning(`This server may open ${wanted} connections, and PostgreSQL takes ${connections}.`, "Raise max_connections, or lower VITALEDGE_DATABASE_POOL.");
    return ok(`PostgreSQL ${major}, ${encoding}, ${connections} connections.`);
  },
};

/** Seconds that clocks may differ: the leeway of tokens. */
const MOST_SKEW = 5;

const clock: Check = {
  name: "clock",
  async look({ database }) {
    const asked = Date.now();
    const [row] = await runPlain<{ at: Date }>(database, sql`select clock_timestamp() as at`);
    const skew = Math.max(0, Math.abs(row!.at.getTime() - (asked + Date.now()) / 2) - (Date.now() - asked) / 2) / 1000;
    if (skew > MOST_SKEW) return failed(`This machine's clock and the database's differ by ${skew.toFixed(1)} s.`, "Set both by NTP: tokens, limits and billing days go by them.");
    return skew > 1 ? warning(`This machine's clock and the database's differ by ${skew.toFixed(1)} s.`, "Set both by NTP.") : ok("This machine's clock and the database's agree.");
  },
};

const migrations: Check = {
  name: "migrations",
  async look({ database }) {
    const pending = await pendingMigrations(database);
    return pending.length ? failed(`${pending.length === 1 ? "1 migration has" : `${pending.length} migrations have`} not run.`, "Run `vitaledge-server migrate`.") : ok("All migrations have run.");
  },
};

export const DATABASE_CHECKS = [version, clock, migrations];
