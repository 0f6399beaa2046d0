/** The parts of one measurement are looked for by its id and by time, which leaves all months out but one. */
export const panelIndex = [
  "drop index observations_fhir_id",
  "create index observations_fhir_id on observations (organization_id, fhir_id, recorded_at) where fhir_id is not null",
];
