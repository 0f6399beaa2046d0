import { expect, it } from "vitest";
import { BUILT_IN_METRICS, builtInMetric } from "../metric-definitions/catalogue.js";
import { applyOverrides, builtInRulesOf } from "./built-in-rules.js";

const systolic = builtInRulesOf(builtInMetric("metric_bp_systolic")!);

it("gives every built-in rule an id of its own, and a name", () => {
  const rules = BUILT_IN_METRICS.flatMap(builtInRulesOf);
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  expect(systolic[1]).toMatchObject({
    id: "rule_bp_systolic_2",
    name: "Systolic blood pressure above 160 mmHg",
    condition: { type: "threshold", operator: "gt", value: 160, consecutive: 1 },
    severity: "HIGH",
    enabled: true,
    builtIn: true,
    version: 1,
  });
  expect(systolic[1]!.condition).not.toHaveProperty("severity");
});

it("lets an organization's settings replace severity, switch and cool-down alone", () => {
  const override = { id: "rule_bp_systolic_2", severity: "LOW", enabled: false, cooldownMinutes: 60, version: 3 } as const;
  const [first, second] = applyOverrides(systolic, [override]);
  expect(first).toEqual(systolic[0]);
  expect(second).toEqual({ ...systolic[1], ...override });
});
