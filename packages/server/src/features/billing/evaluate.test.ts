import { describe, expect, test } from "vitest";
import { exampleEnrollment, exampleEntry, exampleFacts, exampleReadings } from "../../../../../test/support/billing-example.js";
import { evaluateMonth } from "./evaluate.js";
import type { ClaimFact, PatientMonthFacts } from "./facts.js";
import { presentReadiness } from "./readiness.js";

const codesOf = (facts: PatientMonthFacts) => {
  const [evaluation] = evaluateMonth(facts);
  return Object.fromEntries((evaluation?.codes ?? []).map((code) => [code.code, code]));
};
const statusesOf = (facts: PatientMonthFacts) =>
  Object.fromEntries(Object.entries(codesOf(facts)).map(([code, { status }]) => [code, status]));
const readinessOf = (facts: PatientMonthFacts) => {
  const [evaluation] = evaluateMonth(facts);
  if (!evaluation) throw new Error("no evaluation");
  return presentReadiness(evaluation, { organizationId: "org_abc123", facts, gaps: [] });
};
const claim = (changes: Partial<ClaimFact>): ClaimFact => ({
  enrollmentId: "enr_1", code: "99454", dosTo: "2026-01-30", units: 1, origin: "EXPORTED", status: "RECORDED", ...changes,
});

const month = { readingDays: exampleReadings("2026-01-01", 16), timeEntries: [exampleEntry("2026-01-08T09:00", 25)] };

describe("statuses", () => {
  test("a line is READY the day after its date of service, before that the period is open", () => {
    expect(statusesOf(exampleFacts({ ...month, asOf: "2026-01-30" }))).toMatchObject({ "99453": "MET_PERIOD_OPEN", "99454": "MET_PERIOD_OPEN" });
    expect(statusesOf(exampleFacts({ ...month, asOf: "2026-01-31" }))).toMatchObject({ "99453": "READY", "99454": "READY", "99457": "MET_PERIOD_OPEN" });
    expect(statusesOf(exampleFacts({ ...month, asOf: "2026-02-01" }))).toMatchObject({ "99457": "READY", "99470": "NOT_MET", "99458": "NOT_MET" });
  });

  test.each([
    ["consent", { consent: null }, "NO_CONSENT"],
    ["an order", { orderingNpi: null }, "MISSING_ORDERING_PROVIDER"],
    ["a diagnosis", { diagnoses: [] }, "MISSING_ICD10"],
    ["an established patient", { billingFacts: { establishedPatient: false } }, "NOT_ESTABLISHED_PATIENT"],
  ])("what waits for %s is HELD, and only what would then be billed", (_, changes, reasonCode) => {
    const codes = codesOf(exampleFacts({ ...month, enrollments: [exampleEnrollment(changes)] }));
    expect(codes["99454"]).toMatchObject({ status: "HELD", units: 1, reason: { code: reasonCode } });
    expect(codes["99457"]).toMatchObject({ status: "HELD" });
    expect(codes["99445"]).toMatchObject({ status: "NOT_MET", reason: { code: reasonCode } });
    expect(codes["99458"]).toMatchObject({ status: "NOT_MET", lines: [] });
  });

  test("a device outside the definition holds what its days would give, and a good one beside it does not help them", () => {
    const cuff = exampleReadings("2026-01-01", 16, { deviceId: "dev_2", fdaDefined: false });
    expect(codesOf(exampleFacts({ readingDays: cuff }))["99454"]).toMatchObject({ status: "HELD", reason: { code: "DEVICE_NOT_QUALIFIED", have: null } });
    const mixed = exampleFacts({ readingDays: [...cuff, ...exampleReadings("2026-01-20", 3)], enrollments: [exampleEnrollment({ consent: null })] });
    expect(statusesOf(mixed)).toMatchObject({ "99454": "NOT_MET", "99445": "HELD" });
  });

  test("BILLED follows the claim of the line's own period; a claim that was denied or voided is none", () => {
    expect(statusesOf(exampleFacts({ ...month, claims: [claim({})] }))).toMatchObject({ "99454": "BILLED", "99453": "READY" });
    expect(statusesOf(exampleFacts({ ...month, claims: [claim({ status: "DENIED" })] }))["99454"]).toBe("READY");
    expect(statusesOf(exampleFacts({ ...month, claims: [claim({ enrollmentId: "enr_2" })] }))["99454"]).toBe("READY");
  });

  test("the setup code's own line, dated before the period that releases it, answers BILLED", () => {
    const setup = { readingDays: exampleReadings("2026-02-05", 5), month: "2026-03", asOf: "2026-04-15" };
    expect(codesOf(exampleFacts(setup))["99453"]?.lines).toMatchObject([{ dosTo: "2026-01-01", settledOn: "2026-03-01" }]);
    const own = claim({ code: "99453", dosTo: "2026-01-01" });
    expect(statusesOf(exampleFacts({ ...setup, claims: [own] }))["99453"]).toBe("BILLED");
    const earlier = claim({ code: "99453", dosTo: "2026-01-20" });
    expect(codesOf(exampleFacts({ ...setup, claims: [earlier] }))["99453"]).toMatchObject({ reason: { code: "ALREADY_BILLED_IN_EPISODE", have: "2026-01-20" } });
    const next = exampleFacts({ ...setup, month: "2026-04", asOf: "2026-05-15" });
    expect(codesOf(next)["99453"]).toMatchObject({ reason: { code: "BELONGS_TO_EARLIER_MONTH", have: "2026-03" } });
  });

  test("a claimed tier is never billed again as the other tier", () => {
    const codes = codesOf(exampleFacts({ ...month, claims: [claim({ code: "99445" })] }));
    expect(codes["99445"]?.status).toBe("BILLED");
    expect(codes["99454"]).toMatchObject({ status: "NOT_MET", reason: { code: "MUTUALLY_EXCLUSIVE", have: "99445" } });
  });

  test("lines inside the practice's own ACCESS alignment are held, or warned of", () => {
    const alignments = [{ participant: "OWN" as const, from: "2026-01-15", to: null }];
    expect(codesOf(exampleFacts({ ...month, alignments }))["99454"]).toMatchObject({ status: "HELD", reason: { code: "ACCESS_ALIGNED", have: "2026-01-15" } });
    const warned = exampleFacts({ ...month, alignments, settings: { accessAlignment: "WARN" } });
    expect(statusesOf(warned)["99454"]).toBe("READY");
    expect(readinessOf(warned).warnings.map(({ code }) => code)).toEqual(["ACCESS_OWN"]);
  });
});

