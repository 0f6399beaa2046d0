import { expect, it } from "vitest";
import { triagePriority, triageRank, type Urgency } from "./priority.js";
import { asRanked } from "./triage-weight.js";

const NOW = new Date("2026-03-01T12:00:00Z");
const urgency: Urgency = {
  severity: "HIGH",
  metricDefinitionId: "metric_bp_systolic",
  firstTriggeredAt: new Date("2026-03-01T09:17:23.456Z"),
  lastTriggeredAt: new Date("2026-03-01T11:00:00Z"),
  occurrences: 3,
  escalated: false,
  trend: "WORSENING",
  diagnoses: ["I50.22"],
};

it("weighs an alert as the queue has ranked it, whatever came since", () => {
  const { priority } = triagePriority(urgency, NOW);
  const rank = triageRank(urgency);
  expect(asRanked(urgency, rank)).toEqual(urgency);
  for (const trend of ["STEADY", "IMPROVING"] as const) {
    expect(triagePriority(asRanked({ ...urgency, trend }, rank), NOW).priority).toBe(priority);
  }
  const plain = { ...urgency, trend: "STEADY", diagnoses: [] } as const;
  const steady = asRanked({ ...plain, trend: "IMPROVING", diagnoses: ["I50.22"] }, triageRank(plain));
  expect(triagePriority(steady, NOW).priority).toBe(triagePriority(plain, NOW).priority);
  expect(steady.trend).toBe("IMPROVING");
});
