import type { Severity } from "./alert-rule.js";
import type { Breach } from "./evaluate.js";
import { mergeBreach, type ResolvedAlert, type UnresolvedAlert } from "./merge-breach.js";

/** What breaches change of an unresolved alert. */
export type AlertState = UnresolvedAlert & {
  snoozedUntil: Date | null;
  ruleId: string;
  title: string;
  enrollmentId: string | null;
  observationId: string | null;
  observationRecordedAt: Date | null;
  value: string | null;
  unit: string | null;
};

/** A breach with what an alert says of it. */
export type ToldBreach = Omit<Breach, "observationId" | "value" | "triggeredBy"> & {
  /** Null where it is that no reading came. */
  observationId: string | null;
  value: string | null;
  triggeredBy: string | null;
  cooldownMinutes: number;
  title: string;
  unit: string | null;
  enrollmentId: string | null;
};

export type Folded = {
  state: AlertState;
  /** The new readings whose breaches raised or repeated the alert. */
  triggeredBy: string[];
};

type Reading = Pick<AlertState, "enrollmentId" | "observationId" | "observationRecordedAt" | "value" | "unit">;

const readingOf = (breach: ToldBreach): Reading => ({
  enrollmentId: breach.enrollmentId,
  observationId: breach.observationId,
  observationRecordedAt: breach.observationId === null ? null : breach.recordedAt,
  value: breach.value,
  unit: breach.unit,
});

const raised = (breach: ToldBreach): AlertState => ({
  status: "OPEN",
  severity: breach.severity,
  occurrences: 1,
  firstTriggeredAt: breach.recordedAt,
  lastTriggeredAt: breach.recordedAt,
  snoozedUntil: null,
  ruleId: breach.ruleId,
  title: breach.title,
  ...readingOf(breach),
});

type Repeat = { occurrences: number; firstTriggeredAt: Date; lastTriggeredAt: Date; severity?: Severity; reopen: boolean };

/** The reading shown is the last one by time; a more severe one is shown at once, with its rule. */
const repeated = (state: AlertState, breach: ToldBreach, merge: Repeat): AlertState => ({
  ...state,
  ...(merge.severity || breach.recordedAt >= state.lastTriggeredAt ? readingOf(breach) : {}),
  ...(merge.severity ? { severity: merge.severity, ruleId: breach.ruleId, title: breach.title } : {}),
  ...(merge.reopen ? { status: "OPEN" as const, snoozedUntil: null } : {}),
  occurrences: merge.occurrences,
  firstTriggeredAt: merge.firstTriggeredAt,
  lastTriggeredAt: merge.lastTriggeredAt,
});

/** What breaches of one patient, metric, type and direction make of the alert there is; undefined where nothing comes of them. */
export const foldBreaches = (
  open: AlertState | undefined,
  lastResolved: ResolvedAlert | undefined,
  breaches: readonly ToldBreach[],
  now: Date,
): Folded | undefined => {
  let state = open;
  const counted: ToldBreach[] = [];
  for (const breach of breaches) {
    const merge = mergeBreach(state, lastResolved, breach, breach.cooldownMinutes, now);
    if (merge.kind === "none") continue;
    state = merge.kind === "raise" || !state ? raised(breach) : repeated(state, breach, merge);
    counted.push(breach);
  }
  return state && counted.length ? { state, triggeredBy: counted.flatMap(({ triggeredBy }) => triggeredBy ?? []) } : undefined;
};