describe("settings", () => {
  const physician = [exampleEntry("2026-01-08T09:00", 45, { staffRole: "PHYSICIAN" })];

  test("collectionCode decides between the management family and 99091", () => {
    const facts = { ...month, timeEntries: physician };
    expect(statusesOf(exampleFacts(facts))).toMatchObject({ "99457": "READY", "99458": "READY", "99091": "NOT_MET" });
    const codes = codesOf(exampleFacts({ ...facts, settings: { collectionCode: "99091_FIRST" } }));
    expect(codes["99091"]?.status).toBe("READY");
    expect(codes["99457"]).toMatchObject({ status: "NOT_MET", reason: { have: "99091" } });
    expect(codes["99458"]).toMatchObject({ status: "NOT_MET", reason: { code: "MISSING_BASE_CODE", need: "99457" } });
  });

  test("without data management is held or allowed; 99091 always needs data", () => {
    const facts = { timeEntries: physician };
    expect(statusesOf(exampleFacts(facts))).toMatchObject({ "99457": "HELD", "99458": "NOT_MET" });
    expect(statusesOf(exampleFacts({ ...facts, settings: { zeroDataManagement: "ALLOW" } }))).toMatchObject({ "99457": "READY", "99458": "READY" });
    const first = { collectionCode: "99091_FIRST", zeroDataManagement: "ALLOW" } as const;
    expect(statusesOf(exampleFacts({ ...facts, settings: first }))).toMatchObject({ "99091": "HELD", "99457": "READY" });
  });

  test("emDayRule, eligibleRoles, interactiveKinds, caps, setupDate and countedSources", () => {
    const visited = [exampleEnrollment({ billingFacts: { emVisitDates: ["2026-01-08"] } })];
    expect(codesOf(exampleFacts({ ...month, enrollments: visited }))["99457"]?.have).toBe(0);
    expect(codesOf(exampleFacts({ ...month, enrollments: visited, settings: { emDayRule: "NONE" } }))["99457"]?.have).toBe(25);
    expect(codesOf(exampleFacts({ ...month, settings: { eligibleRoles: { RPM: ["QHP"] } } }))["99457"]?.have).toBe(0);
    expect(codesOf(exampleFacts({ ...month, settings: { interactiveKinds: ["VIDEO"] } }))["99457"]?.reason?.code).toBe("NO_INTERACTIVE_COMMUNICATION");
    const long = { ...month, timeEntries: [exampleEntry("2026-01-08T09:00", 100)] };
    expect(codesOf(exampleFacts({ ...long, settings: { caps: { "99458": 3 } } }))["99458"]).toMatchObject({ units: 3, reason: { have: 4, need: 3 } });
    expect(codesOf(exampleFacts({ ...month, settings: { setupDate: "FIRST_LINE" } }))["99453"]?.lines).toMatchObject([{ dosTo: "2026-01-30" }]);
    const keyed = { readingDays: exampleReadings("2026-01-01", 16, { source: "MANUAL", deviceId: null, fdaDefined: null }) };
    expect(codesOf(exampleFacts(keyed))["99454"]?.have).toBe(0);
    expect(codesOf(exampleFacts({ ...keyed, settings: { countedSources: { RPM: ["MANUAL"] } } }))["99454"]?.have).toBe(16);
  });
});

