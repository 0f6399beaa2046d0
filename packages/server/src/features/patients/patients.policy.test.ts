import { expect, test } from "vitest";
import { normalizeIcd10Cm } from "./icd10.js";
import { primaryCoverage } from "./patients.policy.js";

test.each([
  ["I10", "I10"],
  ["e119", "E11.9"],
  ["E11.9", "E11.9"],
  ["s72001A", "S72.001A"],
  ["E11.", undefined],
  ["hello", undefined],
])("the diagnosis %j is kept as %j", (text, code) => {
  expect(normalizeIcd10Cm(text)).toBe(code);
});

const first = { order: 1, payerName: "First", from: "2026-01-01", to: "2026-03-31" };
const second = { order: 2, payerName: "Second", from: null, to: null };

test.each([
  ["2025-12-31", second],
  ["2026-01-01", first],
  ["2026-03-31", first],
  ["2026-04-01", second],
])("on %s the first coverage in force is billed", (day, coverage) => {
  expect(primaryCoverage([second, first], day)).toBe(coverage);
});

test("without a coverage in force none is billed", () => {
  expect(primaryCoverage([first], "2026-04-01")).toBeUndefined();
});
