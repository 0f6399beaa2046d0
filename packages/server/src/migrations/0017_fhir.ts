
/** FHIR beside the platform's own tables: which row a resource is of, and the FHIR id of readings that form one Observation. */
export const fhir = [
  // Where `row_id` is set, the resource is of a row: the content holds what was sent and what the row said at that time.
  `alter table fhir_resources add column row_id text, add column patient_ids jsonb not null default '[]';`,
  "create unique index fhir_resources_row on fhir_resources (organization_id, type, row_id) where row_id is not null;",
  "create index fhir_resources_updated on fhir_resources (organization_id, type, updated_at desc, id desc);",
  "create index fhir_resources_versions_replaced on fhir_resources_versions (organization_id, type, replaced_at desc, id desc);",
];
