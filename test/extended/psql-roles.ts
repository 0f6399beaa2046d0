import { startTestCluster } from "../support/cluster.js";
import { runOperator } from "../../bench/children.js";
import { DATABASE_SQL, smokeTest } from "./smoke.js";
import { program } from "./needs.js";
import { runProgram } from "./part.js";
import type { Part } from "./part.js";

const ROLES = ["vitaledge_app", "vitaledge_worker", "vitaledge_owner"];

export const psqlRoles: Part = {
  name: "psql-roles",
  shows: "the SQL that `vitaledge-server migrate --print-roles` prints runs in psql, twice, and the server works with what it made",
  needs: [program("psql", "postgresql-client")],
  async run() {
    const { database, stop } = await startTestCluster();
    try {
      const { username, password, port } = new URL(database.superuserUrl);
      const environment = { PGHOST: "127.0.0.1", PGPORT: port, PGUSER: username, PGPASSWORD: password, PGDATABASE: "postgres" };
      const psql = (input: string): string =>
        runProgram("psql", ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", "-"], { input, environment });
      // The cluster came with roles of its own; one's own PostgreSQL has none.
      psql(["drop database vitaledge;", ...ROLES.map((role) => `drop role ${role};`)].join("\n"));
      const printed = runOperator({}, ["migrate", "--print-roles"]);
      psql(printed);
      psql(printed);
      psql(DATABASE_SQL);
      await smokeTest(Number(port));
    } finally {
      await stop();
    }
  },
};
