import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { Month } from "../../platform/civil.js";
import type { KeptMinutes } from "./kept-minutes.js";

export type MinutesRow = KeptMinutes & { patientId: string; month: Month };

const COLUMNS = sql`patient_id as "patientId", month, basis, last_day as "lastDay", tallies`;

const ofPatients = (tx: TenantTx, patientIds: readonly string[], months: readonly Month[] | undefined) => sql`
  organization_id = ${tx.organizationId} and patient_id = any(${patientIds}::text[]) and ${months ? sql`month = any(${months}::text[])` : sql`true`}`;

/** Of the months named, or of all. */
export const selectMinutes = (tx: TenantTx, patientIds: readonly string[], months?: readonly Month[]): Promise<MinutesRow[]> =>
  tx.query<MinutesRow>(sql`select ${COLUMNS} from minute_months where ${ofPatients(tx, patientIds, months)}`);

/** What is kept of the patients' months is these rows from now on, and nothing else. */
export const replaceMinutes = async (
  tx: TenantTx, patientIds: readonly string[], months: readonly Month[] | undefined, rows: readonly MinutesRow[],
): Promise<void> => {
  await tx.query(sql`delete from minute_months where ${ofPatients(tx, patientIds, months)}`);
  if (!rows.length) return;
  await tx.query(sql`
    insert into minute_months (organization_id, patient_id, month, basis, last_day, tallies)
    select ${tx.organizationId}, n."patientId", n.month, n.basis, n."lastDay", n.tallies
      from json_to_recordset(${JSON.stringify(rows)}::json) n ("patientId" text, month text, basis text, "lastDay" date, tallies jsonb)`);
};
