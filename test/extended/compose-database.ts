import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withDebianCluster } from "./debian-postgres.js";
import { postgres, program } from "./needs.js";
import { runProgram } from "./part.js";
import type { Part } from "./part.js";
import { PASSWORD, smokeTestOn } from "./smoke.js";

const MAJOR = 15;
const SCRIPTS = fileURLToPath(new URL("../../deploy/postgres", import.meta.url));

export const composeDatabase: Part = {
  name: "compose-database",
  shows: "what the compose file lays into PostgreSQL makes roles, database and certificate, and the server works with them over TLS that it checks",
  needs: [postgres(MAJOR), program("openssl", "openssl", "version"), program("psql", "postgresql-client")],
  run: () => withDebianCluster(MAJOR, async (port, { directory }) => {
    const environment = {
      PGHOST: "127.0.0.1", PGPORT: String(port), PGUSER: "postgres", POSTGRES_USER: "postgres", OWNER_PASSWORD: PASSWORD, APP_PASSWORD: PASSWORD, WORKER_PASSWORD: PASSWORD,
    };
    runProgram("psql", ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", "postgres", "--file", join(SCRIPTS, "10-roles.sql")], { environment });
    runProgram("sh", [join(SCRIPTS, "20-database.sh")], { environment });
    // The server is another account's: of the folder it may read the authority.
    await chmod(directory, 0o711);
    const authority = encodeURIComponent(join(directory, "ca.crt"));
    await smokeTestOn((role) => `postgres://${role}:${PASSWORD}@localhost:${port}/vitaledge?sslmode=verify-full&sslrootcert=${authority}`, {});
  }, ({ directory, account }) => {
    const make = (): string => runProgram("sh", [join(SCRIPTS, "make-certificate.sh")], { account, environment: { AUTHORITY_DIR: directory, CERTIFICATE_DIR: directory, DATABASE_HOST: "localhost" } });
    make();
    // A second start finds it there.
    make();
    return `-c ssl=on -c ssl_cert_file=${directory}/db.crt -c ssl_key_file=${directory}/db.key`;
  }),
};
