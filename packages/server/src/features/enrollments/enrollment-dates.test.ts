import { describe, expect, it } from "vitest";
import { chooseEnrollment, isActiveOn, type Monitoring } from "./enrollment-dates.js";
import { touchedRange } from "./touched-days.js";

const enrollment = (more: Partial<Monitoring & { id: string }> = {}): Monitoring & { id: string } => ({
  id: "enr_1",
  startDate: "2026-03-01",
  endDate: null,
  pauses: [],
  timezone: "America/New_York",
  program: "RPM",
  metricDefinitionIds: [],
  ...more,
});

describe("isActiveOn", () => {
  const paused = enrollment({
    endDate: "2026-03-31",
    pauses: [
      { from: "2026-03-10", to: "2026-03-12" },
      { from: "2026-03-30", to: null },
    ],
  });

  it.each([
    ["2026-02-28", false],
    ["2026-03-01", true],
    ["2026-03-09", true],
    ["2026-03-10", false],
    ["2026-03-12", false],
    ["2026-03-13", true],
    ["2026-03-30", false],
    ["2026-03-31", false],
  ] as const)("%s: %s", (date, active) => expect(isActiveOn(paused, date)).toBe(active));

  it("includes the last day", () =>
    expect(isActiveOn(enrollment({ endDate: "2026-03-31" }), "2026-03-31")).toBe(true));
});

describe("chooseEnrollment", () => {
  const choose = (
    enrollments: (Monitoring & { id: string })[],
    recordedAt: string,
    metricPrograms: Monitoring["program"][] = ["RPM", "RTM"],
  ) =>
    chooseEnrollment(enrollments, {
      metricDefinitionId: "metric_pain",
      metricPrograms,
      recordedAt: new Date(recordedAt),
    })?.id;

  it("goes by the local day of each enrollment's zone", () => {
    expect(choose([enrollment()], "2026-03-01T04:59:59Z")).toBeUndefined();
    expect(choose([enrollment()], "2026-03-01T05:00:00Z")).toBe("enr_1");
    expect(choose([enrollment({ timezone: "Pacific/Honolulu" })], "2026-03-01T05:00:00Z")).toBeUndefined();
  });

  it("takes RPM before RTM before the others", () => {
    const all = (["APCM", "PCM", "CCM", "RTM", "RPM"] as const).map((program) =>
      enrollment({ id: `enr_${program}`, program }),
    );
    expect(choose(all, "2026-03-05T12:00:00Z")).toBe("enr_RPM");
    expect(choose(all.slice(0, 4), "2026-03-05T12:00:00Z")).toBe("enr_RTM");
    expect(choose(all.slice(0, 3), "2026-03-05T12:00:00Z")).toBeUndefined();
  });

  it("asks the enrollment's own list of metrics where it has one", () => {
    const named = enrollment({ program: "CCM", metricDefinitionIds: ["metric_pain"] });
    expect(choose([named], "2026-03-05T12:00:00Z")).toBe("enr_1");
    expect(
      choose([enrollment({ metricDefinitionIds: ["metric_weight"] })], "2026-03-05T12:00:00Z"),
    ).toBeUndefined();
  });

  it("takes the one that started last of one program", () => {
    const earlier = enrollment({ id: "enr_a", startDate: "2026-01-01" });
    expect(choose([earlier, enrollment({ id: "enr_b" })], "2026-03-05T12:00:00Z")).toBe("enr_b");
    expect(choose([enrollment({ id: "enr_b" }), earlier], "2026-03-05T12:00:00Z")).toBe("enr_b");
  });
});

describe("touchedRange", () => {
  const before = enrollment({ endDate: "2026-03-31" });
  const touched = (more: Partial<Monitoring>) => touchedRange(before, { ...before, ...more });

  it("is all days of a new enrollment", () => {
    expect(touchedRange(null, before)).toEqual({ from: "2026-03-01", to: "2026-03-31" });
    expect(touchedRange(null, enrollment())).toEqual({ from: "2026-03-01", to: null });
  });

  it("is none where no day changes", () => {
    expect(touched({})).toBeUndefined();
    expect(touched({ pauses: [{ from: "2026-05-01", to: null }] })).toBeUndefined();
  });

  it("is the days that turn", () => {
    expect(touched({ endDate: "2026-03-20" })).toEqual({ from: "2026-03-21", to: "2026-03-31" });
    expect(touched({ endDate: null })).toEqual({ from: "2026-04-01", to: null });
    expect(
      touched({
        pauses: [
          { from: "2026-03-05", to: "2026-03-06" },
          { from: "2026-03-30", to: null },
        ],
      }),
    ).toEqual({
      from: "2026-03-05",
      to: "2026-03-31",
    });
  });

  it("is every day where start, zone, program or metrics change", () => {
    expect(touched({ startDate: "2026-02-15" })).toEqual({ from: "2026-02-15", to: "2026-03-31" });
    expect(touched({ startDate: "2026-03-15" })).toEqual({ from: "2026-03-01", to: "2026-03-31" });
    expect(touched({ metricDefinitionIds: ["metric_weight"] })).toEqual({
      from: "2026-03-01",
      to: "2026-03-31",
    });
    expect(touched({ timezone: "America/Chicago" })).toEqual({ from: "2026-02-28", to: "2026-04-01" });
  });
});
