import { describe, expect, test } from "vitest";
import type { BillingCase } from "../../../../../test/support/billing-case-facts.js";
import { BILLING_CASES, factsOfCase, unknownKeys } from "../../../../../test/support/billing-case-facts.js";
import { evaluateMonth } from "./evaluate.js";
import { presentReadiness } from "./readiness.js";
import { isBillable } from "./reasons.js";
import { rulesOf } from "./rules/catalogue.js";

const programsOf = ({ given }: BillingCase): string[] =>
  [given, ...(given.otherPrograms ?? [])].map(({ enrollment }) => enrollment.program);

const hasRules = (worked: BillingCase): boolean =>
  [worked.given, ...(worked.given.otherPrograms ?? [])].every(({ enrollment }) => rulesOf(enrollment.program).length > 0);

const covered = BILLING_CASES.filter(hasRules);
const left = BILLING_CASES.filter((worked) => !hasRules(worked));

const billableOf = (worked: BillingCase): Record<string, number> => {
  const units: Record<string, number> = {};
  for (const { codes } of evaluateMonth(factsOfCase(worked))) {
    for (const code of codes) {
      if (isBillable(code.status)) units[code.code] = (units[code.code] ?? 0) + code.units;
    }
  }
  return units;
};

describe("worked months", () => {
  test.each(covered)("$id $title", (worked) => {
    expect(unknownKeys(worked)).toEqual([]);
    const expected = Object.fromEntries(worked.expect.billable.map(({ code, units }) => [code, units]));
    expect(billableOf(worked)).toEqual(expected);
    const codes = evaluateMonth(factsOfCase(worked)).flatMap((evaluation) => evaluation.codes);
    const reasons = codes.flatMap(({ code, reason }) =>
      reason ? [{ code, reasonCode: reason.code, have: reason.have, need: reason.need }] : [],
    );
    for (const refused of worked.expect.notBillable) expect(reasons).toContainEqual(refused);
    const lines = codes.flatMap(({ code, lines: claimed }) =>
      claimed.map(({ units, dosFrom, dosTo }) => ({ code, units, dosFrom, dosTo })),
    );
    for (const line of worked.expect.lines ?? []) expect(lines).toContainEqual(line);
  });

  test.each(covered.filter((worked) => worked.expect.readiness))("readiness of $id", (worked) => {
    const facts = factsOfCase(worked);
    const [evaluation] = evaluateMonth(facts);
    if (!evaluation) throw new Error("no evaluation");
    const answer = presentReadiness(evaluation, { organizationId: "org_case", facts, gaps: [] });
    const { period, days, minutes, ...sets } = worked.expect.readiness ?? {};
    expect(answer).toMatchObject({
      ...(period && { period }), ...(days && { days }), ...(minutes && { minutes }),
    });
    const present: Record<string, readonly string[]> = {
      ifClosedNow: answer.ifClosedNow, projectedCodes: answer.projectedCodes, missing: answer.missing,
    };
    for (const [name, expected] of Object.entries(sets)) {
      expect([...(present[name] ?? [])].sort(), name).toEqual([...expected].sort());
    }
  });

  test("what is left to the other programs is left by name", () => {
    expect(covered.every((worked) => programsOf(worked).every((program) => program === "RPM"))).toBe(true);
    expect(left.filter(({ program }) => program === "RPM").map(({ id }) => id)).toEqual([
      "MIX-03", "MIX-04", "MIX-05", "MIX-06", "MIX-07", "MIX-09",
    ]);
  });
});
