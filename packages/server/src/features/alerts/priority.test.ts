import { describe, expect, it } from "vitest";
import { alertTitle } from "./alert-title.js";
import { interpretValue } from "./interpretation.js";
import { triagePriority, triageRank, type Urgency } from "./priority.js";
import { riskDiagnosis } from "./risk-diagnoses.js";
import { trendOf } from "./trend.js";
import type { AlertRule, Condition, Severity } from "./alert-rule.js";

const NOW = new Date("2026-03-01T12:00:00Z");
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const alert = (more: Partial<Urgency> = {}): Urgency => ({
  severity: "HIGH",
  metricDefinitionId: "metric_bp_systolic",
  firstTriggeredAt: hoursAgo(2),
  lastTriggeredAt: hoursAgo(1),
  occurrences: 1,
  escalated: false,
  trend: "STEADY",
  diagnoses: [],
  ...more,
});
const priority = (more: Partial<Urgency>): number => triagePriority(alert(more), NOW).priority;

describe("triagePriority", () => {
  it("never puts a milder alert before a more severe one", () => {
    const worst = {
      firstTriggeredAt: hoursAgo(1000),
      occurrences: 500,
      trend: "WORSENING",
      diagnoses: ["I50.9"],
    } as const;
    const severities: Severity[] = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];
    for (const [index, severity] of severities.entries()) {
      expect(priority({ ...worst, severity })).toBe(index * 25 + 24);
      expect(priority({ severity, firstTriggeredAt: NOW })).toBe(index * 25);
    }
  });

  it("rises with age, repetition, trend and diagnoses", () => {
    expect(priority({})).toBe(52);
    expect(priority({ firstTriggeredAt: hoursAgo(5) })).toBe(55);
    expect(priority({ occurrences: 4 })).toBe(56);
    expect(priority({ trend: "WORSENING" })).toBe(58);
    expect(priority({ diagnoses: ["E11.9", "I50.22"] })).toBe(56);
    expect(priority({ diagnoses: ["M54.5"] })).toBe(52);
    expect(priority({ escalated: true, severity: "LOW" })).toBe(100);
  });

  it("gives its reasons", () => {
    const { reasons } = triagePriority(
      alert({
        escalated: true,
        occurrences: 3,
        trend: "WORSENING",
        diagnoses: ["I50.22"],
        firstTriggeredAt: hoursAgo(72),
      }),
      NOW,
    );
    expect(reasons).toEqual([
      "Escalated",
      "High severity",
      "Waiting for 3 days",
      "Triggered 3 times, the last 1 hour ago",
      "Recent readings are getting worse",
      "Heart failure (I50.22)",
    ]);
  });

  it("agrees with the rank of the index, at any time", () => {
    const alerts = [
      alert(),
      alert({ occurrences: 8 }),
      alert({ trend: "WORSENING", firstTriggeredAt: hoursAgo(1) }),
      alert({ firstTriggeredAt: hoursAgo(9) }),
      alert({ diagnoses: ["N18.4"], firstTriggeredAt: hoursAgo(0.5) }),
    ].toSorted((a, b) => triageRank(b) - triageRank(a));
    for (const later of [0, 3, 12, 48]) {
      const now = new Date(NOW.getTime() + later * 3_600_000);
      const priorities = alerts.map((one) => triagePriority(one, now).priority);
      expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
    }
  });
});

describe("trendOf", () => {
  const readings = (...values: number[]) =>
    values.map((value, index) => ({ recordedAt: hoursAgo(50 - index), value: String(value) }));

  it("looks towards the breach", () => {
    expect(trendOf(readings(140, 150, 149, 165), "HIGH")).toBe("WORSENING");
    expect(trendOf(readings(140, 150, 149, 165), "LOW")).toBe("IMPROVING");
    expect(trendOf(readings(150, 140, 160, 140, 150), "HIGH")).toBe("STEADY");
  });

  it("needs three readings that differ", () => {
    expect(trendOf(readings(140, 190), "HIGH")).toBe("STEADY");
    expect(trendOf(readings(140, 140, 140), "HIGH")).toBe("STEADY");
    expect(trendOf(readings(1, 2, 3), "NONE")).toBe("STEADY");
  });
});

describe("riskDiagnosis", () => {
  it("depends on the metric", () => {
    expect(riskDiagnosis("metric_glucose_cgm", ["I50.9", "E11.65"])).toEqual({
      name: "Diabetes",
      code: "E11.65",
    });
    expect(riskDiagnosis("metric_spo2", ["E11.65"])).toBeUndefined();
    expect(riskDiagnosis("metric_own", ["I50.9"])).toBeUndefined();
  });
});

describe("alertTitle", () => {
  const title = (name: string, displayUnit: string, condition: Condition): string =>
    alertTitle({ name, displayUnit }, condition);

  it("says what is wrong in the clinic's units", () => {
    const pressure = (operator: "gt" | "gte", value: number, consecutive?: number): string =>
      title("Systolic blood pressure", "mmHg", { type: "threshold", operator, value, consecutive });
    expect(pressure("gt", 160)).toBe("Systolic blood pressure above 160 mmHg");
    expect(pressure("gte", 180, 1)).toBe("Systolic blood pressure at or above 180 mmHg");
    expect(pressure("gt", 140, 3)).toBe("Systolic blood pressure above 140 mmHg, 3 readings in a row");
    expect(title("Oxygen saturation", "%", { type: "threshold", operator: "lt", value: 90 })).toBe(
      "Oxygen saturation below 90%",
    );
    expect(
      title("Body weight", "kg", { type: "change", direction: "increase", amount: 2.27, withinHours: 168 }),
    ).toBe("Body weight up by 2.27 kg or more within 7 days");
    expect(title("Body weight", "kg", { type: "missing", withoutReadingHours: 72 })).toBe(
      "No reading of body weight for 3 days",
    );
    expect(title("INR", "INR", { type: "missing", withoutReadingHours: 24 })).toBe(
      "No reading of INR for 24 hours",
    );
  });
});

describe("interpretValue", () => {
  const rule = (operator: "gt" | "lt", value: number, severity: Severity): AlertRule => ({
    id: "alert_1",
    metricDefinitionId: "metric_x",
    patientId: null,
    program: null,
    enabled: true,
    cooldownMinutes: 0,
    builtIn: true,
    severity,
    condition: { type: "threshold", operator, value },
  });
  const rules = [rule("gt", 160, "HIGH"), rule("gt", 180, "CRITICAL"), rule("lt", 90, "HIGH")];

  it.each([
    ["190", "HH"],
    ["170", "H"],
    ["120", "N"],
    ["80", "L"],
  ])("%s is %s", (value, letters) => expect(interpretValue(value, rules)).toBe(letters));

  it("is null without thresholds", () => expect(interpretValue("120", [])).toBeNull());
});
