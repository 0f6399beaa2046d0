import { describe, expect, test } from "vitest";
import { exampleEnrollment, exampleEntry } from "../../../../../test/support/billing-example.js";
import type { EnrollmentFacts, TimeEntryFact } from "./facts.js";
import { tallyMinutes, wholeMinutes } from "./minutes.js";
import { completeSettings } from "./rules/settings.js";

const ccm = exampleEnrollment({ id: "enr_2", program: "CCM" });
const tally = (
  entries: TimeEntryFact[],
  { month = "2026-01", monthEdge = "SPLIT" as const, enrollments = [exampleEnrollment(), ccm] }: {
    month?: string; monthEdge?: "SPLIT" | "START"; enrollments?: EnrollmentFacts[];
  } = {},
) => {
  const tallies = tallyMinutes(enrollments, entries, month, "2026-12-31", [{ effectiveFrom: "2000-01", settings: completeSettings({ monthEdge }) }]);
  return Object.fromEntries([...tallies].map(([id, one]) => [id, {
    minutes: wholeMinutes(one.counted), interactive: one.interactive,
    excluded: Object.fromEntries([...one.excluded].map(([why, ids]) => [why, ids.size])),
  }]));
};

describe("tallyMinutes", () => {
  test("an entry over the edge of two months is cut as the month it began in says: no minute is of both, or of none", () => {
    const entry = exampleEntry("2026-01-31T23:40", 40);
    const minutesIn = (month: string, january: "SPLIT" | "START", february: "SPLIT" | "START"): number => {
      const history = [
        { effectiveFrom: "2026-01", settings: completeSettings({ monthEdge: january }) },
        { effectiveFrom: "2026-02", settings: completeSettings({ monthEdge: february }) },
      ];
      return wholeMinutes(tallyMinutes([exampleEnrollment()], [entry], month, "2026-12-31", history).get("enr_1")?.counted ?? 0);
    };
    expect(["2026-01", "2026-02"].map((month) => minutesIn(month, "START", "SPLIT"))).toEqual([40, 0]);
    expect(["2026-01", "2026-02"].map((month) => minutesIn(month, "SPLIT", "START"))).toEqual([20, 20]);
  });

  test("an overlapped minute goes to who began first, then to who was created first, across programs", () => {
    const call = exampleEntry("2026-01-06T10:05", 20);
    const review = exampleEntry("2026-01-06T10:00", 10, { id: "time_b", enrollmentId: "enr_2", activity: "REVIEW" });
    expect(tally([call, review])).toMatchObject({
      enr_1: { minutes: 15, interactive: 1, excluded: { COUNTED_ELSEWHERE: 1 } }, enr_2: { minutes: 10 },
    });
    const twin = exampleEntry("2026-01-06T10:05", 20, { id: "time_a", enrollmentId: "enr_2", createdAt: new Date(0) });
    expect(tally([call, twin])).toMatchObject({ enr_1: { minutes: 0, interactive: 0 }, enr_2: { minutes: 20 } });
  });

  test("a short call inside review time was held; it is one exchange, however many took part", () => {
    const review = exampleEntry("2026-01-06T10:00", 30, { activity: "REVIEW", interactive: false });
    const calls = ["time_a", "time_b"].map((id) => exampleEntry("2026-01-06T10:05", 5, { id }));
    expect(tally([review, ...calls])["enr_1"]).toMatchObject({ minutes: 30, interactive: 1 });
    expect(tally([exampleEntry("2026-01-06T10:00", 5), exampleEntry("2026-01-06T10:05", 5)])["enr_1"]).toMatchObject({ interactive: 2 });
  });

  test("what does not count takes no minute from what does, and says why", () => {
    const robot = exampleEntry("2026-01-06T10:00", 10, { staffRole: "AI", id: "time_a" });
    const setup = exampleEntry("2026-01-06T10:00", 10, { activity: "SETUP", id: "time_b" });
    const voided = exampleEntry("2026-01-06T10:00", 10, { status: "VOIDED", id: "time_c" });
    expect(tally([robot, setup, voided, exampleEntry("2026-01-06T10:05", 5)])["enr_1"]).toMatchObject({
      minutes: 5, excluded: { ROLE_NOT_ELIGIBLE: 1, SETUP_NOT_COUNTED: 1 },
    });
  });

  test("outside the enrollment, in a pause, before consent and after its end nothing counts", () => {
    const enrollment = exampleEnrollment({
      startDate: "2026-01-02", pauses: [{ from: "2026-01-10", to: "2026-01-11" }], endDate: "2026-01-25",
      consent: { date: "2026-01-04", revokedOn: "2026-01-20" },
    });
    const days = ["01", "03", "04", "10", "11", "12", "20", "26"];
    expect(tally(days.map((day) => exampleEntry(`2026-01-${day}T09:00`, 1)), { enrollments: [enrollment] })["enr_1"]).toEqual({
      minutes: 2, interactive: 2,
      excluded: { OUTSIDE_ENROLLMENT: 2, BEFORE_CONSENT: 1, PAUSED: 2, CONSENT_REVOKED: 1 },
    });
  });

  test("an entry is cut at local midnight, or belongs to the day it began; an hour lost to the clock is not counted", () => {
    const late = [exampleEntry("2026-01-31T23:50", 20)];
    expect(tally(late)["enr_1"]).toMatchObject({ minutes: 10, interactive: 1 });
    expect(tally(late, { month: "2026-02" })["enr_1"]).toMatchObject({ minutes: 10, interactive: 1 });
    expect(tally(late, { monthEdge: "START" })["enr_1"]?.minutes).toBe(20);
    expect(tally(late, { month: "2026-02", monthEdge: "START" })["enr_1"]?.minutes).toBe(0);
    expect(tally([exampleEntry("2026-01-10T23:50", 20)])["enr_1"]).toMatchObject({ minutes: 20, interactive: 1 });
    expect(tally([exampleEntry("2026-03-08T01:30", 60)], { month: "2026-03" })["enr_1"]?.minutes).toBe(60);
  });
});
