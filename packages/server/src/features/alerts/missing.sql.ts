import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { Severity } from "./alert-rule.js";
import type { AlertStatus } from "./alerts.policy.js";

export type ToldRow = { patient_id: string; metric_definition_id: string; severity: Severity; status: AlertStatus; last_triggered_at: Date };

/** Of each patient and metric the alert for missing readings that was raised last. */
export const selectLastMissing = (tx: TenantTx, patientIds: readonly string[]): Promise<ToldRow[]> => tx.query<ToldRow>(sql`
  select distinct on (patient_id, metric_definition_id) patient_id, metric_definition_id, severity, status, last_triggered_at
    from alerts
   where organization_id = ${tx.organizationId} and patient_id = any(${patientIds}::text[]) and type = 'MISSING'
   order by patient_id, metric_definition_id, last_triggered_at desc`);

export const selectMissingMetrics = async (tx: TenantTx): Promise<string[]> =>
  (await tx.query<{ id: string }>(sql`
    select distinct metric_definition_id as id from alert_rules
     where organization_id = ${tx.organizationId} and condition->>'type' = 'missing'`)).map((row) => row.id);
