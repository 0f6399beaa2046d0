import type { TenantTx } from "../../db/with-tenant.js";
import { addDays, firstDay, lastDay, localDateOf, startOfDay, type LocalDate, type Month } from "../../platform/civil.js";
import { factsOfMonth } from "../billing-evidence/month-facts.service.js";
import { signOffsOfMonth, type SignedBy } from "../billing-evidence/sign-offs.service.js";
import type { BillingTerms } from "../billing-terms/billing-terms.service.js";
import { claimsOfPatients, type ClaimRow } from "../claims/claims.service.js";
import { devicesOnClaims } from "../devices/devices.service.js";
import { enrollmentsForBilling, type EnrollmentRow } from "../enrollments/enrollments.service.js";
import { patientsForBilling, type BilledPatient } from "../patients/patients.service.js";
import { practitionersByIds } from "../practitioners/practitioners.service.js";
import { timeEntriesForBilling, type TimeEntryRow } from "../time-entries/time-entries.service.js";
import { selectReadingDays, type ReadingDayRow, type ReadingSpan } from "./billing.sql.js";
import type { ClaimFact, EnrollmentFacts, GivenBillingFacts, PatientMonthFacts, ReadingDay, TimeEntryFact } from "./facts.js";
import type { FeeTable } from "./fees.js";
import type { PractitionerOnClaim } from "./parties.js";
import { settingsOf } from "./rules/settings.js";

/** The evaluation's day of an enrollment: the one that was asked for, else today in its zone. */
export type AsOf = (enrollment: { timezone: string }) => LocalDate;

type Devices = Awaited<ReturnType<typeof devicesOnClaims>>;
type Practitioners = ReadonlyMap<string, PractitionerOnClaim>;

/** What is known of one patient for a month, and what the claim lines tell of those who took part. */
export type LoadedPatient = {
  patient: BilledPatient;
  rows: ReadonlyMap<string, EnrollmentRow>;
  facts: Omit<PatientMonthFacts, "asOf">;
  practitioners: Practitioners;
  devices: Devices;
  charges: FeeTable;
  /** By enrollment. */
  signOffs: ReadonlyMap<string, readonly SignedBy[]>;
};

const DAY = 86_400_000;
/** The longest period, which holds the month's last day at its beginning. */
const PERIOD_DAYS = 30;

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

const spanOf = (row: EnrollmentRow, month: Month, asOf: LocalDate): ReadingSpan => ({
  enrollmentId: row.id,
  timezone: row.timezone,
  from: startOfDay(row.start_date, row.timezone),
  to: startOfDay(addDays(earlier(asOf, addDays(lastDay(month), PERIOD_DAYS)), 1), row.timezone),
});

const consentOf = ({ consent, timezone }: EnrollmentRow): EnrollmentFacts["consent"] =>
  consent && { date: consent.date, revokedOn: consent.revokedAt ? localDateOf(new Date(consent.revokedAt), timezone) : null };

type Stated = { monthFacts: GivenBillingFacts; signedOff: boolean };

const enrollmentFacts = (row: EnrollmentRow, practitioners: Practitioners, stated: Stated): EnrollmentFacts => ({
  id: row.id,
  patientId: row.patient_id,
  program: row.program,
  timezone: row.timezone,
  startDate: row.start_date,
  endDate: row.end_date,
  pauses: row.pauses,
  consent: consentOf(row),
  deviceSetupDate: row.device_setup_date,
  orderingNpi: practitioners.get(row.ordering_practitioner_id ?? "")?.npi ?? null,
  diagnoses: row.diagnoses.map(({ code }) => code),
  billingFacts: row.billing_facts,
  ...stated,
});

const readingDay = (row: ReadingDayRow, devices: Devices): ReadingDay => ({
  enrollmentId: row.enrollment_id,
  date: row.date,
  source: row.source,
  deviceId: row.device_id,
  fdaDefined: devices.get(row.device_id ?? "")?.fdaDefined ?? null,
  count: row.count,
});

