import { describe, expect, test } from "vitest";
import { exampleEnrollment, exampleEntry, exampleFacts, exampleReadings } from "../../../../../test/support/billing-example.js";
import { evaluateMonth } from "./evaluate.js";
import type { EnrollmentFacts, PatientMonthFacts } from "./facts.js";

const facts = { chronicConditions: 2, carePlanDate: "2026-01-01", apcmElementsAttested: true, rtmSystem: "MSK" } as const;
const enroll = (program: EnrollmentFacts["program"], changes: Partial<EnrollmentFacts> = {}): EnrollmentFacts =>
  exampleEnrollment({ id: program, program, billingFacts: facts, ...changes });
const days = (program: string) => exampleReadings("2026-01-01", 16, { enrollmentId: program });
const monitored = (changes: Partial<PatientMonthFacts> = {}, rpm: Partial<EnrollmentFacts> = {}, rtm: Partial<EnrollmentFacts> = {}) =>
  ({ ...exampleFacts({ enrollments: [enroll("RPM", rpm), enroll("RTM", rtm)], readingDays: [...days("RPM"), ...days("RTM")] }), ...changes });
const codesOf = (given: PatientMonthFacts) =>
  Object.fromEntries(evaluateMonth(given).flatMap(({ codes }) => codes).map((code) => [code.code, code]));
const claim = { enrollmentId: "RTM", code: "98977", dosTo: "2026-01-30", units: 1, origin: "EXPORTED", status: "RECORDED" } as const;

describe("two programs of which a month bills one", () => {
  test("the preferred one stays HELD beside the other, which is billed until then", () => {
    const codes = codesOf(monitored({}, { orderingNpi: null }));
    expect(codes["99454"]).toMatchObject({ status: "HELD", reason: { code: "MISSING_ORDERING_PROVIDER" } });
    expect(codes["98977"]).toMatchObject({ status: "READY" });
  });

  test("what is not preferred would not be billed once put right: it is not HELD", () => {
    const codes = codesOf(monitored({}, {}, { orderingNpi: null }));
    expect(codes["99454"]).toMatchObject({ status: "READY" });
    expect(codes["98977"]).toMatchObject({ status: "NOT_MET", reason: { code: "MISSING_ORDERING_PROVIDER" } });
  });

  test("two that are held wait both: neither displaces the other", () => {
    const codes = codesOf(monitored({}, { consent: null }, { orderingNpi: null }));
    expect([codes["99454"]?.status, codes["98977"]?.status]).toEqual(["HELD", "HELD"]);
  });

  test("a claim of the month goes before the preference, whatever its line comes to now; one that was voided does not", () => {
    const displaced = { status: "NOT_MET", reason: { code: "RPM_RTM_CONFLICT", have: "RTM", need: null } };
    expect(codesOf(monitored({ claims: [claim] }))["99454"]).toMatchObject(displaced);
    expect(codesOf(monitored({ claims: [claim], readingDays: days("RPM") }))["99454"]).toMatchObject(displaced);
    expect(codesOf(monitored({ claims: [{ ...claim, status: "VOIDED" }] }))["99454"]).toMatchObject({ status: "READY" });
  });

  test("the claim of a setup, which is often of an earlier month, does not decide", () => {
    const setup = { ...claim, code: "98975", dosTo: "2026-01-01" };
    const later = { readingDays: [...days("RPM"), ...exampleReadings("2026-02-05", 5, { enrollmentId: "RTM" })] };
    expect(codesOf(monitored({ ...later, claims: [setup] }))["99454"]).toMatchObject({ status: "READY" });
  });

  test("lines inside an ACCESS alignment are held and displace nothing", () => {
    const alignments = [{ participant: "OWN" as const, from: "2026-01-25", to: "2026-01-30" }];
    const live = exampleEntry("2026-01-08T09:00", 25, { enrollmentId: "RTM" });
    const codes = codesOf(monitored({ alignments, timeEntries: [live] }, { deviceSetupDate: null }));
    expect(codes["99454"]).toMatchObject({ status: "HELD", reason: { code: "ACCESS_ALIGNED" } });
    // 31 January lies after the alignment, 1 January before it: the setup of RPM alone is a bill of RPM.
    expect(codes["98980"]).toMatchObject({ status: "READY" });
    expect(codesOf(monitored({ alignments, timeEntries: [live] }))["98980"]).toMatchObject({ reason: { code: "RPM_RTM_CONFLICT" } });
  });
});

