import { platformTable, tenantTable } from "../sql/tenant-table.js";

/** Bulk exports: what was asked for and how far the work is, its finished pieces, and what must not be written twice. */
export const fhirExports = [
  tenantTable({
    name: "fhir_exports",
    columns: `
    id text not null,
    actor_id text not null,
    actor jsonb not null,
    audit jsonb not null,
    asked_sealed text not null,
    status text not null default 'WAITING' check (status in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'GONE')),
    running text[] not null,
    task integer not null default 0,
    tasks integer not null,
    cursor text,
    pieces integer not null default 0,
    written jsonb not null default '{}',
    failures integer not null default 0,
    created_at timestamptz not null,
    finished_at timestamptz`,
    versioned: false,
    use: "all",
  }),

  tenantTable({
    name: "fhir_export_pieces",
    columns: `
    export_id text not null,
    position integer not null,
    type text not null,
    file integer not null,
    count integer not null,
    content_sealed text not null,
    foreign key (organization_id, export_id) references fhir_exports (organization_id, id)`,
    key: "export_id, position",
    versioned: false,
    use: "all",
  }),

  tenantTable({
    name: "fhir_export_seen",
    columns: `
    export_id text not null,
    name text not null,
    foreign key (organization_id, export_id) references fhir_exports (organization_id, id)`,
    key: "export_id, name",
    versioned: false,
    use: "all",
  }),

  // Beside the export's row, which a step holds for as long as it takes.
  tenantTable({
    name: "fhir_export_polls",
    columns: `
    export_id text not null,
    polled_at timestamptz not null,
    foreign key (organization_id, export_id) references fhir_exports (organization_id, id)`,
    key: "export_id",
    versioned: false,
    use: "all",
  }),

  // Which exports are to be gone on with, or to be forgotten, and when.
  platformTable("fhir_export_queue", `
    organization_id text not null,
    export_id text not null,
    due_at timestamptz not null,
    primary key (organization_id, export_id)`),
  "create index fhir_export_queue_due on fhir_export_queue (due_at);",
];
