import type { components } from "@vitaledge/contract/schema";
import type { PractitionerRow } from "./practitioners.sql.js";

export const presentPractitioner = (row: PractitionerRow): components["schemas"]["Practitioner"] => ({
  id: row.id,
  userId: row.user_id,
  firstName: row.first_name,
  lastName: row.last_name,
  credential: row.credential,
  npi: row.npi,
  taxonomyCode: row.taxonomy_code,
  active: row.active,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
