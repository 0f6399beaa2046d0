import { tenantTable } from "../sql/tenant-table.js";

/** Programs that act by a key, and people who are let in for an hour in an emergency. */
export const serviceAccounts = [
  tenantTable({
    name: "api_keys",
    columns: `
    id text not null,
    name text not null,
    permissions text[] not null check (cardinality(permissions) between 1 and 100),
    secret_hash bytea not null,
    expires_at timestamptz,
    created_by text not null references users (id),
    last_used_at timestamptz,
    revoked_at timestamptz`,
  }),
  "create index api_keys_newest on api_keys (organization_id, created_at desc, id desc);",

  tenantTable({
    name: "break_glass_grants",
    columns: `
    id text not null,
    user_id text not null references users (id),
    reason_sealed text not null,
    expires_at timestamptz not null,
    ended_at timestamptz`,
  }),
  "create index break_glass_grants_user on break_glass_grants (organization_id, user_id, expires_at desc);",
];
