import { tenantTable } from "../sql/tenant-table.js";

/** What was billed: closed months with their lines as they were, and claims with what became of them. */
export const claims = [
  tenantTable({
    name: "claims",
    columns: `
    id text not null,
    patient_id text not null,
    enrollment_id text not null,
    program text not null,
    month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
    code text not null,
    units integer not null check (units > 0),
    dos_from date not null,
    dos_to date not null check (dos_to >= dos_from),
    origin text not null check (origin in ('EXPORTED', 'EXTERNAL')),
    status text not null default 'RECORDED' check (status in ('RECORDED', 'SUBMITTED', 'PAID', 'DENIED', 'VOIDED')),
    close_id text,
    revision integer,
    charge_cents bigint,
    payer_claim_number text,
    denial_codes text[] not null default '{}',
    patient_control_number text,
    line_control_number text,
    check ((origin = 'EXPORTED') = (close_id is not null)),
    foreign key (organization_id, patient_id) references patients (organization_id, id),
    foreign key (organization_id, enrollment_id) references enrollments (organization_id, id)`,
  }),
  // One line is billed once, whoever records it and however many at once.
  "create unique index claims_standing on claims (organization_id, enrollment_id, code, dos_to) where status not in ('VOIDED', 'DENIED');",
  "create index claims_newest on claims (organization_id, created_at desc, id desc);",
  "create index claims_patient on claims (organization_id, patient_id);",
  "create index claims_month on claims (organization_id, month, created_at desc, id desc);",
  "create index claims_close on claims (organization_id, close_id) where close_id is not null;",

  tenantTable({
    name: "billing_closes",
    columns: `
    id text not null,
    month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
    revision integer not null,
    closed_at timestamptz not null,
    closed_by text,
    as_of date not null,
    lines integer not null default 0,
    units integer not null default 0,
    charge_cents bigint not null default 0,
    interchange_control_number integer not null,
    rule_version text not null,
    frozen_sealed text not null default '',
    reopened_at timestamptz,
    reopened_by text,
    reopen_reason_sealed text`,
    versioned: false,
  }),
  "create unique index billing_closes_standing on billing_closes (organization_id, month) where reopened_at is null;",
  "create unique index billing_closes_revision on billing_closes (organization_id, month, revision);",

  tenantTable({
    name: "billing_lines",
    columns: `
    close_id text not null,
    position integer not null,
    claim_id text,
    line_sealed text not null,
    foreign key (organization_id, close_id) references billing_closes (organization_id, id)`,
    key: "close_id, position",
    versioned: false,
    use: "append",
  }),

  // Numbers that are given once and never again.
  tenantTable({
    name: "control_numbers",
    columns: `
    kind text not null check (kind in ('INTERCHANGE', 'CLAIM', 'LINE')),
    last bigint not null`,
    key: "kind",
    versioned: false,
  }),

  tenantTable({
    name: "claim_exports",
    columns: `
    id text not null,
    claim_id text not null,
    frequency text not null check (frequency in ('1', '7', '8')),
    interchange_control_number integer not null,
    file_sealed text not null,
    exported_at timestamptz not null,
    exported_by text,
    foreign key (organization_id, claim_id) references claims (organization_id, id)`,
    versioned: false,
    use: "append",
  }),
];
