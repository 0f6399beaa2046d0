import type { TenantTx } from "../../db/with-tenant.js";
import { selectFinalBetween, type TimeEntryRow } from "./time-entries.sql.js";

export type { TimeEntryRow } from "./time-entries.sql.js";

/** FINAL entries of patients: all, or those that began from `from` on and before `to`. */
export const timeEntriesForBilling = async (tx: TenantTx, patientIds: readonly string[], from?: Date, to?: Date): Promise<TimeEntryRow[]> =>
  patientIds.length ? selectFinalBetween(tx, patientIds, from ?? null, to ?? null) : [];
