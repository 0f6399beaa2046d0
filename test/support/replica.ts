import { appendFile, chmod, cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { databaseAccount } from "../../packages/server/src/db/embedded/account.js";
import { findBinaries } from "../../packages/server/src/db/embedded/binaries.js";
import { run } from "../../packages/server/src/db/embedded/run.js";
import { freePort } from "../../packages/server/src/platform/listen.js";

export type TestReplica = {
  /** An address of the primary, leading to the replica. */
  at(url: string): string;
  /** As its superuser. */
  query(text: string): Promise<unknown>;
  /** At once, as if it had crashed. */
  stop(): Promise<void>;
};

const NOT_COPIED = /(^|\/)(postmaster\.(pid|opts)|pg_wal\/.+|vitaledge\.conf)$/;

/** Copies the primary's files while it runs, and follows it from there: streaming replication, without pg_basebackup. */
export const startReplica = async (superuserUrl: string, folder: string): Promise<TestReplica> => {
  const account = await databaseAccount();
  const binaries = await findBinaries(account);
  const port = await freePort("127.0.0.1");
  const primary = new pg.Client({ connectionString: superuserUrl });
  await primary.connect();
  const from = (await primary.query<{ data_directory: string }>("show data_directory")).rows[0]!.data_directory;
  await primary.query("select pg_backup_start('replica', fast => true)");
  await cp(from, folder, { recursive: true, filter: (path) => !NOT_COPIED.test(path.slice(from.length)) });
  const { rows } = await primary.query<{ labelfile: string }>("select labelfile from pg_backup_stop()");
  await primary.end();
  await writeFile(join(folder, "backup_label"), rows[0]!.labelfile);
  await writeFile(join(folder, "standby.signal"), "");
  const { hostname, port: primaryPort, username, password } = new URL(superuserUrl);
  await appendFile(join(folder, "postgresql.conf"), [
    "", `port = ${port}`, "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "hot_standby = on", "max_connections = 100",
    `primary_conninfo = 'host=${hostname} port=${primaryPort} user=${username} password=${password}'`, "",
  ].join("\n"));
  const control = async (...args: string[]): Promise<void> => {
    const { ok, errors } = await run(binaries.pgCtl, [...args, "-D", folder, "-w", "-s"], { account, directory: folder, apart: true });
    if (!ok) throw new Error(`the replica did not ${args[0]}: ${errors}`);
  };
  await chmod(folder, 0o700);
  if (account) await run("chown", ["-R", `${account.uid}:${account.gid}`, folder]);
  await control("start", "-l", join(folder, "start.log"));
  const at = (url: string): string => Object.assign(new URL(url), { port: String(port) }).href;
  return {
    at,
    async query(text) {
      const client = new pg.Client({ connectionString: at(superuserUrl) });
      await client.connect();
      try {
        return await client.query(text);
      } finally {
        await client.end();
      }
    },
    async stop() {
      await control("stop", "-m", "immediate");
      await rm(folder, { recursive: true, force: true });
    },
  };
};