describe("programs that count no days", () => {
  test("consent revoked before the month is none, whatever period runs into it", () => {
    const revoked = { consent: { date: "2025-12-01", revokedOn: "2025-12-28" }, startDate: "2025-12-01" };
    const codes = codesOf(exampleFacts({ enrollments: [enroll("APCM", revoked), enroll("CCM", revoked)] }));
    expect(codes["G0557"]).toMatchObject({ reason: { code: "NO_CONSENT" } });
    expect(codes["99490"]).toMatchObject({ reason: { code: "NO_CONSENT" } });
  });

  test("APCM is not billed for a month that was paused from end to end", () => {
    const paused = (from: string) => codesOf(exampleFacts({ enrollments: [enroll("APCM", { pauses: [{ from, to: null }] })] }))["G0557"];
    expect(paused("2026-01-01")).toMatchObject({ status: "NOT_MET", reason: { code: "NOT_ENROLLED" } });
    expect(paused("2026-01-02")).toMatchObject({ status: "READY" });
  });
});

describe("two enrollments of one program that follow each other in a month", () => {
  const billedWith = (before: number) => {
    const [first, second] = [enroll("RPM", { endDate: "2026-01-10" }), enroll("RPM", { id: "again", startDate: "2026-01-11", deviceSetupDate: "2026-01-11" })];
    const timeEntries = [exampleEntry("2026-01-08T09:00", before, { enrollmentId: "RPM" }), exampleEntry("2026-01-20T09:00", 65, { enrollmentId: "again" })];
    const readingDays = [...exampleReadings("2026-01-01", 10, { enrollmentId: "RPM" }), ...exampleReadings("2026-01-11", 16, { enrollmentId: "again" })];
    return evaluateMonth(exampleFacts({ enrollments: [first, second], readingDays, timeEntries }))
      .flatMap(({ enrollment: { id }, codes }) => codes.filter(({ code, status }) => status === "READY" && /^994(57|58|70)$/.test(code)).map(({ code, units }) => [id, code, units]));
  };

  test("bill the month of the one with more minutes: a minute of the other takes none of its units away", () => {
    const month = [["again", "99457", 1], ["again", "99458", 2]];
    expect(billedWith(19)).toEqual(month);
    expect(billedWith(25)).toEqual(month);
    expect(billedWith(66)).toEqual([["RPM", "99457", 1], ["RPM", "99458", 2]]);
  });
});

describe("two enrollments of one program that overlap, as after a merge of two patients", () => {
  const [first, second] = [enroll("RPM"), enroll("RPM", { id: "other", startDate: "2026-01-03", deviceSetupDate: "2026-01-03", endDate: "2026-01-31" })];
  const readingDays = [...exampleReadings("2026-01-01", 20, { enrollmentId: "RPM" }), ...exampleReadings("2026-01-03", 18, { enrollmentId: "other" })];
  const linesOf = (given: Parameters<typeof exampleFacts>[0]) =>
    evaluateMonth(exampleFacts({ enrollments: [first, second], readingDays, ...given }))
      .flatMap(({ enrollment: { id }, codes }) => codes.flatMap(({ code, lines }) => lines.map(({ dosTo, status }) => `${id} ${code} ${dosTo} ${status}`)));
  const supplied = { enrollmentId: "other", code: "99454", dosTo: "2026-01-31", units: 1, origin: "EXPORTED", status: "RECORDED" } as const;

  test("bill the supply of a period and the setup once", () => {
    expect(linesOf({})).toEqual(["RPM 99453 2026-01-01 READY", "RPM 99454 2026-01-30 READY"]);
    expect(linesOf({ enrollments: [second, first] })).toEqual(linesOf({}));
  });

  test("what was claimed of the one is not billed for the other", () => {
    expect(linesOf({ claims: [supplied] })).toEqual(["RPM 99453 2026-01-01 READY", "other 99454 2026-01-31 BILLED"]);
    const late = [first, { ...second, startDate: "2026-01-10", deviceSetupDate: "2026-01-10", endDate: null }];
    const claims = [{ ...supplied, enrollmentId: "RPM", dosTo: "2026-01-30" }];
    expect(linesOf({ enrollments: late, claims, month: "2026-02", asOf: "2026-03-15" })).toEqual(["other 99453 2026-01-10 READY"]);
  });

  test("one that begins on the day the other ends has supply of its own", () => {
    const next = [{ ...first, endDate: "2026-01-20" }, { ...second, startDate: "2026-01-20", deviceSetupDate: "2026-01-20" }];
    const days_ = [...exampleReadings("2026-01-01", 20, { enrollmentId: "RPM" }), ...exampleReadings("2026-01-21", 8, { enrollmentId: "other" })];
    expect(linesOf({ enrollments: next, readingDays: days_ }).filter((line) => /994[45]/.test(line)).length).toBe(4);
  });
});
