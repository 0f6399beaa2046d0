import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { exampleEnrollment, exampleEntry, exampleFacts, exampleParties, exampleReadings } from "../../../../../test/support/billing-example.js";
import { claimFileGaps } from "./claim-file.js";
import { evaluateMonth } from "./evaluate.js";
import { COLUMNS, recordOf } from "./export/columns.js";
import { exportCsv, neutralizeCell } from "./export/csv.js";
import { exportJson } from "./export/json.js";
import { exportNdjson } from "./export/ndjson.js";
import type { PatientMonthFacts } from "./facts.js";
import { centsOf, dollarsOf, feeOn, nationalFees } from "./fees.js";
import type { ClaimLine } from "./lines.js";
import { claimLines, selectLines } from "./lines.js";
import type { ClaimParties } from "./parties.js";
import { chargeGaps } from "./parties.js";
import { addToSummary, presentSummary, startSummary } from "./summary.js";

const facts = exampleFacts({ readingDays: exampleReadings("2026-01-01", 16), timeEntries: [exampleEntry("2026-01-08T09:00", 45)] });
const linesOf = (given: PatientMonthFacts, parties: ClaimParties): ClaimLine[] =>
  evaluateMonth(given).flatMap((evaluation) => claimLines(evaluation, parties));
async function* stream(lines: readonly ClaimLine[]): AsyncGenerator<ClaimLine> {
  yield* lines;
}
const textOf = async (chunks: AsyncIterable<string>): Promise<string> => {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
};

describe("claim lines", () => {
  test("carry period, evidence and amounts, ordered by code", () => {
    const lines = linesOf(facts, exampleParties());
    expect(lines.map(({ code, units }) => [code, units])).toEqual([["99453", 1], ["99454", 1], ["99457", 1], ["99458", 1]]);
    expect(lines[1]).toMatchObject({
      dosFrom: "2026-01-01", dosTo: "2026-01-30", dataDays: 16, minutes: null, chargeCents: 7500, estimateCents: 5211,
      deviceType: "BLOOD_PRESSURE_CUFF", deviceSerial: "SN-1", sex: "F", status: "READY", holds: [],
    });
    expect(lines[2]).toMatchObject({ dosFrom: "2026-01-31", dosTo: "2026-01-31", minutes: 45, interactiveCount: 1, periodFrom: "2026-01-01", periodTo: "2026-01-31" });
  });

  test("what a claim needs and lacks is named by its pointer", () => {
    const incomplete = exampleParties({ coverage: null, address: { line1: "100 Main Street", line2: null, city: null, state: "MA", postalCode: "01103", country: null } });
    expect(linesOf(facts, incomplete)[0]).toMatchObject({
      status: "HELD",
      holds: ["/patient/address", "/patient/coverages/0/memberId", "/patient/coverages/0/payerName"].map((need) => ({ reasonCode: "MISSING_CLAIM_FIELD", need })),
    });
  });

  test("a claim file holds lines without a charge", () => {
    const parties = exampleParties();
    const lines = linesOf(facts, parties);
    const pointers = lines.map((line) => claimFileGaps(line, parties.organization).map(({ pointer }) => pointer));
    expect(pointers).toEqual([["/charge"], [], ["/charge"], ["/charge"]]);
    expect(chargeGaps(parties, lines).map(({ part }) => part)).toEqual(["CHARGE"]);
  });

  test("a claim file holds what its characters cannot write, and one that is to be paid what a receiver turns away", () => {
    const complete = exampleParties();
    const needs = (parties: ClaimParties): string[] => claimFileGaps(linesOf(facts, parties)[1]!, parties.organization).map(({ pointer }) => pointer);
    const covered = (changes: object): ClaimParties => exampleParties({ coverage: { ...complete.patient.coverage!, ...changes } });
    expect(needs(complete)).toEqual([]);
    expect(needs(exampleParties({ lastName: "李" }))).toEqual(["/patient/lastName"]);
    expect(needs(covered({ relationship: "SPOUSE" }))).toEqual(["/patient/coverages/0/subscriber/lastName"]);
    expect(needs(covered({ relationship: "SPOUSE", subscriber: { lastName: "Doe", firstName: null } }))).toEqual([]);
    const bare = { ...complete.organization, contact: { name: null, phone: null }, submitterId: null, receiver: { name: null, id: null } };
    expect(needs({ ...covered({ payerId: null }), organization: bare })).toEqual([]);
    expect(needs({ ...covered({ payerId: null }), organization: { ...bare, usage: "PRODUCTION" } })).toEqual([
      "/patient/coverages/0/payerId", "/organization/billingContact/phone", "/organization/submitterId", "/organization/clearinghouse/receiverId",
    ]);
  });

  test("are plain JSON", () => {
    const lines = linesOf(facts, exampleParties());
    expect(JSON.parse(JSON.stringify(lines))).toEqual(lines);
  });

  test("the default export has READY and BILLED lines but none billed elsewhere; all has the held ones", () => {
    const claims = (["EXPORTED", "EXTERNAL"] as const).map((origin, at) => ({
      enrollmentId: "enr_1", code: ["99454", "99457"][at] ?? "", dosTo: ["2026-01-30", "2026-01-31"][at] ?? "", units: 1, origin, status: "RECORDED" as const,
    }));
    const lines = linesOf({ ...facts, claims }, exampleParties());
    expect(selectLines(lines, "ready").map(({ code }) => code)).toEqual(["99453", "99454", "99458"]);
    const held = linesOf({ ...facts, enrollments: [exampleEnrollment({ consent: null })] }, exampleParties());
    expect(selectLines(held, "ready")).toEqual([]);
    expect(selectLines(held, "all").map(({ status, holds }) => [status, holds[0]?.reasonCode])).toContainEqual(["HELD", "NO_CONSENT"]);
  });
});

