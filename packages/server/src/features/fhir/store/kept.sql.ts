import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";

/** A row of `fhir_resources` that is of no row of the platform's. */
export type KeptRow = {
  id: string;
  content_sealed: string;
  version: number;
  updated_at: Date;
  deleted_at: Date | null;
  patient_ids: string[];
};

const COLUMNS = sql`r.id, r.content_sealed, r.version, r.updated_at, r.deleted_at, r.patient_ids`;
const ARCHIVED = sql`v.id, v.content ->> 'content_sealed' as content_sealed, v.version, (v.content ->> 'updated_at')::timestamptz as updated_at,
  (v.content ->> 'deleted_at')::timestamptz as deleted_at, v.content -> 'patient_ids' as patient_ids`;

export const selectKept = (tx: TenantTx, type: string, ids: readonly string[]): Promise<KeptRow[]> =>
  tx.query(sql`select ${COLUMNS} from fhir_resources r
    where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.id = any(${ids}::text[]) and r.row_id is null`);

/** Earlier versions of one resource, newest first. */
export const selectArchived = (tx: TenantTx, type: string, id: string): Promise<KeptRow[]> =>
  tx.query(sql`select ${ARCHIVED} from fhir_resources_versions v
    where v.organization_id = ${tx.organizationId} and v.type = ${type} and v.id = ${id} and v.content ->> 'row_id' is null order by v.version desc`);

/** Versions of a type, newest first: the present ones and the earlier ones. */
export const selectKeptChanges = (
  tx: TenantTx, type: string, { since, before, limit }: { since?: Date | undefined; before?: { at: Date; id: string } | undefined; limit: number },
): Promise<KeptRow[]> => {
  const from = since ?? new Date(0);
  const until = before?.at ?? new Date(8.64e15 / 2);
  const id = before?.id ?? "";
  return tx.query(sql`
    select * from (
      select ${COLUMNS} from fhir_resources r where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.row_id is null
      union all
      select ${ARCHIVED} from fhir_resources_versions v where v.organization_id = ${tx.organizationId} and v.type = ${type} and v.content ->> 'row_id' is null) k
     where k.updated_at >= ${from} and (k.updated_at, k.id) < (${until}::timestamptz, ${id})
     order by k.updated_at desc, k.id desc, k.version desc limit ${limit}`);
};

type NewKept = { type: string; id: string; sealed: string; patientIds: readonly string[] };

export const insertKept = (tx: TenantTx, { type, id, sealed, patientIds }: NewKept): Promise<unknown> =>
  tx.query(sql`
    insert into fhir_resources (organization_id, type, id, content_sealed, patient_ids, created_at, updated_at)
    values (${tx.organizationId}, ${type}, ${id}, ${sealed}, ${JSON.stringify(patientIds)}, ${tx.now}, ${tx.now})`);

export const insertManyKept = (tx: TenantTx, type: string, rows: readonly Omit<NewKept, "type">[]): Promise<unknown> =>
  tx.query(sql`
    insert into fhir_resources (organization_id, type, id, content_sealed, patient_ids, created_at, updated_at)
    select ${tx.organizationId}, ${type}, n.id, n.sealed, n."patientIds", ${tx.now}, ${tx.now}
      from json_to_recordset(${JSON.stringify(rows)}::json) n (id text, sealed text, "patientIds" jsonb)`);

/** Changes a row and archives what it was, in one statement. */
export const changeKept = (tx: TenantTx, { type, id, sealed, patientIds }: NewKept, deleted: boolean): Promise<KeptRow | undefined> =>
  tx.first(sql`
    with old as (
      select r.* from fhir_resources r where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.id = ${id} for update),
    kept as (insert into fhir_resources_versions (organization_id, type, id, version, replaced_at, replaced_by, content)
             select organization_id, type, id, version, ${tx.now}::timestamptz, ${tx.actorId}, to_jsonb(old) from old)
    update fhir_resources r set content_sealed = ${sealed}, patient_ids = ${JSON.stringify(patientIds)}::jsonb, version = r.version + 1,
           updated_at = ${tx.now}, deleted_at = ${deleted ? tx.now : null}
      from old where r.organization_id = old.organization_id and r.type = old.type and r.id = old.id
    returning ${COLUMNS}`);
