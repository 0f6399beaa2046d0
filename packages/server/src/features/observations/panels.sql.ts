import { sql, type Statement } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { PANEL_ORDER } from "./panels.js";

const placeOf = (metric: Statement): Statement =>
  sql`coalesce(array_position(${PANEL_ORDER}::text[], ${metric}), ${PANEL_ORDER.length}::integer + 1)`;

/**
 * Finds anew which reading stands for each measurement: what holds before what is void, the first of the panel, the newest. It
 * knows when any of them changed, and all know whether FHIR wrote one. Says nothing of the readings: no version.
 */
export const settlePanels = async (tx: TenantTx, fhirIds: readonly string[]): Promise<void> => {
  if (!fhirIds.length) return;
  const order = sql`o.status = 'FINAL' desc, ${placeOf(sql`o.metric_definition_id`)}, o.metric_definition_id collate "C", o.created_at desc, o.id desc`;
  await tx.query(sql`
    update observations t set fhir_first = p.place = 1, fhir_sent = p.sent, fhir_changed_at = p.changed_at
      from (select o.recorded_at, o.id, row_number() over (partition by o.fhir_id order by ${order}) as place,
                   bool_or(o.fhir_sent) over (partition by o.fhir_id) as sent, max(o.updated_at) over (partition by o.fhir_id) as changed_at
              from observations o where o.organization_id = ${tx.organizationId} and o.fhir_id = any(${fhirIds}::text[])) p
     where t.organization_id = ${tx.organizationId} and t.recorded_at = p.recorded_at and t.id = p.id
       and (t.fhir_first, t.fhir_sent, t.fhir_changed_at) is distinct from (p.place = 1, p.sent, p.changed_at)`);
};
