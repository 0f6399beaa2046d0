import { tenantTable } from "../sql/tenant-table.js";

/**
 * Values of one kind by which resources are found. Text compares byte by byte and numbers are float8: under row-level security an
 * index serves leakproof operators alone. What belongs to one element of a composite parameter has the same `element`.
 */
const valueTable = (name: string, columns: string, indexed: string): string => `${tenantTable({
  name,
  columns: `
    type text collate "C" not null,
    id text collate "C" not null,
    parameter text collate "C" not null,
    place integer not null,
    element integer not null,
    ${columns}`,
  key: "type, id, parameter, place",
  versioned: false,
  use: "all",
})}
  create index ${name}_value on ${name} (organization_id, type, parameter, ${indexed}, id);`;

export const fhirSearch = [
  // The version that is indexed: what is newer is indexed when it is searched. A deletion stays, without values.
  tenantTable({
    name: "fhir_index",
    columns: `
    type text collate "C" not null,
    id text collate "C" not null,
    row_id text collate "C",
    version integer not null,
    last_updated timestamptz not null,
    deleted boolean not null`,
    key: "type, id",
    versioned: false,
    use: "all",
  }),
  "create index fhir_index_updated on fhir_index (organization_id, type, last_updated, id);",
  "create index fhir_index_row on fhir_index (organization_id, type, row_id);",

  valueTable("fhir_tokens", `system text collate "C", code text collate "C", display text collate "C"`, "code"),
  // `start` is the beginning of `folded`, short enough for an index.
  valueTable("fhir_strings", `start text collate "C" not null, folded text collate "C" not null, value text collate "C" not null`, "start"),
  valueTable("fhir_dates", "low timestamptz not null, high timestamptz not null", "low, high"),
  valueTable("fhir_quantities", `low float8 not null, high float8 not null, system text collate "C", code text collate "C", unit text collate "C"`, "low"),
  valueTable("fhir_references", `target_type text collate "C", target_id text collate "C", url text collate "C", system text collate "C", value text collate "C"`, "target_id"),
  "create index fhir_references_url on fhir_references (organization_id, type, parameter, url, id) where url is not null;",
  "create index fhir_references_identifier on fhir_references (organization_id, type, parameter, value, id) where value is not null;",
  valueTable("fhir_uris", `value text collate "C" not null`, "value"),

  // Rows of the platform that changed before it are indexed.
  tenantTable({ name: "fhir_watermarks", columns: `type text collate "C" not null, indexed_to timestamptz not null`, key: "type", versioned: false }),
  // The key of the hashes by which encrypted values are found.
  tenantTable({ name: "fhir_hash_keys", columns: "id text not null, key_sealed text not null", versioned: false, use: "append" }),
];
