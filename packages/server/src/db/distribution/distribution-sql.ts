import { groupOf, type TableGroup } from "./table-groups.js";

/** A table of the catalogue that is no partition, and the tables its foreign keys refer to. */
export type CatalogueTable = { readonly name: string; readonly refersTo: readonly string[] };

/** The table whose shards all others lie beside. */
const ANCHOR = "patients";

/** Connections of their own for each shard would not see what this transaction has made so far. */
export const ONE_AFTER_THE_OTHER = "set local citus.multi_shard_modify_mode = 'sequential'";

const CALLS: Record<TableGroup, (table: string) => string | undefined> = {
  reference: (table) => `select create_reference_table('public.${table}')`,
  coordinator: () => undefined,
  queue: (table) => `select citus_add_local_table_to_metadata('public.${table}')`,
  distributed: (table) =>
    table === ANCHOR
      ? `select create_distributed_table('public.${table}', 'organization_id', colocate_with => 'none')`
      : `select create_distributed_table('public.${table}', 'organization_id', colocate_with => 'public.${ANCHOR}')`,
};

/**
 * What sorts the tables into their groups, for those that are not sorted yet. Citus takes a foreign key of tables that it knows
 * already, so a table comes after all that it refers to. Of a partitioned table the parent alone is named.
 */
export const distributionSql = (tables: readonly CatalogueTable[]): string[] => {
  const unknown = tables.filter(({ name }) => !groupOf(name)).map(({ name }) => name);
  if (unknown.length) throw new Error(`no group has been chosen for ${unknown.join(", ")}`);
  return inOrder(tables).flatMap((name) => CALLS[groupOf(name)!](name) ?? []);
};

const RANK: Record<TableGroup, number> = { reference: 0, coordinator: 1, queue: 2, distributed: 3 };

const inOrder = (tables: readonly CatalogueTable[]): string[] => {
  const place = (name: string): [number, number, string] => [RANK[groupOf(name)!], name === ANCHOR ? 0 : 1, name];
  const sorted = tables.toSorted((a, b) => compare(place(a.name), place(b.name)));
  const done = new Set<string>();
  const visit = (table: CatalogueTable): void => {
    if (done.has(table.name)) return;
    done.add(table.name);
    for (const name of table.refersTo) {
      const referred = sorted.find((other) => other.name === name);
      if (referred) visit(referred);
    }
    ordered.push(table.name);
  };
  const ordered: string[] = [];
  for (const table of sorted) visit(table);
  return ordered;
};

const compare = (a: readonly (number | string)[], b: readonly (number | string)[]): number => {
  const place = a.findIndex((part, index) => part !== b[index]);
  return place < 0 ? 0 : a[place]! < b[place]! ? -1 : 1;
};
