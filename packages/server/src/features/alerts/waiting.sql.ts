import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { Severity } from "./alert-rule.js";

export type WaitingRow = { id: string; patient_id: string; enrollment_id: string | null; severity: Severity; note_sealed: string | null };

/** Alerts of a look at most. */
const MOST = 500;

/** Snoozed alerts whose time has come, locked in the order in which all lock alerts. */
export const lockWoken = (tx: TenantTx): Promise<WaitingRow[]> => tx.query<WaitingRow>(sql`
  select id, patient_id, enrollment_id, severity, note_sealed from alerts
   where organization_id = ${tx.organizationId} and status = 'SNOOZED' and snoozed_until <= ${tx.now}
   order by patient_id, metric_definition_id, type, direction limit ${MOST} for update`);

/** Marks and answers CRITICAL alerts that nobody took since `before`, each once for the time it is open. */
export const markUnacknowledged = (tx: TenantTx, before: Date): Promise<WaitingRow[]> => tx.query<WaitingRow>(sql`
  update alerts set unacknowledged_at = ${tx.now}
   where organization_id = ${tx.organizationId} and status = 'OPEN' and severity = 'CRITICAL' and unacknowledged_at is null
     and coalesce(opened_at, created_at) <= ${before}
  returning id, patient_id, enrollment_id, severity, note_sealed`);
