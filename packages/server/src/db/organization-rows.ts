import type { PlainQuery } from "./with-tenant.js";
import { sql } from "./sql.js";

/** Audit trails hold ids alone and are kept for six years (45 CFR 164.316(b)(2)(i)): they outlive the organization. */
const KEPT = "audit\\_%";
/** What names the organization goes last: until then a deletion that was stopped can be asked for again. */
const LAST = ["organization_index", "organizations"];
/** Rows a statement deletes: short locks, and a crash loses little work. */
const BATCH = 5_000;

type Table = { name: string; root: string };

/** Every table with an organization's rows; of a partitioned one its partitions. Read from the catalogue: new tables are in it. */
const listTables = (query: PlainQuery): Promise<Table[]> => query<Table>(sql`
  select c.relname as name, coalesce(p.relname, c.relname) as root
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like ${KEPT} and c.relname <> all (${LAST})
     and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
   order by 1`);

type Reference = { child: string; parent: string };

const listReferences = (query: PlainQuery): Promise<Reference[]> => query<Reference>(sql`
  select c.relname as child, p.relname as parent
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
   where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace`);

/** Who refers stands before what is referred to. */
const childrenFirst = (tables: readonly Table[], references: readonly Reference[]): string[] => {
  const ordered: string[] = [];
  const seen = new Set<string>();
  const visit = (root: string): void => {
    if (seen.has(root)) return;
    seen.add(root);
    for (const { child } of references.filter(({ parent }) => parent === root)) visit(child);
    ordered.push(...tables.filter((table) => table.root === root).map(({ name }) => name));
  };
  for (const { root } of tables) visit(root);
  return ordered;
};

/**
 * Deletes an organization's rows everywhere, as the owner, batch by batch, and at the end the organization itself.
 * Stopped anywhere it can be called again.
 */
export const deleteAllRows = async (query: PlainQuery, organizationId: string): Promise<number> => {
  const tables = childrenFirst(await listTables(query), await listReferences(query));
  let deleted = 0;
  // A request that was under way may have written behind: only a pass that finds nothing ends it.
  for (let found = -1; found !== 0; deleted += found) {
    found = 0;
    for (const table of tables) found += await deleteFrom(query, table, organizationId);
  }
  for (const table of LAST) deleted += await deleteFrom(query, table, organizationId);
  return deleted;
};

const deleteFrom = async (query: PlainQuery, table: string, organizationId: string): Promise<number> => {
  let deleted = 0;
  for (let last = BATCH; last === BATCH; deleted += last) {
    const [row] = await query<{ count: number }>(sql`
      with gone as (delete from ${sql.id(table)} where ctid = any (array(
        select ctid from ${sql.id(table)} where organization_id = ${organizationId} limit ${BATCH})) returning 1)
      select count(*)::integer as count from gone`);
    last = row!.count;
  }
  return deleted;
};
