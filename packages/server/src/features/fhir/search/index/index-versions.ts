import { sql, type Statement } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";
import type { Version } from "../../model.js";
import { emptyRows, extract, type Rows } from "./extract.js";
import { hasherOf } from "./hashes.js";

const TABLES: Readonly<Record<keyof Rows, { table: string; columns: string }>> = {
  tokens: { table: "fhir_tokens", columns: "system text, code text, display text" },
  strings: { table: "fhir_strings", columns: "start text, folded text, value text" },
  dates: { table: "fhir_dates", columns: "low timestamptz, high timestamptz" },
  quantities: { table: "fhir_quantities", columns: "low float8, high float8, system text, code text, unit text" },
  references: { table: "fhir_references", columns: "target_type text, target_id text, url text, system text, value text" },
  uris: { table: "fhir_uris", columns: "value text" },
};

const SQL_TYPES: Readonly<Record<string, Statement>> = { text: sql`text`, integer: sql`integer`, float8: sql`float8`, timestamptz: sql`timestamptz` };
const BASE = "type text, id text, parameter text, place integer, element integer";

const namesOf = (columns: string): Statement => sql.join(columns.split(", ").map((column) => sql.id(column.split(" ")[0]!)), sql`, `);
const typesOf = (columns: string): Statement =>
  sql.join(columns.split(", ").map((column) => column.split(" ")).map(([name = "", type = ""]) => sql`${sql.id(name)} ${SQL_TYPES[type]!}`), sql`, `);

const insertRows = async (tx: TenantTx, kind: keyof Rows, rows: readonly object[]): Promise<void> => {
  if (!rows.length) return;
  const { table, columns } = TABLES[kind];
  const all = `${BASE}, ${columns}`;
  await tx.query(sql`
    insert into ${sql.id(table)} (organization_id, ${namesOf(all)})
    select ${tx.organizationId}, ${namesOf(all)} from json_to_recordset(${JSON.stringify(rows)}::json) n (${typesOf(all)})`);
};

const removeRows = async (tx: TenantTx, type: string, ids: readonly string[]): Promise<void> => {
  for (const { table } of Object.values(TABLES)) {
    await tx.query(sql`delete from ${sql.id(table)} v where v.organization_id = ${tx.organizationId} and v.type = ${type} and v.id = any(${ids}::text[])`);
  }
};

/** Brings the index to these versions, all of one type. A deletion leaves its version alone, without values. */
export const indexVersions = async (tx: TenantTx, versions: readonly Version[]): Promise<void> => {
  const [first] = versions;
  if (!first) return;
  const heads = versions.map(({ type, id, rowId, version, lastUpdated, resource }) => ({ type, id, row_id: rowId, version, last_updated: lastUpdated, deleted: resource === undefined }));
  const known = await tx.query<{ id: string; known: boolean }>(sql`
    insert into fhir_index as i (organization_id, type, id, row_id, version, last_updated, deleted)
    select ${tx.organizationId}, n.type, n.id, n.row_id, n.version, n.last_updated, n.deleted
      from json_to_recordset(${JSON.stringify(heads)}::json) n (type text, id text, row_id text, version integer, last_updated timestamptz, deleted boolean)
     order by n.id
    on conflict (organization_id, type, id) do update set row_id = excluded.row_id, version = excluded.version, last_updated = excluded.last_updated, deleted = excluded.deleted
    returning i.id, (i.xmax <> 0) as known`);
  const earlier = known.filter((row) => row.known).map(({ id }) => id);
  if (earlier.length) await removeRows(tx, first.type, earlier);
  const hash = await hasherOf(tx);
  const rows = emptyRows();
  for (const version of versions) if (version.resource) extract({ ...version, resource: version.resource }, hash, rows);
  for (const kind of Object.keys(TABLES) as (keyof Rows)[]) await insertRows(tx, kind, rows[kind]);
};
