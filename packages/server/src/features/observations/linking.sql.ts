import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

export type LinkableRow = { id: string; recorded_at: Date; metric_definition_id: string; enrollment_id: string | null };

/** FINAL readings between two instants that were not sent with an enrollment of their own. */
export const readLinkable = (tx: TenantTx, patientId: string, from: Date, to: Date | null): Promise<LinkableRow[]> =>
  tx.query(sql`
    select id, recorded_at, metric_definition_id, enrollment_id from observations
     where organization_id = ${tx.organizationId} and patient_id = ${patientId} and status = 'FINAL' and not enrollment_given
       and recorded_at >= ${from} and recorded_at < ${to ?? "infinity"}::timestamptz`);

export const relinkRows = async (tx: TenantTx, links: readonly { id: string; at: Date; enrollmentId: string | null }[]): Promise<void> => {
  await tx.query(sql`
    update observations o set enrollment_id = l."enrollmentId"
      from json_to_recordset(${JSON.stringify(links)}::json) l (id text, at timestamptz, "enrollmentId" text)
     where o.organization_id = ${tx.organizationId} and o.recorded_at = l.at and o.id = l.id`);
};

/** FINAL readings from an instant on that belong to no enrollment. */
export const readUnlinked = (tx: TenantTx, patientId: string, from: Date): Promise<LinkableRow[]> =>
  tx.query(sql`
    select id, recorded_at, metric_definition_id, enrollment_id from observations
     where organization_id = ${tx.organizationId} and patient_id = ${patientId} and status = 'FINAL' and not enrollment_given
       and enrollment_id is null and recorded_at >= ${from}`);
