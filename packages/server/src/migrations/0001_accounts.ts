import { platformTable, tenantTable } from "../sql/tenant-table.js";

const IS_MINE = "user_id = nullif(current_setting('app.user_id', true), '')";

/** People, their sessions and factors, organizations and who belongs to them. */
export const accounts = [
  "grant usage on schema public to vitaledge_app, vitaledge_worker;",

  platformTable("platform_keys", `
    id text not null,
    purpose text not null check (purpose in ('fields', 'token')),
    wrapped text not null,
    created_at timestamptz not null default now(),
    primary key (purpose, id)`, "append"),

  platformTable("users", `
    id text primary key,
    email text not null,
    first_name text not null,
    last_name text not null,
    password_hash text not null,
    demonstration boolean not null default false,
    disabled_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null`, "keep"),
  "create unique index users_email on users (lower(email));",

  platformTable("sessions", `
    id text primary key,
    user_id text not null references users (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz not null,
    ended_at timestamptz,
    end_reason text,
    address text,
    user_agent text`),
  "create index sessions_user on sessions (user_id);",

  platformTable("refresh_tokens", `
    hash bytea primary key,
    session_id text not null references sessions (id) on delete cascade,
    created_at timestamptz not null,
    consumed_at timestamptz,
    successor_hash bytea,
    successor_sealed text`),
  "create index refresh_tokens_session on refresh_tokens (session_id);",

  platformTable("totp_factors", `
    user_id text primary key references users (id),
    secret_sealed text not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0,
    created_at timestamptz not null`),

  platformTable("recovery_codes", `
    user_id text not null references users (id),
    hash bytea not null,
    used_at timestamptz,
    primary key (user_id, hash)`),

  platformTable("mfa_challenges", `
    id text primary key,
    user_id text not null references users (id),
    failures integer not null default 0,
    used_at timestamptz,
    created_at timestamptz not null,
    expires_at timestamptz not null`),

  platformTable("password_resets", `
    hash bytea primary key,
    user_id text not null references users (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz`),

  platformTable("outbox_mails", `
    id text primary key,
    content_sealed text not null,
    created_at timestamptz not null,
    next_attempt_at timestamptz not null,
    attempts integer not null default 0,
    sent_at timestamptz,
    failed_at timestamptz`),
  "create index outbox_mails_due on outbox_mails (next_attempt_at) where sent_at is null and failed_at is null;",

  platformTable("organization_index", "organization_id text primary key", "all"),

  tenantTable({
    name: "organizations",
    columns: `
    id text not null generated always as (organization_id) stored,
    name text not null,
    plan text not null default 'STANDARD' check (plan in ('STANDARD', 'ENTERPRISE')),
    requests_per_minute integer check (requests_per_minute > 0),
    legal_name text,
    timezone text not null,
    npi text,
    taxonomy_code text,
    tax_id text,
    tax_id_type text check (tax_id_type in ('EIN', 'SSN')),
    address jsonb,
    billing_contact jsonb,
    submitter_id text,
    accepts_assignment boolean not null default true,
    clearinghouse jsonb,
    session_policy jsonb not null default '{}',
    alerting jsonb not null default '{}'`,
    use: "all",
  }),

  tenantTable({
    name: "organization_keys",
    columns: "id text not null, wrapped text not null",
    versioned: false,
    use: "all",
  }),

  tenantTable({
    name: "members",
    columns: `
    user_id text not null references users (id),
    id text not null generated always as (user_id) stored,
    role text not null check (role in ('OWNER', 'ADMIN', 'CLINICIAN', 'CARE_MANAGER', 'BILLER', 'DEVICE', 'AUDITOR')),
    foreign key (organization_id) references organization_index (organization_id)`,
    key: "user_id",
    use: "all",
  }),
  "create index members_user on members (user_id);",
  `create policy mine on members as permissive for select using (${IS_MINE});`,
  `create policy mine on organizations as permissive for select using (
     organization_id in (select m.organization_id from members m where m.${IS_MINE}));`,

  tenantTable({
    name: "invitations",
    columns: `
    id text not null,
    email text not null,
    role text not null,
    token_hash bytea not null,
    invited_by text,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by text,
    revoked_at timestamptz`,
  }),
  "create index invitations_newest on invitations (organization_id, created_at desc, id desc);",
];

