import { chown, mkdtemp, realpath, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { databaseAccount } from "../../packages/server/src/db/embedded/account.js";
import { runOperator } from "../../bench/children.js";
import { postgres } from "./needs.js";
import { runProgram } from "./part.js";
import type { Part } from "./part.js";
import { DATABASE_SQL, smokeTest } from "./smoke.js";

const programsOf = (major: number): string => `/usr/lib/postgresql/${major}/bin`;

type Account = { uid: number; gid: number } | undefined;
/** A cluster's folder, and whose it is: PostgreSQL does not run as root. */
type Home = { directory: string; account: Account };

/** An empty cluster of Debian's PostgreSQL while the work lasts. `prepare` may lay something beside it and answer more options. */
export const withDebianCluster = async (major: number, work: (port: number, home: Home) => Promise<void>, prepare: (home: Home) => string = () => ""): Promise<void> => {
  const account = await databaseAccount();
  const directory = await realpath(await mkdtemp(join(tmpdir(), "vitaledge-extended-")));
  if (account) await chown(directory, account.uid, account.gid);
  const cluster = join(directory, "data");
  const run = (program: string, args: string[]): string => runProgram(join(programsOf(major), program), args, { account, cwd: directory });
  const port = await freePort();
  try {
    run("initdb", ["-D", cluster, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off ${prepare({ directory, account })}`;
    run("pg_ctl", ["start", "-D", cluster, "-w", "-s", "-l", join(directory, "log"), "-o", options]);
    await work(port, { directory, account });
  } finally {
    try {
      run("pg_ctl", ["stop", "-D", cluster, "-m", "immediate", "-w", "-s"]);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
};

/** The migrations and a server on a release of PostgreSQL that Debian brings. */
export const debianPostgres = (major: number): Part => ({
  name: `postgres-${major}`,
  shows: `the migrations and the server run on PostgreSQL ${major}`,
  needs: [postgres(major)],
  run: () => withDebianCluster(major, async (port) => {
    await makeDatabase(port);
    await smokeTest(port);
  }),
});

const makeDatabase = async (port: number): Promise<void> => {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  await client.connect();
  try {
    await client.query(runOperator({}, ["migrate", "--print-roles"]));
    // Alone, for a database cannot be made within the transaction that several statements are.
    for (const statement of DATABASE_SQL.trim().split("\n")) await client.query(statement);
  } finally {
    await client.end();
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
