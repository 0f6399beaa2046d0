import { grant, isolate, platformTable } from "../sql/tenant-table.js";

/** One form for an organization's chain and for the platform's own. */
const ENTRY = `
    id text not null,
    sequence bigint not null,
    at timestamptz not null,
    actor_type text not null check (actor_type in ('USER', 'API_KEY', 'OPERATOR', 'SYSTEM')),
    actor_id text,
    session_id text,
    operation_id text not null,
    method text not null,
    route text not null,
    outcome text not null check (outcome in ('SUCCESS', 'DENIED', 'FAILED')),
    status integer not null,
    resource_type text,
    resource_id text,
    patient_id text,
    reason text,
    fields jsonb not null,
    address text,
    user_agent text,
    request_id text,
    previous_hash bytea not null,
    hash bytea not null`;

const HEAD = "sequence bigint not null default 0, hash bytea not null default decode(repeat('00', 32), 'hex')";

/** Who saw and changed what, in chains that nobody who serves requests can rewrite: entries are granted select and insert alone. */
export const audit = [
  "alter table platform_keys drop constraint platform_keys_purpose_check;",
  "alter table platform_keys add constraint platform_keys_purpose_check check (purpose in ('fields', 'token', 'pepper', 'audit'));",

  `create table audit_events (organization_id text not null, ${ENTRY},
     constraint audit_events_pkey primary key (organization_id, sequence));`,
  isolate("audit_events"),
  grant("audit_events", "append"),
  "create index audit_events_patient on audit_events (organization_id, patient_id, sequence desc);",
  "create index audit_events_actor on audit_events (organization_id, actor_id, sequence desc);",
  "create index audit_events_operation on audit_events (organization_id, operation_id, sequence desc);",
  "create index audit_events_at on audit_events (organization_id, at, sequence);",

  `create table audit_heads (organization_id text not null, ${HEAD}, constraint audit_heads_pkey primary key (organization_id));`,
  isolate("audit_heads"),
  grant("audit_heads", "keep"),

  // The chain of the operator: refusals, sign-ins and whatever has no organization.
  platformTable("system_audit_events", `asked_organization_id text, ${ENTRY}, primary key (sequence)`, "append"),
  platformTable("system_audit_head", `chain text primary key check (chain = 'system'), ${HEAD}`, "keep"),
  "insert into system_audit_head (chain) values ('system');",

  platformTable("audit_signatures", `
    chain text not null,
    sequence bigint not null,
    hash bytea not null,
    signed_at timestamptz not null,
    key_id text not null,
    signature bytea not null,
    primary key (chain, sequence)`, "append"),
];
