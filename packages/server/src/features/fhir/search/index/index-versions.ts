import { sql, type Statement } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";
import type { Version } from "../../model.js";
import { hashOf } from "../hashes.js";
import { needsHash, valuesOf, type Values } from "./values.js";

/** Columns of each table of values beside those that all have: what they are called, and the same with their types. */
const COLUMNS: Record<keyof Values, { names: Statement; typed: Statement }> = {
  tokens: { names: sql`system, code, display`, typed: sql`system text, code text, display text` },
  strings: { names: sql`"start", folded, value`, typed: sql`"start" text, folded text, value text` },
  dates: { names: sql`low, high`, typed: sql`low timestamptz, high timestamptz` },
  quantities: { names: sql`low, high, system, code, unit`, typed: sql`low float8, high float8, system text, code text, unit text` },
  references: {
    names: sql`target_type, target_id, url, system, value`, typed: sql`target_type text, target_id text, url text, system text, value text`,
  },
  uris: { names: sql`value`, typed: sql`value text` },
};
const KINDS = Object.keys(COLUMNS) as (keyof Values)[];

type Row = { type: string; id: string; place: number };

const tableOf = (kind: keyof Values): Statement => sql.id(`fhir_${kind}`);

const insertValues = (tx: TenantTx, kind: keyof Values, rows: readonly Row[]): Promise<unknown> => {
  const { names, typed } = COLUMNS[kind];
  return tx.query(sql`
    insert into ${tableOf(kind)} (organization_id, type, id, parameter, place, element, ${names})
    select ${tx.organizationId}, type, id, parameter, place, element, ${names}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        r (type text, id text, parameter text, place integer, element integer, ${typed})`);
};

const deleteValues = (tx: TenantTx, kind: keyof Values, versions: readonly Version[]): Promise<unknown> => tx.query(sql`
  delete from ${tableOf(kind)} v using unnest(${versions.map(({ type }) => type)}::text[], ${versions.map(({ id }) => id)}::text[]) g (type, id)
   where v.organization_id = ${tx.organizationId} and v.type = g.type and v.id = g.id`);

/** Answers those that were there before. */
const putVersions = async (tx: TenantTx, versions: readonly Version[]): Promise<Set<string>> => {
  const rows = versions.map(({ type, id, rowId, version, lastUpdated, resource }) =>
    ({ type, id, row_id: rowId, version, last_updated: lastUpdated, deleted: !resource }));
  const there = await tx.query<{ type: string; id: string; fresh: boolean }>(sql`
    insert into fhir_index as i (organization_id, type, id, row_id, version, last_updated, deleted)
    select ${tx.organizationId}, r.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        r (type text, id text, row_id text, version integer, last_updated timestamptz, deleted boolean)
     order by r.type, r.id
    on conflict (organization_id, type, id) do update
      set row_id = excluded.row_id, version = excluded.version, last_updated = excluded.last_updated, deleted = excluded.deleted
    returning i.type, i.id, (xmax = 0) as fresh`);
  return new Set(there.filter(({ fresh }) => !fresh).map(keyOf));
};

const keyOf = ({ type, id }: Pick<Version, "type" | "id">): string => `${type}/${id}`;

/** The last of each resource. */
const newest = (versions: readonly Version[]): Version[] => [...new Map(versions.map((version) => [keyOf(version), version])).values()];

/** Makes the index say what these versions do, the newest of their resources. Of a deletion no value is left. */
export const indexVersions = async (tx: TenantTx, given: readonly Version[]): Promise<void> => {
  const versions = newest(given);
  if (!versions.length) return;
  const known = await putVersions(tx, versions);
  const before = versions.filter((version) => known.has(keyOf(version)));
  const hash = versions.some(({ type }) => needsHash(type)) ? await hashOf(tx) : undefined;
  const rows: Record<keyof Values, Row[]> = { tokens: [], strings: [], dates: [], quantities: [], references: [], uris: [] };
  for (const { type, id, resource } of versions) {
    if (!resource) continue;
    const values = valuesOf(resource, hash);
    for (const kind of KINDS) values[kind].forEach((value, place) => rows[kind].push({ ...value, type, id, place }));
  }
  for (const kind of KINDS) {
    if (before.length) await deleteValues(tx, kind, before);
    if (rows[kind].length) await insertValues(tx, kind, rows[kind]);
  }
};
