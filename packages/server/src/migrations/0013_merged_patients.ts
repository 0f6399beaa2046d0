/** Which patients were merged into one. */
export const mergedPatients = [
  "create index patients_merged on patients (organization_id, merged_into) where merged_into is not null;",
];
