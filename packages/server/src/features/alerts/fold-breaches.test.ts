import { describe, expect, it } from "vitest";
import { foldBreaches, type AlertState, type ToldBreach } from "./fold-breaches.js";

const NOW = new Date("2026-03-01T12:00:00Z");
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

const breach = (id: string, minutes: number, more: Partial<ToldBreach> = {}): ToldBreach => ({
  ruleId: "rule_1",
  type: "THRESHOLD",
  direction: "HIGH",
  severity: "HIGH",
  observationId: id,
  recordedAt: minutesAgo(minutes),
  value: "170",
  triggeredBy: id,
  cooldownMinutes: 0,
  title: "Systolic blood pressure above 160 mmHg",
  unit: "mmHg",
  enrollmentId: "enr_1",
  ...more,
});

const open = (more: Partial<AlertState> = {}): AlertState => ({ ...foldBreaches(undefined, undefined, [breach("obs_0", 60)], NOW)!.state, ...more });

describe("foldBreaches", () => {
  it("raises an alert of the first breach and counts those after it", () => {
    const folded = foldBreaches(undefined, undefined, [breach("obs_1", 20), breach("obs_2", 10, { value: "172" })], NOW)!;
    expect(folded.triggeredBy).toEqual(["obs_1", "obs_2"]);
    expect(folded.state).toMatchObject({
      status: "OPEN", occurrences: 2, observationId: "obs_2", value: "172", firstTriggeredAt: minutesAgo(20), lastTriggeredAt: minutesAgo(10),
    });
  });

  it("shows the last reading by time, and keeps the severity and rule of the worst", () => {
    const worst = open({ severity: "CRITICAL", ruleId: "rule_9", title: "worst", status: "ACKNOWLEDGED" });
    const later = foldBreaches(worst, undefined, [breach("obs_1", 5, { value: "165" })], NOW)!.state;
    expect(later).toMatchObject({ severity: "CRITICAL", ruleId: "rule_9", title: "worst", status: "ACKNOWLEDGED", observationId: "obs_1", value: "165" });
    const earlier = foldBreaches(worst, undefined, [breach("obs_1", 90)], NOW)!.state;
    expect(earlier).toMatchObject({ observationId: "obs_0", firstTriggeredAt: minutesAgo(90), lastTriggeredAt: minutesAgo(60), occurrences: 2 });
  });

  it("opens a snoozed alert again for a more severe breach", () => {
    const snoozed = open({ status: "SNOOZED", snoozedUntil: NOW });
    const worse = breach("obs_1", 5, { severity: "CRITICAL", ruleId: "rule_2", title: "worse" });
    expect(foldBreaches(snoozed, undefined, [worse], NOW)!.state).toMatchObject({
      status: "OPEN", snoozedUntil: null, severity: "CRITICAL", ruleId: "rule_2", title: "worse",
    });
    expect(foldBreaches(snoozed, undefined, [breach("obs_1", 5)], NOW)!.state).toMatchObject({ status: "SNOOZED", snoozedUntil: NOW });
  });

  it("leaves out what falls into the cool-down, up to a more severe breach", () => {
    const resolved = { severity: "HIGH", resolvedAt: minutesAgo(10) } as const;
    const quiet = breach("obs_1", 8, { cooldownMinutes: 30 });
    expect(foldBreaches(undefined, resolved, [quiet], NOW)).toBeUndefined();
    const folded = foldBreaches(undefined, resolved, [quiet, breach("obs_2", 6, { severity: "CRITICAL", cooldownMinutes: 30 }), breach("obs_3", 4, { cooldownMinutes: 30 })], NOW)!;
    expect(folded).toMatchObject({ triggeredBy: ["obs_2", "obs_3"], state: { severity: "CRITICAL", occurrences: 2 } });
  });
});
