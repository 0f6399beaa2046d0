import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleEnrollment, exampleEntry, exampleFacts } from "../../../../../test/support/billing-example.js";
import { addDays } from "../../platform/civil.js";
import { evaluateMonth, type Evaluation } from "./evaluate.js";
import type { EnrollmentFacts, PatientMonthFacts, ReadingDays, TimeEntryFact } from "./facts.js";
import { presentReadiness } from "./readiness.js";
import { isBillable, type ReasonCode } from "./reasons.js";
import { rulesOf } from "./rules/catalogue.js";
import { completeSettings, type BillingSettings } from "./rules/settings.js";
import type { StaffRole } from "./rules/types.js";

const ADD_ONS = { "99458": "99457", "98981": "98980", "99439": "99490", "99489": "99487", "99437": "99491", "99425": "99424", "99427": "99426" };
const CAPS = { "99458": 2, "98981": 2, "99439": 2, "99437": 2, "99427": 2 };
/** Of each list one a month and patient, whichever enrollment bills it. */
const ONE_A_MONTH = [
  ["99470", "99457", "99091"], ["98979", "98980"], ["99490", "99487", "99491"], ["99424", "99426"], ["G0556", "G0557", "G0558"],
];
/** Of each list one a period. */
const ONE_A_PERIOD = [["99454", "99445"], ["98976", "98984", "98977", "98985", "98978", "98986"]];
const NEVER_TOGETHER = [["RPM", "RTM"], ["CCM", "PCM"], ["CCM", "APCM"], ["PCM", "APCM"]];

const facts = {
  chronicConditions: 2, carePlanDate: "2025-12-20", apcmElementsAttested: true, rtmSystem: "MSK", mdmComplexity: "MODERATE",
} as const;
const consent = { date: "2025-12-20", revokedOn: null };
const enroll = (id: string, program: EnrollmentFacts["program"], changes: Partial<EnrollmentFacts> = {}): EnrollmentFacts =>
  exampleEnrollment({ id, program, startDate: "2025-12-20", deviceSetupDate: "2025-12-21", consent, billingFacts: facts, ...changes });
const ALL = [
  enroll("enr_rpm", "RPM"), enroll("enr_rtm", "RTM", { startDate: "2026-01-02" }), enroll("enr_ccm", "CCM"), enroll("enr_pcm", "PCM"),
  enroll("enr_apcm", "APCM"), enroll("enr_rpm_before", "RPM", { startDate: "2025-12-01", consent: { date: "2025-12-01", revokedOn: null }, endDate: "2026-01-09" }),
  enroll("enr_ccm_held", "CCM", { startDate: "2025-11-01", endDate: "2026-01-12", orderingNpi: null }),
];
const someEnrollments = fc.shuffledSubarray(ALL, { minLength: 1 });

const day = fc.integer({ min: 0, max: 89 }).map((at) => addDays("2025-12-15", at));
const reading = fc.record<ReadingDays>({
  enrollmentId: fc.constantFrom("enr_rpm", "enr_rpm", "enr_rtm", "enr_rpm_before"), dates: fc.tuple(day),
  source: fc.constantFrom("DEVICE", "DEVICE", "DEVICE", "MANUAL", "PATIENT_REPORTED"),
  deviceId: fc.constantFrom(null, "dev_1", "dev_2"), fdaDefined: fc.constantFrom(null, true), counts: fc.tuple(fc.integer({ min: 1, max: 5 })),
});
const role = fc.constantFrom<StaffRole>("CLINICAL_STAFF", "CLINICAL_STAFF", "PHYSICIAN", "QHP", "THERAPIST", "NON_CLINICAL", "AI");
const entryIn = (hours: { min: number; max: number }) =>
  fc.record({
    date: day, hour: fc.integer(hours), minute: fc.integer({ min: 0, max: 19 }), seconds: fc.integer({ min: 1, max: 2400 }), staffRole: role,
    interactive: fc.boolean(), activity: fc.constantFrom<TimeEntryFact["activity"]>("CALL", "VIDEO", "REVIEW", "MESSAGE", "SETUP"),
    enrollmentId: fc.constantFrom(...ALL.map(({ id }) => id)),
  }).map(({ date, hour, minute, seconds, ...entered }) => {
    const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
    return exampleEntry(`${date}T${time}`, seconds / 60, { ...entered, durationSeconds: seconds });
  });
