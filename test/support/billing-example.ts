import type {
  EnrollmentFacts, PatientMonthFacts, ReadingDays, TimeEntryFact,
} from "../../packages/server/src/features/billing/facts.js";
import { evaluateMonth } from "../../packages/server/src/features/billing/evaluate.js";
import { makeFeeTable, nationalFees } from "../../packages/server/src/features/billing/fees.js";
import { claimLines, type ClaimLine } from "../../packages/server/src/features/billing/lines.js";
import type { ClaimParties } from "../../packages/server/src/features/billing/parties.js";
import type { BillingSettings } from "../../packages/server/src/features/billing/rules/settings.js";
import { completeSettings } from "../../packages/server/src/features/billing/rules/settings.js";
import type { LocalDate } from "../../packages/server/src/platform/civil.js";
import { addDays, instantAt } from "../../packages/server/src/platform/civil.js";

export const ZONE = "America/New_York";

/** An enrollment in RPM since 1 January 2026 that lacks nothing. */
export const exampleEnrollment = (changes: Partial<EnrollmentFacts> = {}): EnrollmentFacts => ({
  id: "enr_1",
  patientId: "patient_xyz",
  program: "RPM",
  timezone: ZONE,
  startDate: "2026-01-01",
  endDate: null,
  pauses: [],
  consent: { date: "2026-01-01", revokedOn: null },
  deviceSetupDate: "2026-01-01",
  orderingNpi: "1234567893",
  diagnoses: ["I10"],
  billingFacts: {},
  monthFacts: {},
  signedOff: true,
  ...changes,
});

export const exampleReadings = (from: LocalDate, days: number, changes: Partial<ReadingDays> = {}): ReadingDays[] =>
  Array.from({ length: days }, (_, at) => ({
    enrollmentId: "enr_1", source: "DEVICE", deviceId: "dev_1", fdaDefined: true, dates: [addDays(from, at)], counts: [1],
    ...changes,
  }));

/** `at` is local, `YYYY-MM-DDTHH:MM`. */
export const exampleEntry = (at: string, minutes: number, changes: Partial<TimeEntryFact> = {}): TimeEntryFact => {
  const [date = "", time = ""] = at.split("T");
  const startedAt = instantAt(date, time, ZONE);
  return {
    id: `time_${at}`, enrollmentId: "enr_1", startedAt, durationSeconds: Math.round(minutes * 60), activity: "CALL",
    interactive: true, staffRole: "CLINICAL_STAFF", createdAt: startedAt, status: "FINAL", ...changes,
  };
};

export const exampleFacts = (
  changes: Partial<Omit<PatientMonthFacts, "settings">> & { settings?: Partial<BillingSettings> } = {},
): PatientMonthFacts => {
  const { settings, ...others } = changes;
  return {
    month: "2026-01", asOf: "2026-02-15", enrollments: [exampleEnrollment()], readingDays: [], timeEntries: [],
    claims: [], alignments: [], fees: nationalFees(),
    settings: [{ effectiveFrom: "2000-01", settings: completeSettings(settings ?? {}) }],
    ...others,
  };
};

const address = { line1: "100 Main Street", line2: null, city: "Springfield", state: "MA", postalCode: "01103", country: "US" };
const practitioner = { npi: "1234567893", lastName: "Example", firstName: "Sam", taxonomyCode: null };

export const exampleParties = (patient: Partial<ClaimParties["patient"]> = {}): ClaimParties => ({
  organization: {
    id: "org_abc123", name: "Example Clinic LLC", npi: "1245319599", taxonomyCode: "207R00000X", taxId: "12-3456789", taxIdType: "EIN", address,
    contact: { name: "Billing office", phone: "+1 413 555 0100" }, submitterId: "SUB001", acceptsAssignment: true,
    receiver: { name: "Clearinghouse", id: "CH001" }, senderQualifier: null, usage: "TEST",
  },
  patient: {
    id: "patient_xyz", lastName: "Doe", firstName: "Jane", birthDate: "1950-02-03", sex: "F", mrn: "MRN-1", address,
    coverage: {
      payerName: "Medicare", payerId: "12345", memberId: "1EG4TE5MK73", groupNumber: null, filingCode: "MB", relationship: "SELF", subscriber: null,
    },
    ...patient,
  },
  service: { rendering: practitioner, ordering: practitioner, supervising: null, placeOfService: "11", modifiers: [], signOffs: [] },
  devices: new Map([["dev_1", { type: "BLOOD_PRESSURE_CUFF", serialNumber: "SN-1" }]]),
  charges: makeFeeTable([{ code: "99454", effectiveFrom: "2026-01-01", amountCents: 7500, source: "" }]),
});

/** The lines 99453, 99454, 99457 and 99458 of January 2026, each with a charge. */
export const exampleLines = (parties: ClaimParties = exampleParties()): ClaimLine[] =>
  evaluateMonth(exampleFacts({ readingDays: exampleReadings("2026-01-01", 16), timeEntries: [exampleEntry("2026-01-08T09:00", 45)] }))
    .flatMap((evaluation) => claimLines(evaluation, parties))
    .map((line) => ({ ...line, chargeCents: line.chargeCents ?? 6050 * line.units }));
