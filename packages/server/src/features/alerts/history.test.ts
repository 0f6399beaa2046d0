import fc from "fast-check";
import { expect, it } from "vitest";
import type { AlertRule, Condition, Severity } from "./alert-rule.js";
import { evaluateReadings, type Reading } from "./evaluate.js";
import { historyNeeded } from "./history.js";

const HOUR = 3_600_000;

const ruleOf = (condition: Condition, severity: Severity, number: number): AlertRule =>
  ({ id: `rule_${number}`, metricDefinitionId: "metric_x", patientId: null, program: null, condition, severity, enabled: true, cooldownMinutes: 0, builtIn: true });
const rulesOf = (...conditions: Condition[]): AlertRule[] => conditions.map((condition, number) => ruleOf(condition, "HIGH", number));

it("asks for as much as the rules look at, and for no run that no new reading is a part of", () => {
  const rules = rulesOf({ type: "threshold", operator: "gt", value: 140, consecutive: 3 }, { type: "threshold", operator: "gt", value: 160, consecutive: 5 });
  expect(historyNeeded(rules, ["139", "141"])).toEqual({ count: 4, hours: 0 });
  expect(historyNeeded(rules, ["139", "140"])).toEqual({ count: 0, hours: 0 });
  expect(historyNeeded(rulesOf({ type: "threshold", operator: "gt", value: 140 }), ["150"])).toEqual({ count: 0, hours: 0 });
  expect(historyNeeded(rulesOf({ type: "change", direction: "increase", amount: 2.27, withinHours: 168 }), ["80"])).toEqual({ count: 0, hours: 168 });
  expect(historyNeeded(rules.map((rule) => ({ ...rule, enabled: false })), ["141"])).toEqual({ count: 0, hours: 0 });
});

const severity = fc.constantFrom<Severity>("CRITICAL", "HIGH", "MEDIUM");
const value = fc.integer({ min: 0, max: 6 });
const threshold = fc.record({ type: fc.constant("threshold" as const), operator: fc.constantFrom("gt" as const, "lt" as const), value, consecutive: fc.integer({ min: 1, max: 4 }) });
const change = fc.record({
  type: fc.constant("change" as const), direction: fc.constantFrom("increase" as const, "decrease" as const), amount: fc.integer({ min: 1, max: 4 }), withinHours: fc.integer({ min: 1, max: 5 }),
});
const told = fc.record({ hour: fc.integer({ min: 0, max: 30 }), value });
const readingsOf = (told: readonly { hour: number; value: number }[], from: number): Reading[] =>
  told.map((one, index) => ({ id: `obs_${String(from + index).padStart(2, "0")}`, recordedAt: new Date(one.hour * HOUR), value: String(one.value) }));

const inTime = (a: Reading, b: Reading): number => a.recordedAt.getTime() - b.recordedAt.getTime() || (a.id < b.id ? -1 : 1);

/** What `readPriorReadings` reads of them. */
const asked = (stored: readonly Reading[], fresh: readonly Reading[], rules: readonly AlertRule[]): Reading[] => {
  const { count, hours } = historyNeeded(rules, fresh.map((reading) => reading.value));
  if (count === 0 && hours === 0) return [];
  const times = fresh.map((reading) => reading.recordedAt.getTime());
  const [earliest, latest] = [Math.min(...times), Math.max(...times)];
  const sorted = stored.toSorted(inTime);
  const before = sorted.filter(({ recordedAt }) => recordedAt.getTime() < earliest).slice(-count || sorted.length);
  const after = sorted.filter(({ recordedAt }) => recordedAt.getTime() > latest).slice(0, count);
  return sorted.filter((reading) => {
    const at = reading.recordedAt.getTime();
    return (at >= earliest - hours * HOUR && at <= latest + hours * HOUR) || before.includes(reading) || after.includes(reading);
  });
};

it("finds with what it asks for what it finds with all that is stored", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(threshold, change), severity), { minLength: 1, maxLength: 4 }),
      fc.array(told, { maxLength: 15 }), fc.array(told, { minLength: 1, maxLength: 4 }),
      (conditions, storedOnes, freshOnes) => {
        const rules = conditions.map(([condition, of], number) => ruleOf(condition, of, number));
        // Ids sort neither all before nor all after each other.
        const fresh = readingsOf(freshOnes, 5);
        const stored = readingsOf(storedOnes, 9).map((reading, index) => (index < 5 ? { ...reading, id: `obs_0${index}` } : reading));
        const found = (prior: Reading[]) =>
          evaluateReadings({ patientId: "patient_x", metricDefinitionId: "metric_x", rules, prior, fresh: fresh.map((reading) => ({ ...reading, programs: [] })) });
        expect(found(asked(stored, fresh, rules))).toEqual(found(stored));
      },
    ),
    { numRuns: 400 },
  );
});
