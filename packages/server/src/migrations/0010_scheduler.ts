import { platformTable } from "../sql/tenant-table.js";

/** Who leads, and when each kind of timed work was last begun. */
export const scheduler = [
  platformTable("leader_leases", "name text primary key, holder text not null, expires_at timestamptz not null"),
  platformTable("scheduled_runs", "name text primary key, begun_at timestamptz not null"),
  // Since when an alert has been waiting for somebody, where that is not since it was made; and whether that was told of.
  "alter table alerts add column opened_at timestamptz;",
  "alter table alerts add column unacknowledged_at timestamptz;",
  `create index alerts_snoozed on alerts (organization_id, snoozed_until) where status = 'SNOOZED';`,
  `create index alerts_untaken on alerts (organization_id) where status = 'OPEN' and severity = 'CRITICAL' and unacknowledged_at is null;`,
];
