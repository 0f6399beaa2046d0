import { expect } from "vitest";

/** A file as its segments, each a list of its elements. */
export const segmentsOf = (text: string): string[][] => {
  expect(text).toMatch(/^ISA\*.{100}:~/);
  expect(text.endsWith("~"), "ends with a segment").toBe(true);
  return text.slice(0, -1).split("~").map((segment) => segment.split("*"));
};

// What tells segments of one name apart in the guide's order.
const QUALIFIED = new Set(["NM1", "PER", "PRV", "REF", "DTP"]);
const kindOf = ([name = "", first, , third]: readonly string[]): string =>
  name === "HL" ? `HL:${third}` : QUALIFIED.has(name) ? `${name}:${first}` : name;

const LINE = "LX SV1 DTP:472 REF:6R (NM1:DQ )?(NM1:DK )?";
const CLAIM = `CLM (REF:F8 )?HI (NM1:82 (PRV:PE )?)?(NM1:DQ )?(${LINE}){1,50}`;
const SUBSCRIBER = `HL:22 SBR NM1:IL (N3 N4 DMG NM1:PR |NM1:PR HL:23 PAT NM1:QC N3 N4 DMG )(${CLAIM})+`;
const SET = new RegExp(`^ST BHT NM1:41 PER:IC NM1:40 HL:20 (PRV:BI )?NM1:85 N3 N4 REF:(EI|SY) (${SUBSCRIBER})+SE $`);

/** Levels count up from 1, each below one that said it has some, and those that said so do. */
const checkLevels = (set: readonly string[][]): void => {
  const levels = set.filter(([name]) => name === "HL");
  expect(levels.map(([, number]) => number)).toEqual(levels.map((_, at) => String(at + 1)));
  const parents = new Set(levels.map(([, , parent]) => parent));
  for (const [, number = "", parent = "", code, children] of levels) {
    expect(children, `HL ${number}`).toBe(parents.has(number) ? "1" : "0");
    const above = levels[Number(parent) - 1]?.[3];
    expect(above, `above HL ${number}`).toBe({ 20: undefined, 22: "20", 23: "22" }[code!]);
  }
};

const cents = (amount: string): number => Math.round(Number(amount) * 100);

/** The claim's total is that of its lines, and each line points at diagnoses that there are. */
const checkClaim = (claim: readonly string[][]): void => {
  const services = claim.filter(([name]) => name === "SV1");
  expect(cents(claim[0]![2]!)).toBe(services.reduce((sum, service) => sum + cents(service[2]!), 0));
  const diagnoses = claim.find(([name]) => name === "HI")!.slice(1);
  expect(diagnoses.length).toBeLessThanOrEqual(12);
  expect(diagnoses.map((diagnosis) => diagnosis.split(":")[0])).toEqual(diagnoses.map((_, at) => (at === 0 ? "ABK" : "ABF")));
  for (const service of services) {
    const pointers = service[7]!.split(":").map(Number);
    expect(pointers.length).toBeLessThanOrEqual(4);
    for (const pointer of pointers) expect(pointer).toBeLessThanOrEqual(diagnoses.length);
  }
  expect(claim.filter(([name]) => name === "LX").map(([, number]) => number)).toEqual(services.map((_, at) => String(at + 1)));
};

const cutAt = (segments: readonly string[][], name: string): string[][][] =>
  segments.reduce<string[][][]>((parts, segment) => {
    if (segment[0] === name) parts.push([segment]);
    else parts.at(-1)?.push(segment);
    return parts;
  }, []);

/** Everything the rulebook fixes of the form; the sets, each with its segments. */
export const check837 = (text: string): string[][][] => {
  const segments = segmentsOf(text);
  expect(text).toMatch(/^[A-Z0-9!"&'()+,\-./;?= *:^~]*$/);
  const [isa, gs] = [segments[0]!, segments[1]!];
  const [ge, iea] = [segments.at(-2)!, segments.at(-1)!];
  const sets = cutAt(segments.slice(2, -2), "ST");
  expect([ge[0], ge[1], ge[2]]).toEqual(["GE", String(sets.length), gs[6]]);
  expect([iea[0], iea[1], iea[2]]).toEqual(["IEA", "1", isa[13]]);
  expect([gs[0], gs[8], isa[13]]).toEqual(["GS", "005010X222A1", expect.stringMatching(/^\d{9}$/)]);
  expect(isa[9]).toBe(gs[4]!.slice(2));
  expect(new Set(sets.map((set) => set[0]![2])).size).toBe(sets.length);
  for (const set of sets) {
    expect(set.map(kindOf).join(" ") + " ").toMatch(SET);
    expect(set.at(-1)).toEqual(["SE", String(set.length), set[0]![2]]);
    expect([set[0]![3], set[1]![6], set[1]![4]]).toEqual(["005010X222A1", "CH", gs[4]]);
    checkLevels(set);
    for (const claim of cutAt(set, "CLM")) checkClaim(claim);
  }
  const numbers = segments.filter(([name]) => name === "CLM").map(([, number]) => number);
  expect(new Set(numbers).size, "each claim has a number of its own").toBe(numbers.length);
  return sets;
};
