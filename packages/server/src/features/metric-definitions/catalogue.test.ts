import { describe, expect, it } from "vitest";
import { BUILT_IN_METRICS, builtInMetric } from "./catalogue.js";

describe("the built-in catalogue", () => {
  it("knows the documentation's metric", () => {
    expect(builtInMetric("metric_bp_systolic")).toMatchObject({
      code: "bp_systolic",
      loinc: "8480-6",
      unit: "mm[Hg]",
      panel: "85354-9",
      molarMass: null,
      alsoCodedAs: [],
    });
  });

  it("has no other metrics", () => {
    expect(builtInMetric("metric_unknown")).toBeUndefined();
  });

  it("gives each metric an id, a code and a LOINC code of its own", () => {
    const loincs = BUILT_IN_METRICS.flatMap((metric) => [
      ...(metric.loinc ? [metric.loinc] : []),
      ...metric.alsoCodedAs,
    ]);
    expect(new Set(loincs).size).toBe(loincs.length);
    expect(new Set(BUILT_IN_METRICS.map((metric) => metric.code)).size).toBe(BUILT_IN_METRICS.length);
    for (const metric of BUILT_IN_METRICS) expect(metric.id).toBe(`metric_${metric.code}`);
  });

  it("accepts each canonical unit as a spelling, within a range that has a width", () => {
    for (const metric of BUILT_IN_METRICS) {
      expect(metric.units[metric.unit], metric.id).toBe(metric.unit);
      expect(metric.plausibleRange.low, metric.id).toBeLessThan(metric.plausibleRange.high);
      expect(metric.programs.length, metric.id).toBeGreaterThan(0);
    }
  });
});
