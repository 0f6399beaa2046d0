import { expect } from "vitest";
import type { Measure } from "../../packages/server/src/features/billing/reasons.js";
import { programsOf, type BillingCase } from "./billing-case-form.js";

/** What of a readiness answer the cases speak of. */
export type Answer = {
  period: unknown;
  days: unknown;
  minutes: unknown;
  ifClosedNow: readonly string[];
  projectedCodes: readonly string[];
  missing: readonly string[];
  codes: readonly {
    code: string;
    status: string;
    units: number;
    have: Measure;
    need: Measure;
    reasonCode: string | null;
    lines: readonly { units: number; dosFrom: string; dosTo: string; status: string }[];
  }[];
};

const BILLABLE: ReadonlySet<string> = new Set(["READY", "BILLED", "MET_PERIOD_OPEN"]);

const sumUnits = (codes: readonly { code: string; units: number }[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { code, units } of codes) sums[code] = (sums[code] ?? 0) + units;
  return sums;
};

const expectReadiness = (answer: Answer, expected: NonNullable<BillingCase["expect"]["readiness"]>): void => {
  const { period, days, minutes } = expected;
  expect(answer).toMatchObject({ ...(period && { period }), ...(days && { days }), ...(minutes && { minutes }) });
  for (const name of ["ifClosedNow", "projectedCodes", "missing"] as const) {
    if (expected[name]) expect([...answer[name]].sort(), name).toEqual([...expected[name]].sort());
  }
};

/** Holds the answers of a case's enrollments, the first one's first, against what it expects, as the file's `meta` says. */
export const expectCase = (worked: BillingCase, answers: readonly Answer[]): void => {
  const codes = answers.flatMap((answer) => answer.codes);
  expect(sumUnits(codes.filter(({ status }) => BILLABLE.has(status)))).toEqual(sumUnits(worked.expect.billable));
  const reasons = codes.map(({ code, reasonCode, have, need }) => ({ code, reasonCode, have, need }));
  for (const refused of worked.expect.notBillable) expect(reasons).toContainEqual(refused);
  const lines = codes.flatMap(({ code, lines: own }) => own.map(({ units, dosFrom, dosTo }) => ({ code, units, dosFrom, dosTo })));
  for (const line of worked.expect.lines ?? []) expect(lines).toContainEqual(line);
  if (worked.expect.readiness) expectReadiness(answers[0]!, worked.expect.readiness);
  // True of every case, said or not.
  for (const { units, status, lines: own } of codes) {
    const claimed = own.filter((line) => BILLABLE.has(status) ? line.status !== "HELD" : true);
    expect(claimed.reduce((sum, line) => sum + line.units, 0)).toBe(units);
  }
  expect(answers.length).toBeGreaterThanOrEqual(programsOf(worked).length);
};
