import { OperatorError } from "../../platform/operator-error.js";
import { runPlain } from "../connection.js";
import type { Database } from "../knex.js";
import { sql } from "../sql.js";
import { distributionSql, ONE_AFTER_THE_OTHER, type CatalogueTable } from "./distribution-sql.js";

/** Every table that is no partition, with what it refers to. */
export const SELECT_TABLES = sql`
  select c.relname as name,
         array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
                where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0 and f.oid <> c.oid order by 1) as "refersTo"
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
   order by 1`;

/**
 * Sorts the tables that are in no group of Citus yet into theirs, all or none, and lets what `set local` says of a tenant reach
 * the nodes. It runs after the migrations, as often as one likes: a table that a later release brings is sorted then.
 */
export const distribute = async (database: Database): Promise<string[]> => {
  const known = await runPlain<{ name: string }>(database, sql`
    select c.relname as name from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid`);
  const tables = await runPlain<CatalogueTable>(database, SELECT_TABLES);
  const statements = distributionSql(tables.filter(({ name }) => !known.some((table) => table.name === name)));
  await database.transaction(async (turn) => {
    await turn.raw(ONE_AFTER_THE_OTHER);
    for (const statement of statements) await turn.raw(statement);
    await turn.raw(PROPAGATE);
  });
  return statements;
};

/** For each session of this database, whoever opens it: without it a shard does not learn whose rows are asked for, and shows none. */
const PROPAGATE = `do $$ begin
  execute format('alter database %I set citus.propagate_set_commands = %L', current_database(), 'local');
end $$`;

const PREPARE = "As a superuser on the coordinator run `create extension citus`, `select citus_set_coordinator_host('NAME')` and `select citus_add_node('NAME', 5432)` for each worker";

const hasCitus = async (database: Database): Promise<boolean> =>
  (await runPlain(database, sql`select from pg_extension where extname = 'citus'`)).length > 0;

/** Asked before anything is migrated: what cannot be distributed is left as it was. */
export const expectCitus = async (database: Database): Promise<void> => {
  if (!(await hasCitus(database))) throw new OperatorError(`DATABASE_DISTRIBUTED=citus is set, and the database lacks the extension citus. ${PREPARE}, then migrate again.`);
  const coordinators = await runPlain(database, sql`select from pg_dist_node where groupid = 0 and isactive`);
  if (!coordinators.length) throw new OperatorError(`The coordinator is not among the nodes of Citus, so that no table can be its own. ${PREPARE}, then migrate again.`);
};

/** A distributed database that would hide every row is told of at the start. */
export const expectPropagation = async (database: Database): Promise<void> => {
  if (!(await hasCitus(database))) return;
  const distributed = await runPlain(database, sql`select from pg_dist_partition where partmethod = 'h' limit 1`);
  const [told] = await runPlain<{ value: string | null }>(database, sql`select current_setting('citus.propagate_set_commands', true) as value`);
  if (!distributed.length || told?.value === "local") return;
  throw new OperatorError("The database is distributed, and its sessions do not tell the nodes whose rows are asked for. Run `vitaledge-server migrate` with DATABASE_DISTRIBUTED=citus, or `alter database NAME set citus.propagate_set_commands = 'local'` as its owner.");
};
