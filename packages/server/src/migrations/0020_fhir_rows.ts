/** Which rows changed since FHIR last looked, and which forms of rows were made when. */
export const fhirRows = [
  ...["devices", "enrollments", "alerts", "claims", "practitioners"].map((table) =>
    `create index ${table}_updated on ${table} (organization_id, updated_at, id);`),
  "create index alerts_made on alerts (organization_id, created_at desc, id desc);",
  ...["patients", "devices", "enrollments", "alerts", "claims", "practitioners"].map((table) =>
    `create index ${table}_replaced on ${table}_versions (organization_id, replaced_at desc, id desc);`),
  "create index audit_events_id on audit_events (organization_id, id);",
];
