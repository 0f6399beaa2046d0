import { describe, expect, it } from "vitest";
import {
  applyStatus,
  initialStatus,
  type StatusAndDates,
  type StatusOutcome,
  type StatusPatch,
} from "./enrollment-status.js";
import { canMove, conflictOf, type EnrollmentStatus } from "./enrollments.policy.js";

const TODAY = "2026-03-15";
const current = (more: Partial<StatusAndDates> = {}): StatusAndDates => ({
  status: "ACTIVE",
  startDate: "2026-03-01",
  endDate: null,
  endReason: null,
  pauses: [],
  ...more,
});
const codeOf = (outcome: StatusOutcome): string | undefined =>
  "problem" in outcome ? outcome.problem.code : undefined;
const nextOf = (outcome: StatusOutcome): StatusAndDates | undefined =>
  "next" in outcome ? outcome.next : undefined;
const apply = (patch: StatusPatch, more: Partial<StatusAndDates> = {}) =>
  applyStatus(current(more), patch, TODAY);

describe("the state table", () => {
  const ALL: EnrollmentStatus[] = ["PENDING", "ACTIVE", "PAUSED", "ENDED"];
  it.each([
    ["PENDING", ["PENDING", "ACTIVE", "ENDED"]],
    ["ACTIVE", ["ACTIVE", "PAUSED", "ENDED"]],
    ["PAUSED", ["ACTIVE", "PAUSED", "ENDED"]],
    ["ENDED", ["ENDED"]],
  ] as const)("%s may become or stay %s", (from, to) =>
    expect(ALL.filter((status) => canMove(from, status))).toEqual(to),
  );

  it("refuses the rest", () => {
    expect(codeOf(apply({ status: "PENDING" }))).toBe("invalid_transition");
    expect(codeOf(apply({ status: "PAUSED" }, { status: "PENDING" }))).toBe("invalid_transition");
    expect(
      codeOf(apply({ status: "ACTIVE" }, { status: "ENDED", endDate: "2026-03-10", endReason: "OTHER" })),
    ).toBe("invalid_transition");
  });
});

describe("pausing", () => {
  it("opens a pause today and closes it yesterday", () => {
    const paused = nextOf(apply({ status: "PAUSED" }))!;
    expect(paused).toMatchObject({ status: "PAUSED", pauses: [{ from: TODAY, to: null }] });
    expect(nextOf(applyStatus(paused, { status: "ACTIVE" }, "2026-03-20"))).toMatchObject({
      status: "ACTIVE",
      pauses: [{ from: TODAY, to: "2026-03-19" }],
    });
  });

  it("leaves nothing of a pause shorter than a day", () => {
    const paused = nextOf(apply({ status: "PAUSED" }))!;
    expect(nextOf(applyStatus(paused, { status: "ACTIVE" }, TODAY))?.pauses).toEqual([]);
  });

  it("changes nothing the second time", () => {
    const paused = current({ status: "PAUSED", pauses: [{ from: "2026-03-10", to: null }] });
    expect(nextOf(applyStatus(paused, { status: "PAUSED" }, TODAY))).toEqual(paused);
    expect(nextOf(apply({ status: "ACTIVE" }))).toEqual(current());
  });

  it("takes pauses written whole, in order and apart", () => {
    const [a, b] = [
      { from: "2026-03-10", to: "2026-03-12" },
      { from: "2026-03-13", to: null },
    ];
    expect(nextOf(apply({ pauses: [b, a] }))?.pauses).toEqual([a, b]);
    expect(codeOf(apply({ pauses: [a, { from: "2026-03-12", to: "2026-03-14" }] }))).toBe("invalid_dates");
    expect(codeOf(apply({ pauses: [{ from: "2026-03-05", to: null }, a] }))).toBe("invalid_dates");
    expect(codeOf(apply({ pauses: [{ from: "2026-03-05", to: "2026-03-04" }] }))).toBe("invalid_dates");
    expect(nextOf(apply({ pauses: null }, { pauses: [a] }))?.pauses).toEqual([]);
  });
});

