import { runOn, type Connection } from "../connection.js";
import { sql } from "../sql.js";

export type Table = { name: string; columns: string[] };
export type Partition = { parent: string; name: string; bound: string };
export type ForeignKey = { table: string; name: string; definition: string };
export type Sequence = { name: string; value: string; called: boolean };

/** Knex's own: the migrations themselves fill them. */
const OF_MIGRATIONS = ["knex_migrations", "knex_migrations_lock"];
/** Kept out of backups, in a file of their own: docs/decisions/0012-backups-and-keys.md. */
export const KEY_TABLE = "organization_keys";

/** How a session spells values and names, the same whatever the server's settings; nothing is filtered in silence. */
export const PLAIN_SESSION = "set local row_security = off; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local extra_float_digits = 1";

/** A name as SQL takes it, whatever it holds. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** All the owner's tables but the migrations' own; a partition is its parent's part. Generated columns come of the others. */
export const listTables = (connection: Connection): Promise<Table[]> => runOn<Table>(connection, sql`
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and pg_has_role(c.relowner, 'member') and c.relname <> all (${OF_MIGRATIONS})
   group by c.relname order by c.relname`);

export const listPartitions = (connection: Connection): Promise<Partition[]> => runOn<Partition>(connection, sql`
  select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
   where c.relnamespace = 'public'::regnamespace and c.relispartition and c.relkind in ('r', 'p') order by 1, 2`);

export const listForeignKeys = (connection: Connection): Promise<ForeignKey[]> => runOn<ForeignKey>(connection, sql`
  select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
   where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace order by 1, 2`);

/** Read after the tables: what a sequence has given since is left out, never given twice. */
export const listSequences = async (connection: Connection): Promise<Sequence[]> => {
  const names = await runOn<{ name: string }>(connection, sql`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' order by 1`);
  const sequences: Sequence[] = [];
  for (const { name } of names.filter((each) => !OF_MIGRATIONS.some((table) => each.name.startsWith(table)))) {
    const { rows } = (await connection.query(`select last_value::text as value, is_called as called from ${quoted(name)}`)) as { rows: Omit<Sequence, "name">[] };
    sequences.push({ name, ...rows[0]! });
  }
  return sequences;
};

export const listMigrations = async (connection: Connection): Promise<string[]> =>
  (await runOn<{ name: string }>(connection, sql`select name from knex_migrations order by id`)).map(({ name }) => name);
