import type { TenantTx } from "../../db/with-tenant.js";
import { addDays, lastDay, localDateOf, type LocalDate, type Month } from "../../platform/civil.js";
import { factsOfMonth } from "../billing-evidence/month-facts.service.js";
import { signOffsOfMonth, type SignedBy } from "../billing-evidence/sign-offs.service.js";
import type { BillingTerms } from "../billing-terms/billing-terms.service.js";
import { claimsOfPatients, type ClaimRow } from "../claims/claims.service.js";
import { devicesOnClaims } from "../devices/devices.service.js";
import { enrollmentsForBilling, type BilledEnrollment } from "../enrollments/billed-enrollments.service.js";
import { readingDaysFor, tellDays, type DaysOfReadings } from "../observations/reading-days.service.js";
import { AS_SEALED, patientsForBilling, type BilledPatient } from "../patients/patients.service.js";
import { practitionersByIds } from "../practitioners/practitioners.service.js";
import { enrollmentFacts, type Stated } from "./enrollment-facts.js";
import type { ClaimFact, PatientMonthFacts, ReadingDays } from "./facts.js";
import type { FeeTable } from "./fees.js";
import { groupBy } from "./group-by.js";
import { loadMinutes } from "./load-minutes.js";
import type { PractitionerOnClaim } from "./parties.js";
import { daysByReceipt } from "./rules/settings.js";

/** The evaluation's day of an enrollment: the one that was asked for, else today in its zone. */
export type AsOf = (enrollment: { timezone: string }) => LocalDate;

type Devices = Awaited<ReturnType<typeof devicesOnClaims>>;
type Practitioners = ReadonlyMap<string, PractitionerOnClaim>;

/** What is known of one patient for a month, and what the claim lines tell of those who took part. */
export type LoadedPatient = {
  patient: BilledPatient;
  rows: ReadonlyMap<string, BilledEnrollment>;
  facts: Omit<PatientMonthFacts, "asOf">;
  practitioners: Practitioners;
  devices: Devices;
  charges: FeeTable;
  /** By enrollment. */
  signOffs: ReadonlyMap<string, readonly SignedBy[]>;
};

/** The longest period, which holds the month's last day at its beginning. */
const PERIOD_DAYS = 30;

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

const spanOf = (row: BilledEnrollment, month: Month, asOf: LocalDate) => ({
  enrollmentId: row.id,
  from: row.start_date,
  to: earlier(asOf, addDays(lastDay(month), PERIOD_DAYS)),
});

const readingDaysOf = (readings: readonly DaysOfReadings[], devices: Devices): ReadingDays[] =>
  readings.map((one) => {
    const { enrollmentId, source, deviceId } = one;
    const { dates, counts } = tellDays(one);
    return { enrollmentId, source, deviceId, fdaDefined: devices.get(deviceId ?? "")?.fdaDefined ?? null, dates, counts };
  });

const claimFact = (row: ClaimRow): ClaimFact => ({
  enrollmentId: row.enrollment_id,
  code: row.code,
  dosTo: row.dos_to,
  units: row.units,
  origin: row.origin,
  status: row.status,
});

const practitionersOf = async (tx: TenantTx, rows: readonly BilledEnrollment[]): Promise<Practitioners> => {
  const named = new Set<string | null>();
  for (const row of rows) named.add(row.ordering_practitioner_id).add(row.rendering_practitioner_id).add(row.supervising_practitioner_id);
  const found = await practitionersByIds(tx, [...named].filter((id) => id !== null));
  return new Map([...found].map(([id, row]) =>
    [id, { npi: row.npi, lastName: row.last_name, firstName: row.first_name, taxonomyCode: row.taxonomy_code }]));
};

/** What was said for the month, by enrollment, and who signed it off. */
const loadStated = async (tx: TenantTx, rows: readonly BilledEnrollment[], month: Month, asOf: AsOf) => {
  const ids = rows.map((row) => row.id);
  const monthFacts = await factsOfMonth(tx, ids, month);
  const signOffs = await signOffsOfMonth(tx, ids, month);
  const statedFor = (row: BilledEnrollment): Stated => ({
    monthFacts: monthFacts.get(row.id) ?? {},
    signedOff: (signOffs.get(row.id) ?? []).some(({ at }) => localDateOf(at, row.timezone) <= asOf(row)),
  });
  return { signOffs, statedFor };
};

/** What is asked of a patient's month: what its lines are, or only what becomes of them, which reveals no address, member id or device. */
export type Asked = "LINES" | "OUTCOMES";

/**
 * The facts of many patients, by the same few statements however many there are, in the order of `patientIds`. Each is put together
 * when it is asked for: a month's take more memory than the rows they are made of.
 */
export const loadPatients = async (
  tx: TenantTx, month: Month, asOf: AsOf, patientIds: readonly string[], { settings, fees, charges }: BillingTerms, asked: Asked = "LINES",
): Promise<Iterable<LoadedPatient>> => {
  const rowsOf = await enrollmentsForBilling(tx, patientIds);
  const rows = [...rowsOf.values()].flat();
  const patientOf = await patientsForBilling(tx, patientIds, asked === "LINES" ? tx : AS_SEALED);
  const practitioners = await practitionersOf(tx, rows);
  const days = await readingDaysFor(tx, rows.map((row) => spanOf(row, month, asOf(row))), daysByReceipt(settings), asked === "LINES");
  const { signOffs, statedFor } = await loadStated(tx, rows, month, asOf);
  const devices = await devicesOnClaims(tx, [...new Set(days.map(({ deviceId }) => deviceId))].filter((id) => id !== null));
  const enrolled = new Map(rows.map((row) => [row.id, row.patient_id]));
  const daysOf = groupBy(days, (one) => enrolled.get(one.enrollmentId));
  const known = new Map([...rowsOf].map(([id, own]) =>
    [id, own.map((row) => enrollmentFacts(row, practitioners.get(row.ordering_practitioner_id ?? "")?.npi ?? null, statedFor(row)))]));
  const claimsByPatient = groupBy(await claimsOfPatients(tx, patientIds), (claim) => claim.patient_id);
  const minutesOf = await loadMinutes(tx, month, asOf, known, settings);
  const together = (patient: BilledPatient, own: readonly BilledEnrollment[]): LoadedPatient => ({
    patient, practitioners, devices, charges, signOffs,
    rows: new Map(own.map((row) => [row.id, row])),
    facts: {
      month,
      enrollments: known.get(patient.id) ?? [],
      readingDays: readingDaysOf(daysOf.get(patient.id) ?? [], devices),
      ...minutesOf(patient.id),
      claims: (claimsByPatient.get(patient.id) ?? []).map(claimFact),
      alignments: patient.alignments.map(({ participant, from, to }) => ({ participant, from, to: to ?? null })),
      settings,
      fees,
    },
  });
  return eachOf(patientIds, (id) => {
    const [patient, own] = [patientOf(id), rowsOf.get(id)];
    return patient && own && together(patient, own);
  });
};

function* eachOf(ids: readonly string[], load: (id: string) => LoadedPatient | undefined): Generator<LoadedPatient> {
  for (const id of ids) {
    const loaded = load(id);
    if (loaded) yield loaded;
  }
}
