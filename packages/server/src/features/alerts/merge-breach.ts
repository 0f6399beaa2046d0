import { severityRank, type Severity } from "./alert-rule.js";

export type UnresolvedStatus = "OPEN" | "ACKNOWLEDGED" | "SNOOZED";

/** The one alert of the same patient, metric, type and direction that is not resolved. */
export type UnresolvedAlert = {
  status: UnresolvedStatus;
  severity: Severity;
  occurrences: number;
  firstTriggeredAt: Date;
  lastTriggeredAt: Date;
};

export type ResolvedAlert = { severity: Severity; resolvedAt: Date };

export type Merge =
  /** A new alert. */
  | { kind: "raise" }
  | {
      kind: "repeat";
      occurrences: number;
      firstTriggeredAt: Date;
      lastTriggeredAt: Date;
      /** Set by a more severe breach, whose rule, reading, value and title the alert then takes. */
      severity?: Severity;
      /** Back to OPEN, and no longer snoozed. */
      reopen: boolean;
    }
  | { kind: "none" };

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
const later = (a: Date, b: Date): Date => (a > b ? a : b);

const MINUTE = 60_000;

/** What a breach does to the alert there is; `now` is the time of evaluation, which the cool-down counts to. */
export const mergeBreach = (
  open: UnresolvedAlert | undefined,
  lastResolved: ResolvedAlert | undefined,
  breach: { severity: Severity; recordedAt: Date },
  cooldownMinutes: number,
  now: Date,
): Merge => {
  if (open) {
    const worse = severityRank(breach.severity) > severityRank(open.severity);
    return {
      kind: "repeat",
      occurrences: open.occurrences + 1,
      firstTriggeredAt: earlier(open.firstTriggeredAt, breach.recordedAt),
      lastTriggeredAt: later(open.lastTriggeredAt, breach.recordedAt),
      ...(worse ? { severity: breach.severity } : {}),
      reopen: worse && open.status !== "OPEN",
    };
  }
  if (!lastResolved || severityRank(breach.severity) > severityRank(lastResolved.severity))
    return { kind: "raise" };
  // Another process may have resolved it a moment after this evaluation began: without a cool-down that silences nothing.
  if (cooldownMinutes === 0) return { kind: "raise" };
  const quietUntil = lastResolved.resolvedAt.getTime() + cooldownMinutes * MINUTE;
  return { kind: now.getTime() < quietUntil ? "none" : "raise" };
};
