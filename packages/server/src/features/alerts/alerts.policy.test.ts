import { describe, expect, it } from "vitest";
import {
  applyAction,
  canMove,
  canResolve,
  faultsOfAction,
  type AlertStatus,
  type TriageState,
} from "./alerts.policy.js";

const NOW = new Date("2026-03-01T12:00:00Z");
const LATER = new Date("2026-03-02T12:00:00Z");
const state = (status: AlertStatus, more: Partial<TriageState> = {}): TriageState => ({
  status,
  assigneeId: null,
  escalated: false,
  snoozedUntil: null,
  ...more,
});

describe("the state table", () => {
  const ALL: AlertStatus[] = ["OPEN", "ACKNOWLEDGED", "SNOOZED", "RESOLVED"];
  it.each([
    ["OPEN", ["ACKNOWLEDGED", "SNOOZED", "RESOLVED"]],
    ["ACKNOWLEDGED", ["OPEN", "SNOOZED", "RESOLVED"]],
    ["SNOOZED", ["OPEN", "ACKNOWLEDGED", "RESOLVED"]],
    ["RESOLVED", []],
  ] as const)("%s may become %s", (from, to) => {
    expect(ALL.filter((status) => canMove(from, status))).toEqual(to);
    expect(canResolve(from)).toBe(from !== "RESOLVED");
  });
});

describe("applyAction", () => {
  it("changes what the action is about", () => {
    expect(applyAction(state("OPEN"), { action: "ACKNOWLEDGE" })).toEqual({
      status: "ACKNOWLEDGED",
      snoozedUntil: null,
    });
    expect(applyAction(state("SNOOZED", { snoozedUntil: LATER }), { action: "ACKNOWLEDGE" })).toMatchObject({
      snoozedUntil: null,
    });
    expect(applyAction(state("ACKNOWLEDGED"), { action: "SNOOZE", until: LATER })).toEqual({
      status: "SNOOZED",
      snoozedUntil: LATER,
    });
    expect(applyAction(state("SNOOZED"), { action: "ESCALATE" })).toEqual({ escalated: true });
    expect(applyAction(state("OPEN"), { action: "ASSIGN", assigneeId: "user_123" })).toEqual({
      assigneeId: "user_123",
    });
  });

  it("changes nothing twice", () => {
    expect(applyAction(state("ACKNOWLEDGED"), { action: "ACKNOWLEDGE" })).toEqual({});
    expect(applyAction(state("OPEN", { escalated: true }), { action: "ESCALATE" })).toEqual({});
    expect(
      applyAction(state("OPEN", { assigneeId: "user_123" }), { action: "ASSIGN", assigneeId: "user_123" }),
    ).toEqual({});
    expect(
      applyAction(state("SNOOZED", { snoozedUntil: LATER }), { action: "SNOOZE", until: LATER }),
    ).toEqual({});
  });

  it("leaves resolved alerts alone", () =>
    expect(applyAction(state("RESOLVED"), { action: "ESCALATE" })).toBeUndefined());
});

describe("faultsOfAction", () => {
  const until = (text: string | undefined) =>
    faultsOfAction({ action: "SNOOZE", until: text }, NOW).map((fault) => fault.code);

  it("wants a snooze to end ahead and within 7 days", () => {
    expect(until("2026-03-08T12:00:00Z")).toEqual([]);
    expect(until("2026-03-08T12:00:01Z")).toEqual(["out_of_range"]);
    expect(until("2026-03-01T12:00:00Z")).toEqual(["out_of_range"]);
    expect(until("nonsense")).toEqual(["out_of_range"]);
    expect(until(undefined)).toEqual(["required"]);
  });

  it("wants somebody to assign to", () => {
    expect(faultsOfAction({ action: "ASSIGN" }, NOW)).toMatchObject([{ pointer: "/assigneeId" }]);
    expect(faultsOfAction({ action: "ASSIGN", assigneeId: "user_123" }, NOW)).toEqual([]);
    expect(faultsOfAction({ action: "ESCALATE" }, NOW)).toEqual([]);
  });
});
