import { describe, expect, it } from "vitest";
import { builtInMetric } from "../metric-definitions/catalogue.js";
import type { AlertRule, Condition, Severity } from "./alert-rule.js";
import { evaluateReadings, type NewReading, type Reading } from "./evaluate.js";

const START = Date.UTC(2026, 2, 1, 8);
const at = (hours: number, value: string | number): Reading => ({
  id: `obs_${String(hours).padStart(4, "0")}`,
  recordedAt: new Date(START + hours * 3_600_000),
  value: String(value),
});

const rule = (condition: Condition, severity: Severity = "HIGH"): AlertRule => ({
  id: `alert_${JSON.stringify(condition).replace(/\W+/g, "_")}`,
  condition,
  severity,
  metricDefinitionId: "metric_x",
  patientId: null,
  program: null,
  enabled: true,
  cooldownMinutes: 0,
  builtIn: true,
});
const defaults = (id: string): AlertRule[] =>
  builtInMetric(id)!.defaultRules.map(({ severity, ...condition }) => rule(condition, severity));

const evaluate = (rules: AlertRule[], prior: Reading[], fresh: Reading[]) =>
  evaluateReadings({
    patientId: "patient_xyz",
    metricDefinitionId: "metric_x",
    rules,
    prior,
    fresh: fresh.map((reading): NewReading => ({ ...reading, programs: ["RPM"] })),
  });
const severities = (rules: AlertRule[], ...values: number[]): string[] =>
  evaluate(
    rules,
    [],
    values.map((value, index) => at(index, value)),
  ).map((breach) => breach.severity);

describe("thresholds", () => {
  const systolic = defaults("metric_bp_systolic");

  it("tell once of a stored reading, though a late one completes a milder rule on it", () => {
    const mild = rule({ type: "threshold", operator: "gte", value: 140, consecutive: 2 }, "MEDIUM");
    const both = [rule({ type: "threshold", operator: "gte", value: 160 }), mild];
    const told = (value: number): string[] => evaluate(both, [at(1, value)], [at(0, value)]).map(({ observationId }) => observationId);
    expect(told(165)).toEqual(["obs_0000"]);
    expect(told(142)).toEqual(["obs_0001"]);
  });

  it("raise the most severe of those that overlap", () => {
    expect(severities(systolic, 142)).toEqual([]);
    expect(severities(systolic, 161)).toEqual(["HIGH"]);
    expect(severities(systolic, 180)).toEqual(["CRITICAL"]);
    expect(severities(systolic, 89)).toEqual(["HIGH"]);
    expect(severities(systolic, 90)).toEqual([]);
  });

  it("count the last readings in a row", () => {
    expect(severities(systolic, 145, 146, 147)).toEqual(["MEDIUM"]);
    expect(severities(systolic, 145, 139, 147, 148)).toEqual([]);
    expect(severities(systolic, 145, 146, 147, 148)).toEqual(["MEDIUM", "MEDIUM"]);
  });

  it("name the reading, the rule and the direction", () => {
    const [breach] = evaluate(systolic, [at(0, 145), at(1, 150)], [at(2, 141)]);
    expect(breach).toMatchObject({
      type: "THRESHOLD",
      direction: "HIGH",
      severity: "MEDIUM",
      observationId: "obs_0002",
      triggeredBy: "obs_0002",
      value: "141",
    });
    expect(breach?.recordedAt).toEqual(at(2, 0).recordedAt);
  });

  it("find a run whatever the order of arrival", () => {
    const [breach, ...others] = evaluate(systolic, [at(1, 145), at(2, 146)], [at(0, 144)]);
    expect(breach).toMatchObject({ observationId: "obs_0002", triggeredBy: "obs_0000", severity: "MEDIUM" });
    expect(others).toEqual([]);
    expect(evaluate(systolic, [at(0, 144), at(2, 146)], [at(1, 145)])).toHaveLength(1);
    expect(evaluate(systolic, [at(0, 144), at(2, 146)], [at(1, 130)])).toEqual([]);
  });

  it("do not tell again of a run of stored readings", () => {
    const stored = [at(0, 150), at(1, 150), at(2, 150), at(4, 150)];
    expect(evaluate(systolic, stored, [at(3, 150)]).map((breach) => breach.observationId)).toEqual([
      "obs_0003",
    ]);
    expect(evaluate(systolic, [at(0, 190)], [at(1, 120)])).toEqual([]);
  });

  it("compare decimals as such", () => {
    const fever = defaults("metric_temperature");
    expect(evaluate(fever, [], [at(0, "38.00")]).map((breach) => breach.severity)).toEqual(["MEDIUM"]);
    expect(evaluate(fever, [], [at(0, "37.9999999999")])).toEqual([]);
  });
});

describe("changes", () => {
  const weight = defaults("metric_weight");

  it("compare with the lowest reading of the hours before", () => {
    expect(evaluate(weight, [at(0, 80)], [at(24, 81.36)])).toHaveLength(1);
    expect(evaluate(weight, [at(0, 80)], [at(24, 81.35)])).toEqual([]);
    expect(evaluate(weight, [at(0, 80)], [at(25, 81.36)])).toEqual([]);
    expect(evaluate(weight, [at(0, 82), at(30, 80), at(60, 81)], [at(90, 82.27)])).toMatchObject([
      { type: "CHANGE", direction: "HIGH" },
    ]);
  });

  it("take 3 lb in a day and 5 lb in a week for what they are", () => {
    expect(evaluate(weight, [at(0, "90.718474")], [at(20, "92.07925111")])).toHaveLength(1);
    expect(evaluate(weight, [at(0, "90.718474")], [at(160, "92.98643585")])).toHaveLength(1);
    expect(evaluate(weight, [at(0, "90.718474")], [at(160, "92.9410766")])).toEqual([]);
  });

  it("go both ways", () => {
    expect(evaluate(weight, [at(0, 85)], [at(100, 80.5)])).toMatchObject([
      { direction: "LOW", severity: "MEDIUM" },
    ]);
    expect(evaluate(weight, [at(0, 80.5)], [at(100, 80)])).toEqual([]);
  });

  it("have nothing to compare a first reading with, nor one of the same instant", () => {
    expect(evaluate(weight, [], [at(0, 80)])).toEqual([]);
    expect(evaluate(weight, [at(0, 80)], [{ ...at(0, 95), id: "obs_other" }])).toEqual([]);
  });

  it("see an earlier reading that comes late", () => {
    expect(evaluate(weight, [at(20, 82)], [at(0, 80)])).toMatchObject([
      { observationId: "obs_0020", triggeredBy: "obs_0000" },
    ]);
    expect(evaluate(weight, [at(1, 80), at(20, 82)], [at(0, 80)])).toEqual([]);
  });
});

it("leaves rules of another program out, by the day of each reading", () => {
  const rules = [{ ...rule({ type: "threshold", operator: "gt", value: 5 }), program: "RTM" as const }];
  const fresh: NewReading[] = [
    { ...at(0, 9), programs: ["RPM"] },
    { ...at(1, 9), programs: ["RPM", "RTM"] },
  ];
  const breaches = evaluateReadings({
    patientId: "patient_xyz",
    metricDefinitionId: "metric_x",
    rules,
    prior: [],
    fresh,
  });
  expect(breaches.map((breach) => breach.observationId)).toEqual(["obs_0001"]);
});
