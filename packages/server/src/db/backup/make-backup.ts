import { to as copyTo } from "pg-copy-streams";
import { inTransaction, runOn, type Connection } from "../connection.js";
import type { Database } from "../knex.js";
import { sql } from "../sql.js";
import { KEY_TABLE, listMigrations, listPartitions, listSequences, listTables, PLAIN_SESSION, quoted, type Table } from "./catalogue.js";
import { cutOff } from "./cut-off.js";
import { FORMAT, frame, macOf, makeTally, type Manifest } from "./frames.js";

export type Progress = (line: string) => void;
/** Takes a backup's frames, and ends once they are safe. */
export type Sink = (frames: () => AsyncGenerator<Buffer>) => Promise<void>;

type Options = { masterKey: Buffer; data?: Sink | undefined; keys: Sink; progress?: Progress };

/**
 * Every table of one moment, as COPY's text, by the owner. The organizations' keys go first: a key file that is newer
 * than a backup opens it, an older one may not.
 */
export const makeBackup = (database: Database, { masterKey, data, keys, progress }: Options): Promise<void> =>
  inTransaction(database, `set transaction isolation level repeatable read, read only; ${PLAIN_SESSION}`, (connection) =>
    cutOff(connection, async () => {
      const tables = await listTables(connection);
      const write = (kind: Manifest["kind"], sink: Sink): Promise<void> =>
        sink(() => framesOf(connection, { kind, masterKey, tables: tables.filter(({ name }) => (name === KEY_TABLE) === (kind === "keys")) }, progress));
      await write("keys", keys);
      if (data) await write("data", data);
    }));

type Part = { kind: Manifest["kind"]; masterKey: Buffer; tables: Table[] };

async function* framesOf(connection: Connection, { kind, masterKey, tables }: Part, progress?: Progress): AsyncGenerator<Buffer> {
  yield frame("F", FORMAT);
  const written: Manifest["tables"] = [];
  for (const table of tables) {
    yield frame("T", table.name);
    const tally = makeTally();
    const rows = connection.query(copyTo(`copy (select ${table.columns.map(quoted).join(", ")} from ${quoted(table.name)}) to stdout`));
    for await (const piece of rows as AsyncIterable<Buffer>) {
      tally.add(piece);
      yield frame("R", piece);
    }
    const result = tally.end();
    if (result.rows !== rows.rowCount) throw new Error(`${table.name}: ${rows.rowCount} rows were copied and ${result.rows} came`);
    written.push({ ...table, ...result });
    progress?.(`${table.name}: ${result.rows} rows`);
  }
  const manifest = Buffer.from(JSON.stringify({ format: FORMAT, kind, tables: written, ...(await describe(connection, tables)) } satisfies Manifest));
  yield frame("M", manifest);
  yield frame("A", macOf(masterKey, manifest));
}

const describe = async (connection: Connection, tables: Table[]): Promise<Omit<Manifest, "format" | "kind" | "tables">> => {
  const [moment] = await runOn<{ now: Date; version: string }>(connection, sql`select now() as now, current_setting('server_version') as version`);
  return {
    madeAt: moment!.now.toISOString(),
    postgres: moment!.version,
    migrations: await listMigrations(connection),
    partitions: await listPartitions(connection),
    sequences: await listSequences(connection),
    auditHeads: await headsIn(connection, tables),
  };
};

const headsIn = async (connection: Connection, tables: Table[]): Promise<unknown[]> => {
  const heads: unknown[] = [];
  for (const { name } of tables.filter((table) => /audit_heads?$/.test(table.name))) {
    heads.push(...(await runOn<{ head: unknown }>(connection, sql`select to_jsonb(h) as head from ${sql.id(name)} h order by 1`)).map(({ head }) => head));
  }
  return heads;
};
