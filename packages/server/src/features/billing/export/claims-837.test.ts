import { readFile, writeFile } from "node:fs/promises";
import fc from "fast-check";
import { X12Parser, type X12Interchange } from "node-x12";
import { describe, expect, test } from "vitest";
import { exampleLines, exampleParties } from "../../../../../../test/support/billing-example.js";
import { check837 } from "../../../../../../test/support/check-837.js";
import type { ClaimLine } from "../lines.js";
import type { OrganizationOnClaim, PractitionerOnClaim } from "../parties.js";
import { groupClaims } from "./claim-groups.js";
import { openMonthHead, write837, type ClaimFileHead } from "./claims-837.js";

const { organization } = exampleParties();
const january = exampleLines();
const OPEN = openMonthHead("2026-02-15");
const CLOSED: ClaimFileHead = { control: { isa: 42, gs: 42, st: 1 }, date: "2026-02-03", time: "1405", usage: "P" };

const linesLike = (changes: Partial<ClaimLine>): ClaimLine[] => january.map((line) => ({ ...line, ...changes }));
const practitioner = (npi: string, lastName: string, taxonomyCode: string | null = null): PractitionerOnClaim => ({ npi, lastName, firstName: "Ann", taxonomyCode });

async function* stream(lines: Iterable<ClaimLine>): AsyncGenerator<ClaimLine> {
  yield* lines;
}
const fileOf = async (lines: Iterable<ClaimLine>, head = OPEN, from: OrganizationOnClaim = organization): Promise<string> => {
  let text = "";
  for await (const part of write837(head, from, stream(lines))) text += part;
  return text;
};
/** By another author: strict about counts, control numbers and what stands in what. */
const parse = (text: string): X12Interchange => new X12Parser(true).parse(text) as X12Interchange;
const segmentsNamed = (text: string, ...names: string[]): string[] =>
  text.split("~").filter((segment) => names.some((name) => segment.startsWith(`${name}*`)));

/** The file as it was checked by hand; `UPDATE_837=1` writes it anew, to be checked again. */
const sample = async (name: string, text: string): Promise<void> => {
  const file = new URL(`../../../../../../test/data/837/${name}.837`, import.meta.url);
  if (process.env["UPDATE_837"]) await writeFile(file, text);
  expect(text).toBe(await readFile(file, "utf8"));
  check837(text);
  const { functionalGroups: [group] } = parse(text);
  expect(group!.transactions.map(({ segments }) => segments.length + 2)).toEqual(check837(text).map((set) => set.length));
};

describe("samples, checked by hand", () => {
  test("Medicare Part B, remote monitoring, an open month", async () => {
    // A test interchange (ISA15 T, 000000001) of the evaluation's day. SBR09 is MB and the patient is insured (18). The
    // ZIP of the billing provider has nine digits, the patient's those that were entered. CLM02 is the sum of the lines; the
    // device's line has the days of its period (RD8), the others one (D8); each line names who ordered.
    await sample("medicare-rpm", await fileOf(january));
  });

  test("two patients of a closed month, who works, who supervises and who is insured", async () => {
    // Production (ISA15 P) with the close's numbers and dates; claims and lines carry those the close gave them. The first
    // patient is treated by another than the billing provider (2310B with taxonomy), under supervision (2310D). The second's
    // rendering practitioner is the billing provider and supervises as well: neither loop is there. She is insured with her
    // husband: the subscriber is a level above (SBR02 empty), she herself is 2000C with PAT*01. Diagnoses without dots,
    // ABK first; the lines point at the first four of five. Accents and delimiters in names are gone.
    const numbered = (number: number, changes: Partial<ClaimLine>): ClaimLine[] =>
      linesLike(changes).map((line, at) => ({ ...line, patientControlNumber: `C${number}`, lineControlNumber: `L${number}${at}` }));
    const own = practitioner("1245319599", "Owner");
    await sample("two-patients", await fileOf([
      ...numbered(1001, {
        patientId: "patient_1", lastName: "Núñez~Ortega", firstName: "José*", rendering: practitioner("1679576722", "Render", "363L00000X"),
        supervising: practitioner("1003000126", "Super"), diagnoses: ["I10", "E11.9"],
      }),
      ...numbered(1002, {
        patientId: "patient_2", firstName: "Zoë", rendering: own, supervising: own, filingCode: "CI", payer: "Example Health", payerId: "60054",
        memberId: "W123456789", groupNumber: "G-77", relationship: "SPOUSE", subscriber: { lastName: "Doe", firstName: "John" },
        diagnoses: ["I10", "E11.9", "N18.31", "I50.22", "J44.9"],
      }),
    ], CLOSED));
  });

  test("a replacement, and a correction as Medicare has it", async () => {
    // A payer takes frequency 7 with its own number of the claim (REF*F8); Original Medicare gets 1 again, and so no number.
    // GP is the modifier of physical therapy, and place of service 02 of one line stands on it (SV105), 11 on the claim.
    const again = { frequency: "7", payerClaimNumber: "2026021500077", modifiers: ["GP"] } as const;
    const replaced = linesLike({ ...again, patientId: "patient_1", filingCode: "CI", payer: "Example Health", payerId: "60054", memberId: "W123456789" });
    await sample("replacement", await fileOf([
      ...replaced.slice(0, 2).map((line, at) => (at === 1 ? { ...line, placeOfService: "02" } : line)),
      ...linesLike({ ...again, frequency: "1", patientId: "patient_2" }).slice(2, 3),
    ]));
  });
});

