import { sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { SearchParameter } from "../definitions.js";
import type { Branch, Criterion, SortKey } from "./branch.js";
import { any, instantMatches } from "./compare.js";
import { lookOf } from "./index-conditions.js";
import { componentOf, parameterByUrl } from "./index/expressions.js";
import { searchParametersOf } from "./parameters.js";

const TABLES: Partial<Record<SearchParameter["type"], string>> = {
  token: "fhir_tokens", string: "fhir_strings", date: "fhir_dates", number: "fhir_quantities", quantity: "fhir_quantities",
  reference: "fhir_references", uri: "fhir_uris",
};

/** What is sorted by, of each kind of value. */
const SORTED: Partial<Record<SearchParameter["type"], Statement>> = {
  token: sql`v.code`, string: sql`v.start`, date: sql`v.low`, number: sql`v.low`, quantity: sql`v.low`,
  reference: sql`coalesce(v.target_type || '/' || v.target_id, v.url)`, uri: sql`v.value`,
};

const rowsOf = (tx: TenantTx, type: string, parameter: string, v: Statement): Statement =>
  sql`${v}.organization_id = ${tx.organizationId} and ${v}.type = ${type} and ${v}.parameter = ${parameter}`;

/** One element has a value for each component: the tables are joined on it. */
const compositeMatches = (tx: TenantTx, type: string, parameter: string, parts: readonly Criterion[]): Statement => {
  const joined = parts.map((part, index) => {
    const alias = sql.id(`v${index}`);
    const { table, condition } = lookOf(part, alias);
    const same = index ? sql` and ${alias}.id = v0.id and ${alias}.element = v0.element` : sql.empty;
    return { from: sql`${sql.id(table)} ${alias}`, where: sql`${rowsOf(tx, type, componentOf(parameter, index), alias)}${same} and ${condition}` };
  });
  // Found once, by itself, for the reason that links of a chain are.
  return sql`fi.id in (with together(id) as materialized (
    select v0.id from ${sql.join(joined.map(({ from }) => from), sql`, `)} where ${sql.join(joined.map(({ where }) => where), sql` and `)}
  ) select together.id from together)`;
};

const matches = (tx: TenantTx, type: string, criterion: Criterion): Statement => {
  if (criterion.kind === "id") return sql`fi.id = any(${criterion.values}::text[])`;
  if (criterion.kind === "composite") return any(criterion.values.map((parts) => compositeMatches(tx, type, criterion.parameter, parts)));
  if (criterion.kind === "date" && criterion.parameter === "_lastUpdated") {
    return any(criterion.values.map((value) => instantMatches(value, sql`fi.last_updated`)));
  }
  const { table, parameter, condition } = lookOf(criterion, sql`v`);
  return sql`fi.id in (select v.id from ${sql.id(table)} v where ${rowsOf(tx, type, parameter, sql`v`)} and ${condition})`;
};

/** The table and the parameter whose rows say that there is a value; of a composite its first component's. */
const presence = (type: string, code: string): { table: string; parameter: string } | undefined => {
  const parameter = searchParametersOf(type).get(code);
  const first = parameter?.type === "composite" ? parameter.component?.[0] : undefined;
  const table = TABLES[first ? parameterByUrl(first.definition).type : parameter?.type ?? "special"];
  return table === undefined ? undefined : { table, parameter: first ? componentOf(code, 0) : code };
};

const sortKey = (tx: TenantTx, type: string, code: string, descending: boolean): SortKey | undefined => {
  if (code === "_id") return { expression: sql`fi.id`, nullable: false };
  if (code === "_lastUpdated") return { expression: sql`fi.last_updated`, nullable: false };
  const kind = searchParametersOf(type).get(code)?.type ?? "special";
  const [table, value] = [TABLES[kind], SORTED[kind]];
  if (table === undefined || value === undefined) return undefined;
  return {
    expression: sql`(select ${descending ? sql`max` : sql`min`}(${value}) from ${sql.id(table)} v where ${rowsOf(tx, type, code, sql`v`)} and v.id = fi.id)`,
    nullable: true,
  };
};

/** Resources of a type as the index has them. */
export const indexBranch = (type: string): Branch => ({
  type,
  from: sql`fhir_index fi`,
  where: (tx) => sql`fi.organization_id = ${tx.organizationId} and fi.type = ${type} and not fi.deleted`,
  id: sql`fi.id`,
  rowId: sql`fi.row_id`,
  matches: (tx, criterion) => matches(tx, type, criterion),
  has(tx, code) {
    if (code === "_id" || code === "_lastUpdated") return sql`true`;
    const there = presence(type, code);
    return there ? sql`fi.id in (select v.id from ${sql.id(there.table)} v where ${rowsOf(tx, type, there.parameter, sql`v`)})` : sql`false`;
  },
  sortKey: (tx, code, descending) => sortKey(tx, type, code, descending),
  pointer: (tx, code, target) => ({
    join: sql`join fhir_references v on v.id = fi.id and ${rowsOf(tx, type, code, sql`v`)} and v.target_type = ${target}`,
    expression: sql`v.target_id`,
    by: "id",
  }),
});
