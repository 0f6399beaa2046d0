import type { TenantTx } from "../../db/with-tenant.js";
import type { LocalDate, Month } from "../../platform/civil.js";
import { timeEntriesForBilling } from "../time-entries/billed-time.service.js";
import { selectMinutes } from "./billing.sql.js";
import type { EnrollmentFacts, PatientMonthFacts } from "./facts.js";
import { groupBy } from "./group-by.js";
import { timeEntryFact, windowOf } from "./keep-minutes.service.js";
import { holds, reviveMinutes, type KeptMinutes } from "./kept-minutes.js";
import type { DatedSettings } from "./rules/settings.js";

type Minutes = Pick<PatientMonthFacts, "timeEntries" | "minutes">;
type AsOf = (enrollment: { timezone: string }) => LocalDate;

/** The minutes of patients as they are kept; the entries of those of whom none are, or others would be counted now. */
export const loadMinutes = async (
  tx: TenantTx, month: Month, asOf: AsOf, patients: ReadonlyMap<string, readonly EnrollmentFacts[]>, history: readonly DatedSettings[],
): Promise<(patientId: string) => Minutes> => {
  const kept = new Map<string, KeptMinutes>();
  for (const row of await selectMinutes(tx, [...patients.keys()], [month])) {
    const enrollments = patients.get(row.patientId) ?? [];
    if (holds(row, enrollments, month, new Set(enrollments.map(asOf)), history)) kept.set(row.patientId, row);
  }
  const others = [...patients.keys()].filter((id) => !kept.has(id));
  const { from, to } = windowOf(month);
  const entries = groupBy(await timeEntriesForBilling(tx, others, from, to), (entry) => entry.patient_id);
  return (patientId) => {
    const row = kept.get(patientId);
    return row ? { timeEntries: [], minutes: reviveMinutes(row) } : { timeEntries: (entries.get(patientId) ?? []).map(timeEntryFact) };
  };
};
