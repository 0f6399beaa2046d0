import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { Program } from "../enrollments/enrollments.policy.js";
import type { DefaultRule } from "./catalogue.js";

export type MetricColumns = {
  code: string;
  name: string;
  unit: string;
  display_unit: string;
  units: Record<string, string>;
  /** Decimals are text, as `numeric` writes them. */
  molar_mass: string | null;
  loinc: string | null;
  also_coded_as: string[];
  mdc: number | null;
  panel: string | null;
  category: string | null;
  plausible_low: string | null;
  plausible_high: string | null;
  programs: Program[];
  default_rules: DefaultRule[];
  note_sealed: string | null;
};

export type MetricRow = MetricColumns & { id: string; version: number };

const SELECT = sql`
  select id, code, name, unit, display_unit, units, molar_mass, loinc, also_coded_as, mdc, panel, category, plausible_low,
         plausible_high, programs, default_rules, note_sealed, version
    from metric_definitions`;

const mine = (tx: TenantTx): Statement => sql`organization_id = ${tx.organizationId} and deleted_at is null`;

export const selectMetric = (tx: TenantTx, id: string): Promise<MetricRow | undefined> => tx.first(sql`${SELECT} where ${mine(tx)} and id = ${id}`);

export const lockMetric = (tx: TenantTx, id: string): Promise<MetricRow | undefined> =>
  tx.first(sql`${SELECT} where ${mine(tx)} and id = ${id} for update`);

export const selectMetrics = (tx: TenantTx, ids: readonly string[]): Promise<MetricRow[]> =>
  tx.query(sql`${SELECT} where ${mine(tx)} and id = any(${ids}::text[])`);

export const selectAllMetrics = (tx: TenantTx): Promise<MetricRow[]> => tx.query(sql`${SELECT} where ${mine(tx)} order by id collate "C"`);

export type MetricFilter = { program?: Program; category?: string };

const conditionsOf = (tx: TenantTx, { program, category }: MetricFilter): (Statement | undefined)[] => [
  mine(tx),
  program === undefined ? undefined : sql`programs @> ${JSON.stringify([program])}::jsonb`,
  category === undefined ? undefined : sql`category = ${category}`,
];

/** By id as bytes compare, the order in which the built-in ones are put between them. */
export const listMetrics = (tx: TenantTx, filter: MetricFilter, after: string | undefined, limit: number): Promise<MetricRow[]> =>
  tx.query(sql`
    ${SELECT} where ${all([...conditionsOf(tx, filter), after === undefined ? undefined : sql`id collate "C" > ${after}`])}
     order by id collate "C" limit ${limit}`);

export const countMetrics = async (tx: TenantTx, filter: MetricFilter): Promise<number> =>
  (await tx.first<{ total: number }>(sql`select count(*)::integer as total from metric_definitions where ${all(conditionsOf(tx, filter))}`))?.total ?? 0;

// pg makes an array of PostgreSQL of a list; these columns take JSON.
const valueOf = (value: unknown): unknown => (Array.isArray(value) ? JSON.stringify(value) : value);

export const insertMetric = async (tx: TenantTx, id: string, columns: MetricColumns): Promise<void> => {
  const entries = Object.entries(columns);
  const names = sql.join(entries.map(([name]) => sql.id(name)), sql`, `);
  const values = sql.join(entries.map(([, value]) => sql`${valueOf(value)}`), sql`, `);
  await tx.query(sql`
    insert into metric_definitions (organization_id, id, ${names}, created_at, updated_at)
    values (${tx.organizationId}, ${id}, ${values}, ${tx.now}, ${tx.now})`);
};

export const changeMetric = (tx: TenantTx, row: MetricRow, columns: MetricColumns): Promise<MetricRow | undefined> =>
  changeRow(tx, "metric_definitions", { id: row.id },
    Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, valueOf(value)])),
    sql`t.version = ${row.version} and t.deleted_at is null`);
