import pg from "pg";
import { ROLES_SQL } from "../../packages/server/src/sql/roles.sql.js";
import type { Part } from "./part.js";
import { expect, PASSWORD, smokeTestOn } from "./smoke.js";

const GIVEN = process.env["CITUS_URL"];

/** What the roles own and may do in a database that was made by somebody else. */
const OWN = (name: string): string[] => [
  ROLES_SQL,
  ...["owner", "app", "worker"].map((role) => `alter role vitaledge_${role} password '${PASSWORD}'`),
  `alter database "${name}" owner to vitaledge_owner`,
  "alter schema public owner to vitaledge_owner",
];

const COUNTS = `select (select count(*) from pg_dist_partition where partmethod = 'h') as distributed, (select count(*) from pg_dist_node where groupid > 0) as workers,
  (select count(distinct nodename || nodeport) from pg_dist_shard_placement) as placed`;

export const citus: Part = {
  name: "citus",
  shows: "on Citus the tables are sorted into their groups, twice without harm, and the server works with them: from an account to the first reading",
  needs: [{ what: "a Citus of your own: CITUS_URL, a superuser's address of an empty database of a coordinator, with the extension and its nodes", isThere: () => GIVEN !== undefined }],
  async run() {
    const url = new URL(GIVEN!);
    const client = new pg.Client({ connectionString: GIVEN });
    await client.connect();
    try {
      for (const statement of OWN(url.pathname.slice(1))) await client.query(statement);
      const address = (role: string): string => Object.assign(new URL(url), { username: role, password: PASSWORD }).href;
      await smokeTestOn(address, { DATABASE_DISTRIBUTED: "citus" });
      const [{ distributed, workers, placed }] = (await client.query<{ distributed: string; workers: string; placed: string }>(COUNTS)).rows as [{ distributed: string; workers: string; placed: string }];
      expect(Number(distributed) > 40, "the organizations' tables are distributed");
      return `${distributed} tables and partitions distributed, shards on ${placed} of ${workers} workers`;
    } finally {
      await client.end();
    }
  },
};
