import { platformTable, tenantTable } from "../sql/tenant-table.js";

/** API keys that prove themselves by a key pair of their own, what they have used up, and tokens that were called back. */
export const smart = [
  `alter table api_keys alter column secret_hash drop not null, add column scopes text[], add column jwks jsonb, add column jwks_uri text,
    add constraint api_keys_proof check (case when scopes is null
      then secret_hash is not null and num_nonnulls(jwks, jwks_uri) = 0 else secret_hash is null and num_nonnulls(jwks, jwks_uri) = 1 end);`,

  // An assertion names its client alone: which organization's that is has to be known before its rows can be seen.
  platformTable("smart_clients", `
    id text primary key,
    organization_id text not null references organization_index (organization_id)`),

  tenantTable({
    name: "client_assertions",
    columns: `
    api_key_id text not null,
    jti_hash bytea not null,
    expires_at timestamptz not null`,
    key: "api_key_id, jti_hash",
    versioned: false,
    use: "all",
  }),
  "alter table client_assertions add foreign key (organization_id, api_key_id) references api_keys (organization_id, id);",

  tenantTable({
    name: "revoked_tokens",
    columns: `
    id text not null,
    expires_at timestamptz not null`,
    versioned: false,
    use: "all",
  }),
];
