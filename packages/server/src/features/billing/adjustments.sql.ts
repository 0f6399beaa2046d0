import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

/** A reading or a time entry that came, or was voided, after a close. */
export type LaterFact = { enrollmentId: string; id: string; at: Date; isVoid: boolean };

export type Between = { enrollmentIds: readonly string[]; from: Date; to: Date; since: Date };

/** Readings measured in a span; of those that came and were voided since, the voiding alone is told where it made no difference to come. */
export const selectLaterReadings = (tx: TenantTx, { enrollmentIds, from, to, since }: Between): Promise<LaterFact[]> =>
  tx.query<LaterFact>(sql`
    select enrollment_id as "enrollmentId", id, status <> 'FINAL' as "isVoid", case when status = 'FINAL' then received_at else updated_at end as at
      from observations
     where organization_id = ${tx.organizationId} and enrollment_id = any(${enrollmentIds}) and recorded_at >= ${from} and recorded_at < ${to}
       and ((status = 'FINAL' and received_at > ${since}) or (status <> 'FINAL' and updated_at > ${since} and received_at <= ${since}))
     order by at, id`);

export const selectLaterTime = (tx: TenantTx, { enrollmentIds, from, to, since }: Between): Promise<LaterFact[]> =>
  tx.query<LaterFact>(sql`
    select enrollment_id as "enrollmentId", id, status = 'VOIDED' as "isVoid", case when status = 'FINAL' then created_at else updated_at end as at
      from time_entries
     where organization_id = ${tx.organizationId} and enrollment_id = any(${enrollmentIds}) and started_at >= ${from} and started_at < ${to}
       and ((status = 'FINAL' and created_at > ${since}) or (status = 'VOIDED' and updated_at > ${since} and created_at <= ${since}))
     order by at, id`);
