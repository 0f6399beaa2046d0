import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleEnrollment, exampleEntry, exampleFacts, exampleReadings } from "../../../../../test/support/billing-example.js";
import { addDays } from "../../platform/civil.js";
import { evaluateMonth } from "./evaluate.js";
import type { PatientMonthFacts, ReadingDay, TimeEntryFact } from "./facts.js";
import { presentReadiness } from "./readiness.js";
import { isBillable } from "./reasons.js";
import type { StaffRole } from "./rules/types.js";

const SUPPLY = ["99454", "99445", "99453"];
const MANAGEMENT = ["99457", "99458", "99470", "99091"];

const centsOf = (facts: PatientMonthFacts, codes: readonly string[]): number =>
  evaluateMonth(facts).flatMap((evaluation) => evaluation.codes)
    .filter(({ code, status }) => codes.includes(code) && isBillable(status))
    .reduce((sum, { estimateCents }) => sum + (estimateCents ?? 0), 0);

const day = fc.integer({ min: 0, max: 89 }).map((at) => addDays("2025-12-15", at));
const reading = fc.record<ReadingDay>({
  enrollmentId: fc.constant("enr_1"), date: day, source: fc.constantFrom("DEVICE", "DEVICE", "DEVICE", "MANUAL"),
  deviceId: fc.constantFrom(null, "dev_1", "dev_2"), fdaDefined: fc.constantFrom(null, true), count: fc.integer({ min: 1, max: 5 }),
});
const role = fc.constantFrom<StaffRole>("CLINICAL_STAFF", "CLINICAL_STAFF", "PHYSICIAN", "QHP", "NON_CLINICAL", "AI");
const entry = fc
  .record({
    date: day, hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }), seconds: fc.integer({ min: 1, max: 2400 }),
    staffRole: role, interactive: fc.boolean(), activity: fc.constantFrom<TimeEntryFact["activity"]>("CALL", "VIDEO", "REVIEW", "MESSAGE", "SETUP"),
    enrollmentId: fc.constantFrom("enr_1", "enr_1", "enr_2"),
  })
  .map(({ date, hour, minute, seconds, ...entered }) => {
    const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
    return exampleEntry(`${date}T${time}`, seconds / 60, { ...entered, durationSeconds: seconds });
  });
const entries = fc.array(entry, { maxLength: 12 }).map((all) => all.map((one, at) => ({ ...one, id: `time_${at}` })));
const enrollments = [exampleEnrollment({ startDate: "2025-12-20", consent: { date: "2025-12-20", revokedOn: null } }), exampleEnrollment({ id: "enr_2", program: "CCM" })];
const readings = fc.array(reading, { maxLength: 60 });
const asOf = fc.integer({ min: 0, max: 60 }).map((at) => addDays("2026-01-01", at));

describe("one month, whatever was recorded", () => {
  test("the order in which facts arrive never matters", () => {
    const shuffled = fc.tuple(readings, entries, asOf).chain(([days, times, date]) =>
      fc.tuple(
        fc.constant(exampleFacts({ enrollments, readingDays: days, timeEntries: times, asOf: date })),
        fc.shuffledSubarray(days, { minLength: days.length }),
        fc.shuffledSubarray(times, { minLength: times.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([facts, readingDays, timeEntries]) => {
        const answers = [facts, { ...facts, readingDays, timeEntries }].map((given) =>
          evaluateMonth(given).map((evaluation) => presentReadiness(evaluation, { organizationId: "org_abc123", facts: given, gaps: [] })),
        );
        expect(answers[1]).toEqual(answers[0]);
      }),
      { numRuns: 150 },
    );
  });

  test("one more day with a reading never lowers what supply is worth, unless it moves the setup to an earlier month", () => {
    fc.assert(
      fc.property(readings, day, asOf, (days, date, today) => {
        const before = exampleFacts({ enrollments, readingDays: days, asOf: today });
        const after = { ...before, readingDays: [...days, ...exampleReadings(date, 1)] };
        expect(centsOf(after, SUPPLY.slice(0, 2))).toBeGreaterThanOrEqual(centsOf(before, SUPPLY.slice(0, 2)));
        expect(centsOf(after, MANAGEMENT)).toBe(centsOf(before, MANAGEMENT));
        const setup = evaluateMonth(after)[0]?.codes.find(({ code }) => code === "99453");
        if (setup?.reason?.code !== "BELONGS_TO_EARLIER_MONTH") {
          expect(centsOf(after, SUPPLY)).toBeGreaterThanOrEqual(centsOf(before, SUPPLY));
        }
      }),
      { numRuns: 200 },
    );
  });

  test("one more minute of clinical staff never lowers what management is worth beside other staff time", () => {
    const quiet = entries.map((all) => all.filter(({ staffRole }) => staffRole !== "PHYSICIAN" && staffRole !== "QHP"));
    fc.assert(
      fc.property(quiet, entry, (times, more) => {
        const readingDays = exampleReadings("2026-01-01", 2);
        const before = exampleFacts({ enrollments, readingDays, timeEntries: times });
        const added: TimeEntryFact = { ...more, id: "time_more", enrollmentId: "enr_1", staffRole: "CLINICAL_STAFF" };
        const after = { ...before, timeEntries: [...times, added] };
        expect(centsOf(after, MANAGEMENT)).toBeGreaterThanOrEqual(centsOf(before, MANAGEMENT));
      }),
      { numRuns: 200 },
    );
  });

  test("of each exclusive group one code a period; an add-on never without its base", () => {
    fc.assert(
      fc.property(readings, entries, asOf, (readingDays, timeEntries, date) => {
        for (const { codes } of evaluateMonth(exampleFacts({ enrollments, readingDays, timeEntries, asOf: date }))) {
          const lines = codes.flatMap(({ code, lines: own }) => own.map(({ dosTo, units }) => ({ code, dosTo, units })));
          const supply = lines.filter(({ code }) => code === "99454" || code === "99445").map(({ dosTo }) => dosTo);
          expect(new Set(supply).size).toBe(supply.length);
          expect(lines.filter(({ code }) => ["99457", "99470", "99091"].includes(code)).length).toBeLessThanOrEqual(1);
          const claimed = new Set(lines.map(({ code }) => code));
          if (claimed.has("99458")) expect(claimed.has("99457")).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