describe("claims", () => {
  test("one for each patient, payer and rendering practitioner; claims of one insurance stand under one subscriber", async () => {
    const other = practitioner("1679576722", "Render");
    const [a, b, c, d] = january as [ClaimLine, ClaimLine, ClaimLine, ClaimLine];
    const text = await fileOf([a, { ...b, rendering: other }, { ...c, payerId: "99999" }, d]);
    expect(segmentsNamed(text, "HL", "CLM").map((segment) => segment.split("*").slice(0, 3).join("*"))).toEqual([
      "HL*1*", "HL*2*1", "CLM*T00000001*121", "CLM*T00000002*75", "HL*3*1", "CLM*T00000003*60.5",
    ]);
    check837(text);
  });

  test("patients never share one, and levels count on below a family member", async () => {
    const lines = [
      ...linesLike({ patientId: "patient_1", relationship: "Child", filingCode: "CI", subscriber: { lastName: "Doe", firstName: null } }),
      ...linesLike({ patientId: "patient_2" }),
    ];
    expect(groupClaims(lines).map((claim) => claim.map(({ patientId }) => patientId))).toEqual([Array(4).fill("patient_1"), Array(4).fill("patient_2")]);
    const text = await fileOf(lines);
    expect(segmentsNamed(text, "HL", "PAT")).toEqual(["HL*1**20*1", "HL*2*1*22*1", "HL*3*2*23*0", "PAT*19", "HL*4*1*22*0"]);
    check837(text);
  });

  test("fifty lines at most, in as few claims as hold them", async () => {
    const many = Array.from({ length: 101 }, () => january[0]!);
    const text = await fileOf(many);
    expect(check837(text)[0]!.filter(([name]) => name === "CLM")).toHaveLength(3);
    expect(groupClaims(many).map((claim) => claim.length)).toEqual([50, 50, 1]);
  });

  test("twelve diagnoses at most: what lines point at comes first, and more begin another claim", async () => {
    const codes = (from: number, count: number): string[] => Array.from({ length: count }, (_, at) => `E${10 + from + at}.9`);
    const line = january[0]!;
    const of = (...diagnoses: string[][]): ClaimLine[] => diagnoses.map((list) => ({ ...line, diagnoses: list }));
    const twelve = await fileOf(of(codes(0, 14)));
    expect(segmentsNamed(twelve, "HI")[0]!.split("*").slice(1)).toHaveLength(12);
    expect(segmentsNamed(twelve, "SV1")[0]).toMatch(/\*1:2:3:4$/);
    const shared = await fileOf(of(codes(0, 6), codes(20, 4)));
    expect(segmentsNamed(shared, "HI", "SV1").map((segment) => segment.split("*").at(-1))).toEqual(["ABF:E159", "1:2:3:4", "5:6:7:8"]);
    const apart = await fileOf(of(codes(0, 4), codes(10, 4), codes(20, 4), codes(30, 4)));
    expect(segmentsNamed(apart, "CLM")).toHaveLength(2);
    for (const text of [twelve, shared, apart]) check837(text);
  });

  test("the lines of one claim may have supervisors of their own", async () => {
    const [first, second] = [practitioner("1003000126", "Super"), practitioner("1679576722", "Sub")];
    const text = await fileOf(january.slice(0, 2).map((line, at) => ({ ...line, supervising: [first, second][at]! })));
    expect(segmentsNamed(text, "NM1*DQ", "LX").map((segment) => segment.split("*").at(-1))).toEqual(["1", first.npi, "2", second.npi]);
    check837(text);
  });
});

