import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { parseFhir, printFhir } from "../fhir-json.js";
import type { Resource } from "../model.js";

/** What FHIR sent for a row, and what the row said when that had been taken. */
export type Sent = { id: string; rowId: string; sent: Resource; base: Resource };

type Row = { id: string; row_id: string; content_sealed: string };

const place = (type: string, id: string) => ({ table: "fhir_resources", column: "content", id: `${type}/${id}` });

/** By row. Rows that FHIR never wrote are not in the answer: their FHIR id is `toFhirId` of their own. */
export const sentOfRows = async (tx: TenantTx, type: string, rowIds: readonly string[]): Promise<Map<string, Sent>> => {
  const rows = rowIds.length
    ? await tx.query<Row>(sql`select r.id, r.row_id, r.content_sealed from fhir_resources r
        where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.row_id = any(${rowIds}::text[])`)
    : [];
  return new Map(rows.map((row) => [row.row_id, openSent(tx, type, row)]));
};

const openSent = (tx: TenantTx, type: string, { id, row_id, content_sealed }: Row): Sent => ({
  id, rowId: row_id, ...(parseFhir(tx.open(place(type, id), content_sealed)) as Pick<Sent, "sent" | "base">),
});

/** Row ids by FHIR id, for ids that FHIR chose; all others are `toRowId`. */
export const rowsOfSent = async (tx: TenantTx, type: string, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = ids.length
    ? await tx.query<Pick<Row, "id" | "row_id">>(sql`select r.id, r.row_id from fhir_resources r
        where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.id = any(${ids}::text[]) and r.row_id is not null`)
    : [];
  return new Map(rows.map((row) => [row.id, row.row_id]));
};

/** Keeps what was sent beside its row. The row's own archive has its versions; of what was sent the newest is kept. */
export const keepSent = async (tx: TenantTx, type: string, { id, rowId, sent, base }: Sent): Promise<void> => {
  const sealed = tx.seal(place(type, id), printFhir({ sent, base }));
  await tx.query(sql`
    insert into fhir_resources (organization_id, type, id, row_id, content_sealed, created_at, updated_at)
    values (${tx.organizationId}, ${type}, ${id}, ${rowId}, ${sealed}, ${tx.now}, ${tx.now})
    on conflict (organization_id, type, id) do update set row_id = excluded.row_id, content_sealed = excluded.content_sealed, updated_at = excluded.updated_at`);
};

/**
 * The resource as FHIR gets it back: elements that say the same as when they were sent come as they were sent, the others as
 * the row says now, and what the row has no column for stays.
 */
export const withSent = (now: Resource, kept: Sent | undefined): Resource => {
  if (!kept) return now;
  const { sent, base } = kept;
  const merged: Resource = { ...sent, id: kept.id, resourceType: now.resourceType };
  for (const name of new Set([...Object.keys(now), ...Object.keys(base)])) {
    if (name === "id" || name === "meta") continue;
    const same = printFhir(now[name] ?? null) === printFhir(base[name] ?? null);
    if (same && name in sent) continue;
    // What the row never said, and was not sent, is not there; what it says besides what was sent is.
    if (now[name] === undefined) delete merged[name];
    else merged[name] = now[name];
  }
  return { ...merged, meta: { ...sent.meta, ...now.meta } };
};
