import { all, sql, type Statement } from "./sql.js";
import type { TenantTx } from "./with-tenant.js";

/**
 * Changes one row and archives what it was, in one statement, so that a state change is never looked up first and
 * written after. `undefined` where no row met the key and the condition.
 * `condition` sees the row as `t`.
 */
export const changeRow = async <Row>(
  tx: TenantTx, table: string, key: Record<string, unknown>, set: Record<string, unknown>, condition: Statement = sql.empty,
): Promise<Row | undefined> => {
  const keys = Object.entries(key).map(([column, value]) => sql`t.${sql.id(column)} = ${value}`);
  const held = all([...keys, condition.text ? sql`(${condition})` : undefined]);
  return tx.first<Row>(sql`${change(tx, table, held, set)} returning t.*`);
};

/** The same for all rows that meet the condition, changed alike and locked in the order of their ids. Answers the columns named, of `t`. */
export const changeRows = <Row>(
  tx: TenantTx, table: string, condition: Statement, set: Record<string, unknown>, returning: Statement = sql.empty,
): Promise<Row[]> =>
  tx.query<Row>(returning.text ? sql`${change(tx, table, condition, set)} returning ${returning}` : change(tx, table, condition, set));

const change = (tx: TenantTx, table: string, condition: Statement, set: Record<string, unknown>): Statement => {
  const sets = Object.entries(set).map(([column, value]) => sql`${sql.id(column)} = ${value}`);
  return sql`
    with old as (
      select t.* from ${sql.id(table)} t where t.organization_id = ${tx.organizationId} and ${condition} order by t.id for update),
    kept as (insert into ${sql.id(`${table}_versions`)} (organization_id, id, version, replaced_at, replaced_by, content)
             select organization_id, id, version, ${tx.now}::timestamptz, ${tx.actorId}, to_jsonb(old) from old)
    update ${sql.id(table)} t set ${sql.join([...sets, sql`version = t.version + 1`, sql`updated_at = ${tx.now}`], sql`, `)}
      from old where ${sameRow(table)}`;
};

// A partitioned table's row is found by its partition key too, or every partition is searched.
const sameRow = (table: string): Statement =>
  table === "observations"
    ? sql`t.organization_id = old.organization_id and t.recorded_at = old.recorded_at and t.id = old.id`
    : sql`t.organization_id = old.organization_id and t.id = old.id`;

/** What a row was, and when and by whom it was replaced. */
export type EarlierForm<Row> = { replacedAt: Date; replacedBy: string | null; row: Row };

type Archived<Row> = { id: string; version: number; replacedAt: Date; replacedBy: string | null; content: Row };

/** Forms read at a time. */
const PAGE = 200;

/**
 * What rows of a table were before they were changed, page by page. `condition` sees the archive as `v`; `instants` are the
 * columns that hold points in time, which the archive has as text.
 */
export async function* earlierForms<Row>(
  tx: TenantTx, table: string, condition: Statement, instants: readonly (keyof Row)[],
): AsyncGenerator<EarlierForm<Row>[]> {
  let [afterId, afterVersion] = ["", 0];
  for (;;) {
    const found = await tx.query<Archived<Row>>(sql`
      select v.id, v.version, v.replaced_at as "replacedAt", v.replaced_by as "replacedBy", v.content from ${sql.id(`${table}_versions`)} v
       where v.organization_id = ${tx.organizationId} and ${condition} and (v.id, v.version) > (${afterId}, ${afterVersion})
       order by v.id, v.version limit ${PAGE}`);
    yield found.map(({ replacedAt, replacedBy, content }) => ({ replacedAt, replacedBy, row: revive(content, instants) }));
    if (found.length < PAGE) return;
    ({ id: afterId, version: afterVersion } = found.at(-1)!);
  }
}

const revive = <Row>(content: Row, instants: readonly (keyof Row)[]): Row => ({
  ...content,
  ...Object.fromEntries(instants.map((name) => [name, content[name] === null ? null : new Date(String(content[name]))])),
});
