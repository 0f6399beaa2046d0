import { tenantTable } from "../sql/tenant-table.js";

/** How an organization bills, what it asks for, and what its people state of a month. */
export const billingSettings = [
  // Each is read and replaced whole, so that a month is never evaluated by half of one.
  tenantTable({
    name: "billing_terms",
    columns: `
    id text not null check (id in ('settings', 'charges', 'fees')),
    content jsonb not null,
    changed_by text`,
  }),

  // The id is the enrollment's with the month: those of many enrollments are found by the key.
  tenantTable({
    name: "billing_month_facts",
    columns: `
    id text not null,
    enrollment_id text not null,
    month text not null,
    facts jsonb not null,
    changed_by text,
    foreign key (organization_id, enrollment_id) references enrollments (organization_id, id)`,
  }),
  "create index billing_month_facts_enrollment on billing_month_facts (organization_id, enrollment_id, month desc);",

  tenantTable({
    name: "billing_sign_offs",
    columns: `
    id text not null,
    enrollment_id text not null,
    month text not null,
    practitioner_id text not null,
    signed_at timestamptz not null,
    signed_by text not null,
    note_sealed text,
    foreign key (organization_id, enrollment_id) references enrollments (organization_id, id),
    foreign key (organization_id, practitioner_id) references practitioners (organization_id, id)`,
    versioned: false,
    use: "append",
  }),
  "create index billing_sign_offs_month on billing_sign_offs (organization_id, enrollment_id, month, signed_at desc);",
];
