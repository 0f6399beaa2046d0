import { sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";

type Rows = { type: string; table: string; elements: Statement | undefined };

/** Keys of resources that the index has not as their rows are: of rows changed since, the longest unchanged first. */
export const staleKeys = async (tx: TenantTx, { type, table, elements }: Rows, since: Date | null, limit: number): Promise<string[]> => {
  const changed = sql`t.organization_id = ${tx.organizationId} and t.updated_at >= ${since ?? new Date(0)}`;
  const keys = elements ? sql`select (t.id || '.' || e.key) collate "C" as key from (${elements}) e (key)` : sql`select t.id collate "C" as key`;
  const indexed = sql`i.organization_id = ${tx.organizationId} and i.type = ${type}`;
  // A point is what divides a row's id from its element, and a slash comes next after it.
  const ofRow = elements ? sql`i.row_id > (t.id || '.') collate "C" and i.row_id < (t.id || '/') collate "C"` : sql`i.row_id = t.id collate "C"`;
  // What stands beside an element of the same key, as `keep-written` names it, is not gone with it.
  const isElement = sql`position('#' in i.row_id) = 0`;
  // What FHIR sent that is no element of the row's.
  const alone = sql`
      union all
      select r.updated_at, r.row_id from fhir_resources r
       where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.row_id is not null and r.updated_at >= ${since ?? new Date(0)}
         and not exists (select 1 from fhir_index i where ${indexed} and i.row_id = r.row_id collate "C" and i.version >= r.version)`;
  const rows = await tx.query<{ key: string }>(sql`
    select distinct s.key, s.updated_at from (
      select t.updated_at, k.key from ${sql.id(table)} t cross join lateral (${keys}) k
       where ${changed} and t.deleted_at is null
         and not exists (select 1 from fhir_index i where ${indexed} and i.row_id = k.key and i.version = t.version)
       union all
      select t.updated_at, i.row_id from ${sql.id(table)} t join fhir_index i on ${indexed} and ${ofRow}
       where ${changed} and not i.deleted and (t.deleted_at is not null or (${isElement} and i.row_id not in (${keys})))
      ${elements ? alone : sql.empty}) s
     order by s.updated_at, s.key limit ${limit}`);
  return rows.map(({ key }) => key);
};

/** What the index has, by FHIR id. */
export const indexedVersions = async (tx: TenantTx, type: string, ids: readonly string[]): Promise<Map<string, number>> => {
  const rows = ids.length
    ? await tx.query<{ id: string; version: number }>(sql`
        select i.id, i.version from fhir_index i where i.organization_id = ${tx.organizationId} and i.type = ${type} and i.id = any(${ids}::text[])`)
    : [];
  return new Map(rows.map(({ id, version }) => [id, version]));
};

/** Forms of rows, `<row id>.<version>`, that the index lacks. */
export const staleForms = async (tx: TenantTx, { type, table }: Omit<Rows, "elements">, since: Date | null, limit: number): Promise<string[]> => {
  const rows = await tx.query<{ key: string }>(sql`
    select k.key from ${sql.id(table)} t
     cross join lateral (select (t.id || '.' || n) collate "C" as key from generate_series(1, t.version) n) k
     where t.organization_id = ${tx.organizationId} and t.updated_at >= ${since ?? new Date(0)}
       and not exists (
         select 1 from fhir_index i where i.organization_id = ${tx.organizationId} and i.type = ${type} and i.row_id = k.key)
     order by t.updated_at, k.key limit ${limit}`);
  return rows.map(({ key }) => key);
};
