import pg from "pg";
import { ROLES_SQL } from "../../sql/roles.sql.js";
import { DATABASE, SUPERUSER, urlOf, type Credentials } from "./credentials.js";

export const connectAsSuperuser = async ({ superuser, port }: Credentials, database: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: urlOf(SUPERUSER, superuser, port, database),
    connectionTimeoutMillis: 5_000,
    application_name: "vitaledge start",
  });
  // A connection that breaks while idle would else end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
};

/** Roles with their kept passwords, and the database of the owner. Safe to run again, after a kill halfway too. */
export const ensureRoles = async (credentials: Credentials): Promise<void> => {
  const client = await connectAsSuperuser(credentials, "postgres");
  try {
    await client.query(ROLES_SQL);
    for (const name of ["owner", "app", "worker"] as const) {
      await client.query(`alter role vitaledge_${name} password ${client.escapeLiteral(credentials[name])}`);
    }
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE} owner vitaledge_owner`);
    await client.query(connectGrants(DATABASE));
  } finally {
    await client.end();
  }
};

/** Who may connect; a copy of a database starts without these. */
export const connectGrants = (database: string): string =>
  `revoke all on database ${database} from public;
   grant connect on database ${database} to vitaledge_app, vitaledge_worker`;
