import type { components } from "@vitaledge/contract/schema";
import type { TenantTx } from "../../db/with-tenant.js";
import { fieldsOf } from "./patient-columns.js";
import type { PatientRow } from "./patients.sql.js";

export const presentPatient = (tx: Pick<TenantTx, "organizationId" | "open">, row: PatientRow): components["schemas"]["Patient"] => ({
  id: row.id,
  organizationId: tx.organizationId,
  ...fieldsOf(tx, row),
  mergedInto: row.merged_into,
  warnings: row.warnings,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
