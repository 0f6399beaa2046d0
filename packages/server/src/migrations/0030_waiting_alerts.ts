/**
 * Those that wait are counted with each look at the queue. `alerts_triage` has a rank of its own for each of them; here entries
 * of one severity share a page, a twentieth as many.
 */
export const waitingAlerts = ["create index alerts_waiting on alerts (organization_id, severity_rank) where status in ('OPEN', 'ACKNOWLEDGED');"];