const numbered = (all: readonly TimeEntryFact[]): TimeEntryFact[] => all.map((one, at) => ({ ...one, id: `time_${at}` }));
const entries = fc.array(entryIn({ min: 0, max: 20 }), { maxLength: 16 }).map(numbered);
const readings = fc.array(reading, { maxLength: 80, size: "max" });
const asOf = fc.integer({ min: 0, max: 60 }).map((at) => addDays("2026-01-01", at));
const cap = fc.integer({ min: 0, max: 4 });
const settings = fc.record<Partial<BillingSettings>>({
  periodMode: fc.constantFrom("ROLLING_30", "CALENDAR_MONTH"), periodAnchor: fc.constantFrom("LATEST", "START", "SETUP"),
  monthEdge: fc.constantFrom("SPLIT", "START"), zeroDataManagement: fc.constantFrom("HOLD", "ALLOW"), rpmRtmWinner: fc.constantFrom("RPM", "RTM"),
  careManagementWinner: fc.shuffledSubarray(["APCM", "CCM", "PCM"] as const, { minLength: 3 }), ccmFold: fc.constantFrom("STAFF", "PRACTITIONER"),
  complexCcm: fc.constantFrom("WHEN_MDM", "NEVER"), collectionCode: fc.constantFrom("99457_FIRST", "99091_FIRST"), setupDate: fc.constantFrom("SETUP", "FIRST_LINE"),
  caps: fc.record({ "99458": cap, "98981": cap, "99439": cap, "99489": cap, "99437": cap, "99425": cap, "99427": cap }, { requiredKeys: [] }),
}, { requiredKeys: [] });

const month = fc.record({ enrollments: someEnrollments, readingDays: readings, timeEntries: entries, asOf, settings })
  .map((given): PatientMonthFacts => exampleFacts(given));
const RUNS = { numRuns: 250 };

type BilledLine = { enrollmentId: string; program: string; code: string; dosFrom: string; dosTo: string; units: number };

const billedLines = (evaluations: readonly Evaluation[]): BilledLine[] =>
  evaluations.flatMap(({ enrollment: { id, program }, codes }) =>
    codes.filter(({ status }) => isBillable(status)).flatMap(({ code, lines }) =>
      lines.map(({ dosFrom, dosTo, units }) => ({ enrollmentId: id, program, code, dosFrom, dosTo, units }))));

const answersOf = (given: PatientMonthFacts): Map<string, unknown> =>
  new Map(evaluateMonth(given).map((evaluation) => [evaluation.enrollment.id, presentReadiness(evaluation, { organizationId: "org_abc123", facts: given, gaps: [] })]));

/** Why one more fact may take a line away: another code of its group, with it its add-ons; the setup's month; another program. */
const MAY_LOSE: readonly (ReasonCode | undefined)[] = [
  "MUTUALLY_EXCLUSIVE", "MISSING_BASE_CODE", "BELONGS_TO_EARLIER_MONTH", "RPM_RTM_CONFLICT", "CARE_MGMT_CONFLICT",
];

const expectNothingLost = (before: PatientMonthFacts, after: PatientMonthFacts): void => {
  const later = evaluateMonth(after);
  const left = billedLines(later);
  for (const line of billedLines(evaluateMonth(before))) {
    const same = left.find(({ enrollmentId, code, dosTo }) => enrollmentId === line.enrollmentId && code === line.code && dosTo === line.dosTo);
    if (same && same.units >= line.units) continue;
    const tier = ONE_A_PERIOD.find((codes) => codes.includes(line.code)) ?? [];
    if (left.some(({ enrollmentId, code, dosTo }) => enrollmentId === line.enrollmentId && tier.includes(code) && dosTo === line.dosTo)) continue;
    const codes = later.find(({ enrollment }) => enrollment.id === line.enrollmentId)?.codes;
    expect(MAY_LOSE, `${line.code} of ${line.enrollmentId}`).toContain(codes?.find(({ code }) => code === line.code)?.reason?.code);
  }
};

