import { all, sql, type Statement } from "../../db/sql.js";

type Filter = { actorId?: string; patientId?: string; patientIds?: readonly string[]; operationId?: string; outcome?: string; from?: string; to?: string };

/** The condition on `audit_events` that a list's filters make; `before` is the sequence of the last entry shown. */
export const filterOf = ({ actorId, patientId, patientIds, operationId, outcome, from, to }: Filter, before?: string): Statement =>
  all([
    actorId === undefined ? undefined : sql`actor_id = ${actorId}`,
    patientId === undefined ? undefined : sql`patient_id = ${patientId}`,
    patientIds === undefined ? undefined : sql`patient_id = any(${patientIds}::text[])`,
    operationId === undefined ? undefined : sql`operation_id = ${operationId}`,
    outcome === undefined ? undefined : sql`outcome = ${outcome}`,
    from === undefined ? undefined : sql`at >= ${from}::timestamptz`,
    to === undefined ? undefined : sql`at <= ${to}::timestamptz`,
    before === undefined ? undefined : sql`sequence < ${before}::bigint`,
  ]);
