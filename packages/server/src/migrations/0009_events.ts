import { platformTable, tenantTable } from "../sql/tenant-table.js";

/**
 * Events as they were written beside what they tell of, in the order of `position`; `number` is given at publishing, for a
 * number taken before the commit would let a reader at 11 pass over a 10 that commits later.
 */
export const events = [
  tenantTable({
    name: "events",
    columns: `
    position bigint not null generated always as identity,
    id text not null,
    type text not null,
    data jsonb not null,
    created_at timestamptz not null,
    number bigint,
    published_at timestamptz`,
    key: "position",
    versioned: false,
    use: "all",
  }),
  "create index events_unpublished on events (organization_id, position) where number is null;",
  "create index events_number on events (organization_id, number) where number is not null;",

  tenantTable({
    name: "event_heads",
    columns: `
    id text not null generated always as (organization_id) stored,
    last_number bigint not null`,
    versioned: false,
  }),

  // Which organizations have events to publish: a row each time some are written, so that writers never wait for each other.
  platformTable("outbox_pending", `
    organization_id text not null,
    id text not null,
    primary key (organization_id, id)`),

  tenantTable({
    name: "webhooks",
    columns: `
    id text not null,
    url text not null,
    events jsonb not null,
    description text,
    enabled boolean not null default true,
    disabled_reason text,
    secret_sealed text not null,
    previous_secret_sealed text,
    previous_valid_until timestamptz`,
  }),
  "create index webhooks_newest on webhooks (organization_id, created_at desc, id desc);",

  // `lane`: deliveries of one webhook and lane go out one after the other, by number.
  tenantTable({
    name: "deliveries",
    columns: `
    id text not null,
    webhook_id text not null,
    event_id text not null,
    type text not null,
    occurred_at timestamptz not null,
    data jsonb not null,
    lane text not null,
    number bigint not null,
    status text not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'FAILED')),
    attempts jsonb not null default '[]',
    tries integer not null default 0,
    first_tried_at timestamptz,
    next_attempt_at timestamptz,
    settled_at timestamptz,
    created_at timestamptz not null,
    foreign key (organization_id, webhook_id) references webhooks (organization_id, id)`,
    versioned: false,
    use: "all",
  }),
  "create index deliveries_newest on deliveries (organization_id, webhook_id, created_at desc, id desc);",
  "create index deliveries_due on deliveries (organization_id, webhook_id, next_attempt_at, number) where status = 'PENDING';",
  "create index deliveries_lane on deliveries (organization_id, webhook_id, lane, number) where status = 'PENDING';",
  "create index deliveries_settled on deliveries (organization_id, webhook_id, settled_at) where status = 'DELIVERED';",

  // When each webhook with deliveries to make is to be looked at, and until when one worker has it to itself.
  platformTable("outbox_due", `
    organization_id text not null,
    webhook_id text not null,
    due_at timestamptz not null,
    held_until timestamptz,
    leased_until timestamptz,
    primary key (organization_id, webhook_id)`),
  "create index outbox_due_next on outbox_due (due_at);",
];
