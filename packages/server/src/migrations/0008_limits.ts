import { platformTable, tenantTable } from "../sql/tenant-table.js";

const ANSWER = `
    actor_id text not null,
    key bytea not null,
    fingerprint bytea not null,
    answer_sealed text not null,
    expires_at timestamptz not null`;

/** Answers that are given again, and what of each minute's requests has been leased. */
export const limits = [
  tenantTable({ name: "idempotency_keys", columns: ANSWER, key: "actor_id, key", versioned: false, use: "all" }),
  "create index idempotency_keys_expiry on idempotency_keys (organization_id, expires_at);",
  // For the one POST that has no organization yet: the creation of one.
  platformTable("account_idempotency_keys", `${ANSWER}, primary key (actor_id, key)`),
  platformTable("rate_windows", `
    subject text not null,
    window_start timestamptz not null,
    used integer not null,
    granted integer not null,
    primary key (subject, window_start)`),
];