describe("files", () => {
  test("without a line there is an envelope that parsers take", async () => {
    const text = await fileOf([]);
    expect(segmentsNamed(text, "GE", "IEA")).toEqual(["GE*0*1", "IEA*1*000000001"]);
    expect(parse(text).functionalGroups[0]!.transactions).toEqual([]);
    expect(check837(text)).toEqual([]);
  });

  test("more than 5,000 claims are several sets, with counts of their own", async () => {
    const lines = function* (): Generator<ClaimLine> {
      for (let at = 0; at < 5001; at += 1) yield { ...january[0]!, patientId: `patient_${at}` };
    };
    const text = await fileOf(lines());
    const sets = check837(text);
    expect(sets.map((set) => [set[0]![2], set.filter(([name]) => name === "CLM").length])).toEqual([["0001", 5000], ["0002", 1]]);
    expect(parse(text).functionalGroups[0]!.transactions).toHaveLength(2);
  });

  test("an organization without a clearinghouse makes a test file with stand-ins", async () => {
    const bare: OrganizationOnClaim = {
      ...organization, contact: { name: null, phone: null }, submitterId: null, receiver: { name: null, id: null }, usage: null, taxonomyCode: null, taxIdType: "SSN",
    };
    const text = await fileOf(january, OPEN, bare);
    expect(segmentsNamed(text, "NM1*41", "PER", "NM1*40", "REF*SY")).toEqual([
      "NM1*41*2*EXAMPLE CLINIC LLC*****46*123456789", "PER*IC**TE*0000000000", "NM1*40*2*RECEIVER*****46*RECEIVER", "REF*SY*123456789",
    ]);
    check837(text);
  });

  test("stored lines and a stored organization, through JSON, make the same bytes", async () => {
    const again = JSON.parse(JSON.stringify({ january, organization })) as { january: ClaimLine[]; organization: OrganizationOnClaim };
    expect(await fileOf(again.january, CLOSED, again.organization)).toBe(await fileOf(january, CLOSED));
  });

  test("whatever people are called, the file keeps its form, its lengths and its characters", async () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ unit: fc.constantFrom(..."*~:^>|\n\r\tÄßøЖ李é'a1 "), maxLength: 80 }));
    await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 9, maxLength: 9 }), async ([last, first, payer, member, street, city, code, group, state]) => {
      const written = await fileOf(linesLike({
        lastName: `A${last}`, firstName: first!, payer: `P${payer}`, memberId: `1${member}`, groupNumber: group!, payerId: code!,
        address: { line1: `1${street}`, line2: group!, city: `C${city}`, state: state!, postalCode: code!, country: null },
      }), OPEN, { ...organization, name: `N${payer}`, submitterId: code!, contact: { name: last!, phone: street! } });
      const [set] = check837(written);
      expect(set!.filter(([name]) => name === "SV1")).toHaveLength(january.length);
      for (const segment of set!.filter(([name]) => name === "NM1")) expect([segment[3]!.length <= 60, segment[4]!.length <= 35]).toEqual([true, true]);
      parse(written);
    }), { numRuns: 60, seed: 7 });
  });
});
