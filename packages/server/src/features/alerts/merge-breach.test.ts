import { describe, expect, it } from "vitest";
import { mergeBreach, type UnresolvedAlert } from "./merge-breach.js";

const time = (minutes: number): Date => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000);
const open = (more: Partial<UnresolvedAlert> = {}): UnresolvedAlert => ({
  status: "OPEN",
  severity: "HIGH",
  occurrences: 1,
  firstTriggeredAt: time(0),
  lastTriggeredAt: time(10),
  ...more,
});

describe("an unresolved alert", () => {
  it("counts a further breach", () => {
    expect(mergeBreach(open(), undefined, { severity: "HIGH", recordedAt: time(20) }, 0, time(21))).toEqual({
      kind: "repeat",
      occurrences: 2,
      firstTriggeredAt: time(0),
      lastTriggeredAt: time(20),
      reopen: false,
    });
  });

  it.each(["ACKNOWLEDGED", "SNOOZED"] as const)(
    "that is %s opens again for a more severe one alone",
    (status) => {
      const alert = open({ status });
      expect(
        mergeBreach(alert, undefined, { severity: "CRITICAL", recordedAt: time(20) }, 0, time(20)),
      ).toMatchObject({
        severity: "CRITICAL",
        reopen: true,
      });
      const milder = mergeBreach(alert, undefined, { severity: "MEDIUM", recordedAt: time(20) }, 0, time(20));
      expect(milder).toMatchObject({ kind: "repeat", reopen: false });
      expect(milder).not.toHaveProperty("severity");
    },
  );

  it("keeps its times in order when a breach comes late", () => {
    expect(
      mergeBreach(open(), undefined, { severity: "HIGH", recordedAt: time(-5) }, 0, time(20)),
    ).toMatchObject({
      firstTriggeredAt: time(-5),
      lastTriggeredAt: time(10),
    });
  });
});

describe("after an alert is resolved", () => {
  const resolved = { severity: "HIGH", resolvedAt: time(60) } as const;
  const merge = (severity: "CRITICAL" | "HIGH", cooldown: number, now: number) =>
    mergeBreach(undefined, resolved, { severity, recordedAt: time(now) }, cooldown, time(now)).kind;

  it("there is none for the cool-down, unless more severe", () => {
    expect(merge("HIGH", 60, 119)).toBe("none");
    expect(merge("HIGH", 60, 120)).toBe("raise");
    expect(merge("CRITICAL", 60, 61)).toBe("raise");
  });

  it("there is one at once without a cool-down", () => {
    expect(merge("HIGH", 0, 60)).toBe("raise");
    expect(merge("HIGH", 0, 59)).toBe("raise");
    expect(
      mergeBreach(undefined, undefined, { severity: "LOW", recordedAt: time(0) }, 60, time(0)).kind,
    ).toBe("raise");
  });
});
