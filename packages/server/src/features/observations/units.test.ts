import { describe, expect, it } from "vitest";
import { BUILT_IN_METRICS, builtInMetric } from "../metric-definitions/catalogue.js";
import { toCanonical } from "./units.js";

const inMetric = (id: string, value: string | number, unit: string): string | undefined =>
  toCanonical(value, unit, builtInMetric(`metric_${id}`)!)?.value;

describe("toCanonical", () => {
  const spellings = BUILT_IN_METRICS.flatMap((metric) =>
    Object.keys(metric.units).map((unit) => ({ metric, unit })),
  );

  it.each(spellings)("converts $unit for $metric.id", ({ metric, unit }) => {
    const quantity = toCanonical("37", unit, metric);
    expect(quantity?.unit).toBe(metric.unit);
    expect(quantity?.value).toMatch(/^-?\d+(\.\d+)?$/);
    if (metric.units[unit] === metric.unit) expect(quantity?.value).toBe("37");
  });

  it.each([
    ["temperature", 98.6, "F", "37"],
    ["temperature", 98.6, "°F", "37"],
    ["temperature", 100.4, "degF", "38"],
    ["temperature", 32, "[degF]", "0"],
    ["temperature", 36.6, "C", "36.6"],
    ["temperature", 310, "K", "36.85"],
    ["height", 6, "ft", "182.88"],
    ["height", 70, "in", "177.8"],
    ["height", "1.80", "m", "180"],
    ["weight", 200, "lb", "90.718474"],
    ["weight", 205, "lbs", "92.98643585"],
    ["weight", 12, "stone", "76.20351816"],
    ["weight", 81500, "g", "81.5"],
    ["spo2", 97, "percent", "97"],
    ["spo2", 97, "%", "97"],
    ["bp_systolic", 142, "mmHg", "142"],
    ["bp_systolic", 16, "kPa", "120.0102009"],
    ["heart_rate", 72, "bpm", "72"],
    ["glucose", 5.5, "mmol/L", "99.0858"],
    ["glucose", 5.5, "mmol/l", "99.0858"],
    ["glucose", 990.858, "mg/L", "99.0858"],
    ["fev1", 2450, "mL", "2.45"],
    ["peak_flow", 7, "L/s", "420"],
    ["sleep_duration", 450, "minutes", "7.5"],
    ["active_energy", 4184, "kJ/day", "1000"],
  ])("%s: %s %s is %s", (id, value, unit, canonical) => expect(inMetric(id, value, unit)).toBe(canonical));

  it("keeps the text where nothing is to convert", () => {
    expect(inMetric("weight", "81.50", "kg")).toBe("81.50");
    expect(inMetric("weight", "1E-22", "kg")).toBe("0.0000000000000000000001");
  });

  it.each([
    ["bp_systolic", "mg/dL"],
    ["bp_systolic", "nonsense"],
    ["bp_systolic", ""],
    ["bp_systolic", "constructor"],
    ["bp_systolic", "__proto__"],
    ["bp_systolic", "kg/("],
    ["weight", "mmHg"],
    ["weight", "pound"],
    ["weight", "KG"],
    ["weight", "F"],
    ["spo2", "mmol/L"],
  ])("refuses for %s the unit %s", (id, unit) => expect(inMetric(id, 10, unit)).toBeUndefined());

  it("refuses a text too long to be a unit", () =>
    expect(inMetric("weight", 10, "k".repeat(5000))).toBeUndefined());

  it("takes UCUM that no table of spellings has", () => {
    expect(inMetric("weight", 1000, "[oz_av]")).toBe("28.34952313");
    expect(inMetric("bp_systolic", 0.12, "m[Hg]")).toBe("120");
  });

  it("parses a unit once", () => {
    const started = performance.now();
    for (let count = 0; count < 50_000; count++) inMetric("weight", 150 + count / 1000, "lb");
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