describe("ending", () => {
  it("needs a day and a reason", () => {
    expect(codeOf(apply({ status: "ENDED" }))).toBe("end_required");
    expect(codeOf(apply({ status: "ENDED", endDate: TODAY }))).toBe("end_required");
    expect(codeOf(apply({ endDate: null }, { status: "ENDED", endDate: TODAY, endReason: "OTHER" }))).toBe(
      "end_required",
    );
    expect(nextOf(apply({ status: "ENDED", endDate: TODAY, endReason: "GOALS_MET" }))).toMatchObject({
      status: "ENDED",
      endDate: TODAY,
    });
    expect(nextOf(apply({ status: "ENDED" }, { endDate: TODAY, endReason: "OTHER" }))?.status).toBe("ENDED");
  });

  it("does not come before the start", () => {
    expect(codeOf(apply({ status: "ENDED", endDate: "2026-02-28", endReason: "OTHER" }))).toBe(
      "invalid_dates",
    );
    expect(codeOf(apply({ startDate: "2026-04-01" }, { endDate: "2026-03-31" }))).toBe("invalid_dates");
  });

  it("waits for its day where that is ahead", () => {
    const patch = { status: "ENDED", endDate: "2026-03-31", endReason: "TRANSFERRED" } as const;
    expect(nextOf(apply(patch))).toMatchObject({
      status: "ACTIVE",
      endDate: "2026-03-31",
      endReason: "TRANSFERRED",
    });
    expect(nextOf(apply({ ...patch, endDate: "2026-03-16" }))?.status).toBe("ENDED");
    expect(nextOf(apply({ endDate: "2026-03-31" }))?.status).toBe("ACTIVE");
  });

  it("calls off at once what has not begun", () => {
    const patch = { status: "ENDED", endDate: "2026-04-01", endReason: "PATIENT_REQUEST" } as const;
    expect(nextOf(apply(patch, { status: "PENDING", startDate: "2026-04-01" }))?.status).toBe("ENDED");
  });

  it("follows from an end that has passed", () => {
    expect(nextOf(apply({ endDate: "2026-03-10", endReason: "DECEASED" }))?.status).toBe("ENDED");
    expect(codeOf(apply({ endDate: "2026-03-10" }))).toBe("end_required");
  });
});

describe("initialStatus", () => {
  const initial = (input: Parameters<typeof initialStatus>[0]) => nextOf(initialStatus(input, TODAY))?.status;

  it("is active from the start on, and pending before", () => {
    expect(initial({ startDate: TODAY })).toBe("ACTIVE");
    expect(initial({ startDate: "2026-03-16" })).toBe("PENDING");
    expect(initial({ startDate: "2026-03-01", status: "PENDING" })).toBe("PENDING");
  });

  it("is ended where the end has passed", () => {
    expect(initial({ startDate: "2026-01-01", endDate: "2026-02-01", endReason: "GOALS_MET" })).toBe("ENDED");
    expect(initial({ startDate: "2026-01-01", endDate: TODAY })).toBe("ACTIVE");
    expect(codeOf(initialStatus({ startDate: "2026-01-01", endDate: "2026-02-01" }, TODAY))).toBe(
      "end_required",
    );
    expect(
      codeOf(initialStatus({ startDate: "2026-03-01", endDate: "2026-02-01", endReason: "OTHER" }, TODAY)),
    ).toBe("invalid_dates");
  });
});

describe("conflictOf", () => {
  it("allows one enrollment a program, and RPM beside RTM only on purpose", () => {
    expect(conflictOf([], "RPM", false)).toBeUndefined();
    expect(conflictOf(["RPM"], "RPM", true)).toBe("already_enrolled");
    expect(conflictOf(["RTM", "CCM"], "RPM", false)).toBe("program_conflict");
    expect(conflictOf(["RPM"], "RTM", false)).toBe("program_conflict");
    expect(conflictOf(["RPM"], "RTM", true)).toBeUndefined();
    expect(conflictOf(["RPM", "CCM"], "PCM", false)).toBeUndefined();
  });
});
