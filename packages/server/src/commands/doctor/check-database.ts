import { MOST_SKEW, readClockSkew } from "../../db/clock-skew.js";
import { runPlain } from "../../db/connection.js";
import { migrationState } from "../../db/migrate.js";
import { sql } from "../../db/sql.js";
import { systemClock } from "../../platform/clock.js";
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

const clock: Check = {
  name: "clock",
  async look({ database }) {
    const skew = Math.abs(await readClockSkew(database, systemClock));
    const told = `This machine's clock and the database's differ by ${skew.toFixed(1)} s.`;
    if (skew > MOST_SKEW) return failed(told, "Set both by NTP: tokens, limits and billing days go by them.");
    return skew > 1 ? warning(told, "Set both by NTP.") : ok("This machine's clock and the database's agree.");
  },
};

const migrations: Check = {
  name: "migrations",
  async look({ database }) {
    const { pending, unknown } = await migrationState(database);
    if (unknown.length) return warning("The database is newer than this program.", "Replace the program by the version that migrated the database: it will not start again.");
    return pending.length ? failed(`${pending.length === 1 ? "1 migration has" : `${pending.length} migrations have`} not run.`, "Run `vitaledge-server migrate`.") : ok("All migrations have run.");
  },
};

export const DATABASE_CHECKS = [version, clock, migrations];
