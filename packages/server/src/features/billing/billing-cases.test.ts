import { describe, expect, test } from "vitest";
import { expectCase } from "../../../../../test/support/billing-case-check.js";
import { factsOfCase } from "../../../../../test/support/billing-case-facts.js";
import { BILLING_CASES, faultsOf } from "../../../../../test/support/billing-case-form.js";
import { evaluateMonth } from "./evaluate.js";
import { presentReadiness } from "./readiness.js";

describe("worked months", () => {
  test.each(BILLING_CASES)("$id $title", (worked) => {
    expect(faultsOf(worked)).toEqual([]);
    const facts = factsOfCase(worked);
    expectCase(worked, evaluateMonth(facts).map((evaluation) => presentReadiness(evaluation, { organizationId: "org_case", facts, gaps: [] })));
  });

  test("a key that the form does not have fails its case by name", () => {
    const [worked] = BILLING_CASES;
    const stray = { ...worked!, given: { ...worked!.given, enrollment: { ...worked!.given.enrollment, shoeSize: 42 } } };
    expect(faultsOf(stray)).toEqual(["/given/enrollment must NOT have additional properties: shoeSize"]);
  });
});
