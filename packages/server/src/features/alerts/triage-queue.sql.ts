import { all, sql, type Statement } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { Severity } from "./alert-rule.js";
import { ALERT_COLUMNS, alertConditions, type AlertRow } from "./alerts.sql.js";

export type QueueFilter = { severity?: readonly Severity[] | undefined; assigneeId?: string | undefined };

export type QueuePlace = { escalated: boolean; severityRank: number; triageRank: number; id: string };

// Written as the condition of the index `alerts_triage`.
const waiting = (tx: TenantTx, filter: QueueFilter): Statement => sql`${alertConditions(tx, filter)} and a.status in ('OPEN', 'ACKNOWLEDGED')`;

const after = ({ escalated, severityRank, triageRank, id }: QueuePlace): Statement => {
  const place = sql`(${escalated}::boolean, ${severityRank}::smallint, ${triageRank}::double precision)`;
  // The first comparison alone is one an index can be entered by.
  return sql`(a.escalated, a.severity_rank, a.triage_rank) <= ${place}
    and not ((a.escalated, a.severity_rank, a.triage_rank) = ${place} and a.id <= ${id})`;
};

/** The most urgent first. */
export const selectQueue = (tx: TenantTx, filter: QueueFilter, place: QueuePlace | undefined, limit: number): Promise<AlertRow[]> =>
  tx.query(sql`
    select ${ALERT_COLUMNS} from alerts a where ${all([waiting(tx, filter), place && after(place)])}
     order by a.escalated desc, a.severity_rank desc, a.triage_rank desc, a.id limit ${limit}`);

export type SeverityCount = { severity_rank: number; count: number };

export const countQueue = (tx: TenantTx, filter: QueueFilter): Promise<SeverityCount[]> =>
  tx.query(sql`select a.severity_rank, count(*)::integer as count from alerts a where ${waiting(tx, filter)} group by a.severity_rank`);
