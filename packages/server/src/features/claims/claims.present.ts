import type { components } from "@vitaledge/contract/schema";
import type { ClaimRow } from "./claims.sql.js";

export const presentClaim = (row: ClaimRow): components["schemas"]["Claim"] => ({
  id: row.id,
  enrollmentId: row.enrollment_id,
  patientId: row.patient_id,
  program: row.program,
  month: row.month,
  code: row.code,
  units: row.units,
  dosFrom: row.dos_from,
  dosTo: row.dos_to,
  origin: row.origin,
  status: row.status,
  revision: row.revision,
  chargeCents: row.charge_cents,
  payerClaimNumber: row.payer_claim_number,
  denialCodes: row.denial_codes,
  patientControlNumber: row.patient_control_number,
  lineControlNumber: row.line_control_number,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