const timeEntryFact = (row: TimeEntryRow): TimeEntryFact => ({
  id: row.id,
  enrollmentId: row.enrollment_id,
  startedAt: row.started_at,
  durationSeconds: row.duration_seconds ?? 0,
  activity: row.activity,
  interactive: row.interactive,
  staffRole: row.staff_role,
  createdAt: row.created_at,
  status: row.status,
});

const claimFact = (row: ClaimRow): ClaimFact => ({
  enrollmentId: row.enrollment_id,
  code: row.code,
  dosTo: row.dos_to,
  units: row.units,
  origin: row.origin,
  status: row.status,
});

const groupBy = <Row>(rows: readonly Row[], keyOf: (row: Row) => string | undefined): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
};

const practitionersOf = async (tx: TenantTx, rows: readonly EnrollmentRow[]): Promise<Practitioners> => {
  const named = rows.flatMap((row) => [row.ordering_practitioner_id, row.rendering_practitioner_id, row.supervising_practitioner_id]);
  const found = await practitionersByIds(tx, [...new Set(named.flatMap((id) => id ?? []))]);
  return new Map([...found].map(([id, row]) =>
    [id, { npi: row.npi, lastName: row.last_name, firstName: row.first_name, taxonomyCode: row.taxonomy_code }]));
};

/** Entries of the month's days, a day to either side for other zones, and one more for those that run over midnight. */
const entriesOf = (tx: TenantTx, patientIds: readonly string[], month: Month): Promise<TimeEntryRow[]> =>
  timeEntriesForBilling(
    tx, patientIds,
    new Date(Date.parse(`${firstDay(month)}T00:00:00Z`) - 2 * DAY),
    new Date(Date.parse(`${lastDay(month)}T00:00:00Z`) + 2 * DAY),
  );

/** The facts of many patients, by the same few statements however many there are, in the order of `patientIds`. */
export const loadPatients = async (
  tx: TenantTx, month: Month, asOf: AsOf, patientIds: readonly string[], { settings, fees, charges }: BillingTerms,
): Promise<LoadedPatient[]> => {
  const rowsOf = await enrollmentsForBilling(tx, patientIds);
  const rows = [...rowsOf.values()].flat();
  const patients = await patientsForBilling(tx, patientIds);
  const practitioners = await practitionersOf(tx, rows);
  const days = await selectReadingDays(tx, rows.map((row) => spanOf(row, month, asOf(row))), settingsOf(settings, month).dayBasis);
  const ids = rows.map((row) => row.id);
  const monthFacts = await factsOfMonth(tx, ids, month);
  const signOffs = await signOffsOfMonth(tx, ids, month);
  const statedFor = (row: EnrollmentRow): Stated => ({
    monthFacts: monthFacts.get(row.id) ?? {},
    signedOff: (signOffs.get(row.id) ?? []).some(({ at }) => localDateOf(at, row.timezone) <= asOf(row)),
  });
  const devices = await devicesOnClaims(tx, [...new Set(days.flatMap((day) => day.device_id ?? []))]);
  const patientOf = new Map(rows.map((row) => [row.id, row.patient_id]));
  const daysOf = groupBy(days, (day) => patientOf.get(day.enrollment_id));
  const entriesByPatient = groupBy(await entriesOf(tx, patientIds, month), (entry) => entry.patient_id);
  const claimsByPatient = groupBy(await claimsOfPatients(tx, patientIds), (claim) => claim.patient_id);
  return patientIds.flatMap((id) => {
    const [patient, own] = [patients.get(id), rowsOf.get(id)];
    if (!patient || !own) return [];
    return [{
      patient, practitioners, devices, charges, signOffs,
      rows: new Map(own.map((row) => [row.id, row])),
      facts: {
        month,
        enrollments: own.map((row) => enrollmentFacts(row, practitioners, statedFor(row))),
        readingDays: (daysOf.get(id) ?? []).map((day) => readingDay(day, devices)),
        timeEntries: (entriesByPatient.get(id) ?? []).map(timeEntryFact),
        claims: (claimsByPatient.get(id) ?? []).map(claimFact),
        alignments: patient.alignments.map(({ participant, from, to }) => ({ participant, from, to: to ?? null })),
        settings,
        fees,
      },
    }];
  });
};
