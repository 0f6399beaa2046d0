import type { components } from "@vitaledge/contract/schema";
import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

/** `end_date` is null where the enrollment is to begin. */
export type DueRow = { id: string; patient_id: string; end_date: string | null; end_reason: components["schemas"]["EndReason"] | null };

/** Enrollments carried out at a time; the rest comes at the next look. */
const MOST = 500;

export const selectDue = (tx: TenantTx): Promise<DueRow[]> => tx.query<DueRow>(sql`
  select id, patient_id, case when e.end_date < today then e.end_date end as end_date, e.end_reason
    from enrollments e, lateral (select (${tx.now}::timestamptz at time zone e.timezone)::date as today) t
   where e.organization_id = ${tx.organizationId}
     and ((e.status = 'PENDING' and e.start_date <= today) or (e.status in ('PENDING', 'ACTIVE', 'PAUSED') and e.end_date < today))
   order by e.id limit ${MOST}`);
