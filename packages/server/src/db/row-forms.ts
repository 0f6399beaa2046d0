import { all, sql, type Statement } from "./sql.js";
import type { TenantTx } from "./with-tenant.js";

/** What every versioned row has. */
export type Versioned = { id: string; version: number; created_at: Date; updated_at: Date; deleted_at: Date | null };

/** One form of a row: the row as it was, and who made it so where that was written down. */
export type Form<Row> = Row & Versioned & { made_by: string | null };

export type FormKey = { id: string; version: number };
export type FormAsk = { since?: Date | undefined; until?: Date | undefined; after?: { at: Date; id: string } | undefined; limit: number };

/** A table's rows as they are and as they were, deleted ones too. */
export type RowForms<Row> = {
  readonly table: string;
  newest(tx: TenantTx, ids: readonly string[]): Promise<Form<Row>[]>;
  /** The newest first. */
  every(tx: TenantTx, id: string): Promise<Form<Row>[]>;
  exactly(tx: TenantTx, keys: readonly FormKey[]): Promise<Form<Row>[]>;
  /** Which forms were made when, of all rows, the newest first; of one instant by their ids, the last first. */
  made(tx: TenantTx, ask: FormAsk): Promise<(FormKey & { at: Date })[]>;
};

export const rowForms = <Row>(table: string): RowForms<Row> => {
  const [present, archive] = [sql.id(table), sql.id(`${table}_versions`)];
  const mine = (tx: TenantTx, alias: Statement): Statement => sql`${alias}.organization_id = ${tx.organizationId}`;

  // Who made a form replaced the one before it; who made the first is written nowhere.
  const withMaker = (tx: TenantTx, forms: Statement): Statement => sql`
    select t.*, p.replaced_by as made_by from (${forms}) t
      left join ${archive} p on ${mine(tx, sql`p`)} and p.id = t.id and p.version = t.version - 1`;

  const eitherOf = (tx: TenantTx, which: (alias: Statement) => Statement): Statement => sql`
    select t.* from ${present} t where ${mine(tx, sql`t`)} and ${which(sql`t`)}
     union all
    select r.* from ${archive} v cross join lateral jsonb_populate_record(null::${present}, v.content) r
     where ${mine(tx, sql`v`)} and ${which(sql`v`)}`;

  return {
    table,
    newest: async (tx, ids) =>
      ids.length ? tx.query(withMaker(tx, sql`select t.* from ${present} t where ${mine(tx, sql`t`)} and t.id = any(${ids}::text[])`)) : [],

    every: (tx, id) => tx.query(sql`${withMaker(tx, eitherOf(tx, (alias) => sql`${alias}.id = ${id}`))} order by t.version desc`),

    exactly: async (tx, keys) => {
      if (!keys.length) return [];
      const wanted = sql`select * from unnest(${keys.map(({ id }) => id)}::text[], ${keys.map(({ version }) => version)}::integer[])`;
      return tx.query(withMaker(tx, eitherOf(tx, (alias) => sql`(${alias}.id, ${alias}.version) in (${wanted})`)));
    },

    made: (tx, { since, until, after, limit }) => {
      // The archive's time is when the next form was made.
      const part = (from: Statement, version: Statement, at: Statement): Statement => sql`(
        select f.id, ${version} as version, ${at} as at from ${from} f where ${all([
          mine(tx, sql`f`),
          since && sql`${at} >= ${since}`,
          until && sql`${at} <= ${until}`,
          after && sql`(${at}, f.id) < (${after.at}, ${after.id})`,
        ])} order by ${at} desc, f.id desc limit ${limit})`;
      return tx.query(sql`
        select m.id, m.version, m.at from (
          ${part(present, sql`1`, sql`f.created_at`)} union all ${part(archive, sql`f.version + 1`, sql`f.replaced_at`)}) m
         order by m.at desc, m.id desc, m.version desc limit ${limit}`);
    },
  };
};
