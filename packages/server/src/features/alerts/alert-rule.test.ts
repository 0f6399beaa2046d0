import { describe, expect, it } from "vitest";
import {
  chooseRules,
  directionOf,
  severityRank,
  type AlertRule,
  type Condition,
} from "./alert-rule.js";

const above = (value: number): Condition => ({ type: "threshold", operator: "gt", value });
const below = (value: number): Condition => ({ type: "threshold", operator: "lt", value });

const rule = (id: string, condition: Condition, more: Partial<AlertRule> = {}): AlertRule => ({
  id,
  condition,
  metricDefinitionId: "metric_bp_systolic",
  patientId: null,
  program: null,
  severity: "HIGH",
  enabled: true,
  cooldownMinutes: 0,
  builtIn: false,
  ...more,
});

const BUILT_IN = [
  rule("alert_b1", above(180), { builtIn: true, severity: "CRITICAL" }),
  rule("alert_b2", above(140), { builtIn: true, severity: "MEDIUM" }),
  rule("alert_b3", below(90), { builtIn: true }),
  rule("alert_b4", { type: "missing", withoutReadingHours: 72 }, { builtIn: true, severity: "LOW" }),
];

const chosen = (rules: AlertRule[], programs: ("RPM" | "RTM")[] = ["RPM"]): string[] =>
  chooseRules(rules, { patientId: "patient_xyz", metricDefinitionId: "metric_bp_systolic", programs }).map(
    ({ id }) => id,
  );

describe("chooseRules", () => {
  it("takes the built-in rules where there are no others", () => {
    expect(chosen(BUILT_IN)).toEqual(["alert_b1", "alert_b2", "alert_b3", "alert_b4"]);
  });

  it("replaces all severities of a type and direction, and no other", () => {
    expect(chosen([...BUILT_IN, rule("alert_o", above(170))])).toEqual(["alert_b3", "alert_b4", "alert_o"]);
    const rise: Condition = { type: "change", direction: "increase", amount: 30, withinHours: 24 };
    expect(chosen([...BUILT_IN, rule("alert_c", rise)])).toHaveLength(5);
  });

  it("puts the patient's before the organization's, and leaves those of another patient alone", () => {
    const own = rule("alert_p", above(160), { patientId: "patient_xyz" });
    const other = rule("alert_q", above(150), { patientId: "patient_other" });
    expect(chosen([...BUILT_IN, rule("alert_o", above(170)), own, other])).toEqual([
      "alert_b3",
      "alert_b4",
      "alert_p",
    ]);
  });

  it("does without disabled rules and those of another metric", () => {
    expect(chosen([rule("alert_o", above(170), { enabled: false }), BUILT_IN[0]!])).toEqual(["alert_b1"]);
    expect(
      chosen([rule("alert_w", above(170), { metricDefinitionId: "metric_weight" }), BUILT_IN[0]!]),
    ).toEqual(["alert_b1"]);
  });

  it("applies a program's rules to those enrolled in it alone", () => {
    const rules = [...BUILT_IN, rule("alert_rtm", above(170), { program: "RTM" })];
    expect(chosen(rules)).toContain("alert_b1");
    expect(chosen(rules, ["RPM", "RTM"])).toEqual(["alert_b3", "alert_b4", "alert_rtm"]);
  });
});

it("knows directions and ranks", () => {
  expect([above(1), below(1), BUILT_IN[3]!.condition].map(directionOf)).toEqual(["HIGH", "LOW", "NONE"]);
  expect(directionOf({ type: "change", direction: "decrease", amount: 1, withinHours: 1 })).toBe("LOW");
  expect(severityRank("CRITICAL")).toBeGreaterThan(severityRank("HIGH"));
});