describe("one month of a patient in any programs, whatever was recorded and set", () => {
  test("the order in which facts arrive never matters, that of enrollments included", () => {
    const shuffled = month.chain((given) => fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray([...given.enrollments], { minLength: given.enrollments.length }),
      fc.shuffledSubarray([...given.readingDays], { minLength: given.readingDays.length }),
      fc.shuffledSubarray([...given.timeEntries], { minLength: given.timeEntries.length }),
    ));
    fc.assert(fc.property(shuffled, ([given, enrollments, readingDays, timeEntries]) => {
      expect(answersOf({ ...given, enrollments, readingDays, timeEntries })).toEqual(answersOf(given));
    }), RUNS);
  });

  test("one more reading takes nothing away but by a tier, the setup's month or a conflict of programs", () => {
    fc.assert(fc.property(month, reading, (before, more) => {
      expectNothingLost(before, { ...before, readingDays: [...before.readingDays, more] });
    }), RUNS);
  });

  test("one more entry at a time of its own takes nothing away but by a family or a conflict of programs", () => {
    fc.assert(fc.property(month, entryIn({ min: 22, max: 22 }), (before, more) => {
      expectNothingLost(before, { ...before, timeEntries: [...before.timeEntries, { ...more, id: "time_more" }] });
    }), RUNS);
  });

  test("in one program alone no day with a reading and no minute lowers what the month is worth, but for the setup and the choice of family", () => {
    const worth = (given: PatientMonthFacts): number =>
      evaluateMonth(given).flatMap(({ codes }) => codes)
        .filter(({ code, status }) => isBillable(status) && code !== "99453")
        .reduce((sum, { estimateCents }) => sum + (estimateCents ?? 0), 0);
    const alone = fc.record({ readingDays: readings, timeEntries: entries, asOf }).map((given) => exampleFacts({ ...given, enrollments: [ALL[0]!] }));
    // 99091 pays more than 99457, which goes first by the setting's default: staff's exchange may bring the lower one.
    const quiet = alone.map((given) => ({ ...given, timeEntries: given.timeEntries.filter(({ staffRole }) => staffRole === "CLINICAL_STAFF") }));
    fc.assert(fc.property(quiet, reading, entryIn({ min: 22, max: 22 }), (before, day_, minute) => {
      const more = { ...minute, id: "time_more", staffRole: "CLINICAL_STAFF" as const };
      expect(worth({ ...before, readingDays: [...before.readingDays, day_] })).toBeGreaterThanOrEqual(worth(before));
      expect(worth({ ...before, timeEntries: [...before.timeEntries, more] })).toBeGreaterThanOrEqual(worth(before));
    }), RUNS);
  });

  test("the units of a code are the sum of its lines, and each cap holds", () => {
    fc.assert(fc.property(month, settings, (given, set) => {
      const caps: Record<string, number | undefined> = { ...CAPS, ...set.caps };
      const facts_ = { ...given, settings: [{ effectiveFrom: "2000-01", settings: completeSettings(set) }] };
      for (const { codes, enrollment } of evaluateMonth(facts_)) {
        for (const { code, status, units, lines } of codes) {
          const counted = isBillable(status) ? lines.filter((line) => line.status !== "HELD") : lines;
          expect(counted.reduce((sum, line) => sum + line.units, 0)).toBe(units);
          const isAddOn = rulesOf(enrollment.program).some((rule) => rule.code === code && rule.kind === "ADD_ON");
          for (const line of lines) expect(line.units).toBeLessThanOrEqual(isAddOn ? caps[code] ?? Infinity : 1);
        }
      }
    }), RUNS);
  });

  test("no two codes that exclude each other, no two programs that do, no add-on without its base", () => {
    fc.assert(fc.property(month, (given) => {
      const lines = billedLines(evaluateMonth(given));
      for (const codes of ONE_A_MONTH) expect(lines.filter(({ code }) => codes.includes(code)).length).toBeLessThanOrEqual(1);
      for (const codes of ONE_A_PERIOD) {
        const supply = lines.filter(({ code }) => codes.includes(code));
        for (const line of supply) expect(supply.filter(({ dosFrom, dosTo }) => dosFrom < line.dosTo && line.dosFrom < dosTo)).toEqual([line]);
      }
      const programs = new Set(lines.map(({ program }) => program));
      for (const pair of NEVER_TOGETHER) expect(pair.every((program) => programs.has(program))).toBe(false);
      for (const [code, base] of Object.entries(ADD_ONS)) {
        for (const { enrollmentId } of lines.filter((line) => line.code === code)) {
          expect(lines.some((line) => line.code === base && line.enrollmentId === enrollmentId)).toBe(true);
        }
      }
    }), RUNS);
  });
});
