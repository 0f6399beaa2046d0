import { sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { toFhirId } from "../fhir-ids.js";
import { parseFhir, printFhir } from "../fhir-json.js";
import type { Resource } from "../model.js";

/** What FHIR sent for a row, what the row said when that had been taken, and the version it had then. */
export type Sent = { id: string; rowId: string; version: number; sent: Resource; base: Resource };

type Row = { id: string; row_id: string; version: number; content_sealed: string };

const place = (type: string, id: string) => ({ table: "fhir_resources", column: "content", id: `${type}/${id}` });

const openSent = (tx: TenantTx, type: string, { id, row_id, version, content_sealed }: Row): Sent => ({
  id, rowId: row_id, version, ...(parseFhir(tx.open(place(type, id), content_sealed)) as Pick<Sent, "sent" | "base">),
});

const ofRows = (tx: TenantTx, type: string, rowIds: readonly string[]): Statement => sql`
  r.organization_id = ${tx.organizationId} and r.type = ${type} and r.row_id = any(${rowIds}::text[])`;

/** By row, the newest. Rows that FHIR never wrote are not in the answer: their FHIR id is `toFhirId` of their own. */
export const sentOfRows = async (tx: TenantTx, type: string, rowIds: readonly string[]): Promise<Map<string, Sent>> => {
  const rows = rowIds.length
    ? await tx.query<Row>(sql`select r.id, r.row_id, r.version, r.content_sealed from fhir_resources r where ${ofRows(tx, type, rowIds)}`)
    : [];
  return new Map(rows.map((row) => [row.row_id, openSent(tx, type, row)]));
};

/** By row, all that was ever sent for it, the newest first. */
export const everySentOfRows = async (tx: TenantTx, type: string, rowIds: readonly string[]): Promise<Map<string, Sent[]>> => {
  const rows = rowIds.length
    ? await tx.query<Row>(sql`
        select r.id, r.row_id, r.version, r.content_sealed from fhir_resources r where ${ofRows(tx, type, rowIds)}
         union all
        select v.id, r.row_id, v.version, v.content ->> 'content_sealed' from fhir_resources r
          join fhir_resources_versions v on v.organization_id = ${tx.organizationId} and v.type = ${type} and v.id = r.id
           and v.content ->> 'row_id' is not null
         where ${ofRows(tx, type, rowIds)}
         order by version desc`)
    : [];
  const found = new Map<string, Sent[]>(rows.map((row) => [row.row_id, []]));
  for (const row of rows) found.get(row.row_id)?.push(openSent(tx, type, row));
  return found;
};

/** Of all that was sent, newest first, what held when the row had a version. */
export const sentAt = (sent: readonly Sent[] | undefined, version: number): Sent | undefined => sent?.find((one) => one.version <= version);

/** FHIR ids of rows, of each of them. */
export const fhirIdsOfRows = async (tx: TenantTx, type: string, rowIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = rowIds.length
    ? await tx.query<Pick<Row, "id" | "row_id">>(sql`select r.id, r.row_id from fhir_resources r where ${ofRows(tx, type, rowIds)}`)
    : [];
  const own = new Map(rows.map((row) => [row.row_id, row.id]));
  return new Map(rowIds.map((rowId) => [rowId, own.get(rowId) ?? toFhirId(rowId)]));
};

/** Row ids by FHIR id, for ids that FHIR chose; all others are `toRowId`. */
export const rowsOfSent = async (tx: TenantTx, type: string, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = ids.length
    ? await tx.query<Pick<Row, "id" | "row_id">>(sql`select r.id, r.row_id from fhir_resources r
        where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.id = any(${ids}::text[]) and r.row_id is not null`)
    : [];
  return new Map(rows.map((row) => [row.id, row.row_id]));
};

/** Keeps what was sent beside its row, and what was sent before it for whoever reads the row's earlier versions. */
export const keepSent = (tx: TenantTx, type: string, one: Sent): Promise<void> => keepAllSent(tx, type, [one]);

/** The same of many resources, each once. */
export const keepAllSent = async (tx: TenantTx, type: string, many: readonly Sent[]): Promise<void> => {
  if (!many.length) return;
  const rows = many.map(({ id, rowId, version, sent, base }) => ({ id, row_id: rowId, version, content: tx.seal(place(type, id), printFhir({ sent, base })) }));
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::json) n (id text, row_id text, version integer, content text)`;
  await tx.query(sql`
    insert into fhir_resources_versions (organization_id, type, id, version, replaced_at, replaced_by, content)
    select r.organization_id, r.type, r.id, r.version, ${tx.now}::timestamptz, ${tx.actorId}, to_jsonb(r)
      from ${given} join fhir_resources r on r.organization_id = ${tx.organizationId} and r.type = ${type} and r.id = n.id and r.version < n.version
    on conflict do nothing`);
  await tx.query(sql`
    insert into fhir_resources (organization_id, type, id, row_id, version, content_sealed, created_at, updated_at)
    select ${tx.organizationId}, ${type}, n.id, n.row_id, n.version, n.content, ${tx.now}, ${tx.now} from ${given}
    on conflict (organization_id, type, id) do update
      set row_id = excluded.row_id, version = excluded.version, content_sealed = excluded.content_sealed, updated_at = excluded.updated_at,
          deleted_at = null`);
};

/** What was sent stays, of another row from now on. */
export const moveSent = (tx: TenantTx, type: string, id: string, rowId: string): Promise<unknown> => tx.query(sql`
  update fhir_resources set row_id = ${rowId} where organization_id = ${tx.organizationId} and type = ${type} and id = ${id}`);

/** The resource as it was sent, save what the row has come to say otherwise: a write from the other side wins for its elements. */
export const asSent = (now: Resource, kept: Sent | undefined): Resource => {
  if (!kept) return now;
  const { sent, base } = kept;
  const merged: Resource = { ...sent, id: kept.id, resourceType: now.resourceType };
  for (const name of new Set([...Object.keys(now), ...Object.keys(base)])) {
    if (name === "id" || name === "meta" || printFhir(now[name] ?? null) === printFhir(base[name] ?? null)) continue;
    if (now[name] === undefined) delete merged[name];
    else merged[name] = now[name];
    // Extensions of a value go with it.
    delete merged[`_${name}`];
  }
  return { ...merged, meta: { ...sent.meta, ...now.meta } };
};

/** The same, with what the row says besides: what was not sent and follows from it. */
export const withSent = (now: Resource, kept: Sent | undefined): Resource => ({ ...now, ...asSent(now, kept) });
