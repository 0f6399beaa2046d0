import { tenantTable } from "../sql/tenant-table.js";

/**
 * FHIR's Subscriptions lie among the kept resources. What is done for them stands here, and their notifications are deliveries
 * of a receiver of their own beside the webhooks.
 */
export const fhirSubscriptions = [
  "alter table webhooks add column kind text not null default 'WEBHOOK' check (kind in ('WEBHOOK', 'SUBSCRIPTION'));",
  // `events`: how many there were since the subscription came to be. `created_by`: what they may read is what may be shown.
  tenantTable({
    name: "fhir_subscriptions",
    columns: `
    id text not null,
    webhook_id text not null,
    topic text not null,
    patient_id text,
    content text not null check (content in ('empty', 'id-only', 'full-resource')),
    status text not null check (status in ('requested', 'active', 'error', 'off')),
    created_by text not null,
    ends_at timestamptz,
    heartbeat_seconds integer,
    heartbeat_at timestamptz,
    events bigint not null default 0,
    foreign key (organization_id, webhook_id) references webhooks (organization_id, id)`,
    versioned: false,
  }),
  "create unique index fhir_subscriptions_receiver on fhir_subscriptions (organization_id, webhook_id);",
];