describe("exports", () => {
  test("csv: quoted, terminated by CRLF, with the columns in order, and nothing in it runs", async () => {
    const named = exampleParties({ lastName: "=cmd|' /C calc'!A0", firstName: 'O"Neil,\nJr', mrn: "  @SUM(A1)" });
    const text = await textOf(exportCsv(stream(linesOf(facts, named))));
    expect(text.endsWith("\r\n")).toBe(true);
    const rows: string[][] = parse(text, { record_delimiter: "\r\n" });
    expect(rows[0]).toEqual(COLUMNS.map(([name]) => name));
    expect(rows).toHaveLength(5);
    const row = Object.fromEntries((rows[0] ?? []).map((name, at) => [name, rows[2]?.[at]]));
    expect(row).toMatchObject({
      last_name: "'=cmd|' /C calc'!A0", first_name: 'O"Neil,\nJr', mrn: "'  @SUM(A1)", cpt: "99454", charge: "75.00", estimate: "52.11",
      icd10_1: "I10", icd10_2: "", as_of: "2026-02-15", closed_at: "", hold_reasons: "",
    });
    expect(text).toBe(await textOf(exportCsv(stream(linesOf(facts, named)))));
  });

  test.each(["=1", "+1", "-1", "@a", "\t=1", " =1", "\uFEFF=1", "＝1", "\r1"])("%j is marked as text", (cell) => {
    expect(neutralizeCell(cell)).toBe(`'${cell}`);
  });

  test.each(["Doe", "1-2", "a=b", "", 0, null])("%j stays as it is", (cell) => {
    expect(neutralizeCell(cell)).toBe(cell);
  });

  test("json and ndjson hold the same lines; without any, json has an empty list", async () => {
    const lines = linesOf(facts, exampleParties());
    const records = lines.map(recordOf);
    expect(records[1]).toMatchObject({ line_id: "enr_1-99454-20260130", cpt: "99454", units: 1, estimate: "52.11", closed_at: null });
    expect(JSON.parse(await textOf(exportJson(stream(lines))))).toEqual({ data: records });
    expect((await textOf(exportNdjson(stream(lines)))).trimEnd().split("\n").map((line): unknown => JSON.parse(line))).toEqual(records);
    expect(JSON.parse(await textOf(exportJson(stream([]))))).toEqual({ data: [] });
  });
});

describe("summary", () => {
  test("sums lines of the default export and names what is short", () => {
    const sums = startSummary();
    const other = exampleFacts({
      asOf: "2026-01-29", readingDays: exampleReadings("2026-01-01", 13), timeEntries: [exampleEntry("2026-01-08T09:00", 8)],
    });
    for (const given of [facts, other, exampleFacts({ month: "2026-01", enrollments: [exampleEnrollment({ startDate: "2026-02-01" })] })]) {
      for (const evaluation of evaluateMonth(given)) {
        addToSummary(sums, evaluation, claimLines(evaluation, exampleParties()), given.claims);
      }
    }
    const summary = presentSummary(sums, { organizationId: "org_abc123", month: "2026-01", asOf: "2026-01-29", timezone: "America/New_York", lockedAt: null });
    expect(summary).toMatchObject({
      closed: false,
      totals: { enrollments: 2, ready: 4, held: 0, units: 4, estimateCents: 2171 + 5211 + 5177 + 4142 },
      timezones: [{ timezone: "America/New_York", enrollments: 2 }],
      atRisk: [{ code: "99454", have: 13, need: 16 }],
      nearMisses: [{ code: "99454", have: 13, need: 16 }, { code: "99470", have: 8, need: 10 }],
    });
    expect(summary.byCode.map(({ code }) => code)).toEqual(["99453", "99454", "99457", "99458"]);
  });
});

describe("fees", () => {
  test("are found by date of service; an unknown figure is none, not the year before", () => {
    const on = (code: string, date: string) => feeOn(nationalFees(), code, date)?.amountCents;
    expect([on("99454", "2025-12-31"), on("99454", "2026-01-01"), on("99454", "2027-05-01"), on("99454", "2024-12-31")]).toEqual([4302, 5211, 5211, undefined]);
    expect([on("99491", "2025-06-01"), on("99491", "2026-06-01")]).toEqual([8216, null]);
  });

  test("money is read and written without floating point", () => {
    expect([centsOf("52.11"), centsOf("0.1"), centsOf("26"), centsOf(""), centsOf("1.234"), centsOf("x")]).toEqual([5211, 10, 2600, null, null, null]);
    expect([dollarsOf(5211), dollarsOf(5), dollarsOf(0), dollarsOf(-150)]).toEqual(["52.11", "0.05", "0.00", "-1.50"]);
  });
});