describe("readiness", () => {
  test("an enrollment that does not touch the month has every code NOT_ENROLLED", () => {
    const answer = readinessOf(exampleFacts({ month: "2025-12", asOf: "2026-01-15" }));
    expect(answer.codes.every(({ status, reasonCode }) => status === "NOT_MET" && reasonCode === "NOT_ENROLLED")).toBe(true);
    expect(answer).toMatchObject({ period: null, periods: [], missing: [], eligible: false, ifClosedNow: [] });
  });

  test("consent that was revoked stops the counting on its day and is none for the months after", () => {
    const enrollments = [exampleEnrollment({ consent: { date: "2026-01-01", revokedOn: "2026-01-06" } })];
    expect(readinessOf(exampleFacts({ ...month, enrollments })).days).toMatchObject({ soFar: 5, excluded: [{ reason: "CONSENT_REVOKED", count: 11 }] });
    expect(readinessOf(exampleFacts({ ...month, enrollments, month: "2026-03", asOf: "2026-04-15" })).missing).toEqual(["CONSENT"]);
  });

  test("minutes lack the exchange alone: it is named; with less than the minutes it is not", () => {
    const reviewed = (minutes: number) =>
      exampleFacts({ readingDays: month.readingDays, timeEntries: [exampleEntry("2026-01-08T09:00", minutes, { activity: "REVIEW", interactive: false })] });
    expect(readinessOf(reviewed(20)).missing).toEqual(["INTERACTIVE_COMMUNICATION"]);
    expect(readinessOf(reviewed(9)).missing).toEqual([]);
  });

  test("the ladder ends at the cap, and in 2025 it starts at 20", () => {
    const at = (minutes: number) => readinessOf(exampleFacts({ timeEntries: [exampleEntry("2026-01-08T09:00", minutes)] })).minutes;
    expect(at(9)).toMatchObject({ needed: 10, remaining: 1 });
    expect(at(59)).toMatchObject({ needed: 60, remaining: 1 });
    expect(at(60)).toMatchObject({ needed: null, remaining: 0 });
    const old = exampleFacts({ month: "2025-06", asOf: "2025-07-15", enrollments: [exampleEnrollment({ startDate: "2025-06-01" })] });
    expect(readinessOf(old).minutes?.needed).toBe(20);
  });

  test("what was measured or started after asOf is hidden", () => {
    const answer = readinessOf(exampleFacts({ ...month, asOf: "2026-01-05" }));
    expect(answer).toMatchObject({ days: { soFar: 5 }, minutes: { soFar: 0, interactive: 0 } });
  });

  test("warnings name readings without a device, a short gap, a month without sign-off", () => {
    const enrollments = [
      exampleEnrollment({ signedOff: false }),
      exampleEnrollment({ id: "enr_0", startDate: "2025-06-01", endDate: "2025-12-01" }),
    ];
    const readingDays = exampleReadings("2026-01-01", 2, { deviceId: null, fdaDefined: null });
    expect(readinessOf(exampleFacts({ enrollments, readingDays })).warnings.map(({ code }) => code)).toEqual([
      "DEVICE_UNKNOWN", "NOT_SIGNED_OFF", "SHORT_GAP",
    ]);
  });

  test("facts say where they came from; a month's own prevails", () => {
    const enrollment = exampleEnrollment({ billingFacts: { otherPractitionerBilled: true }, monthFacts: { otherPractitionerBilled: false } });
    expect(readinessOf(exampleFacts({ enrollments: [enrollment] })).facts).toContainEqual({ name: "otherPractitionerBilled", value: false, from: "month" });
  });
});
