import { rowForms } from "../../db/row-forms.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { appendEvents, type NewEvent } from "../../outbox/events.js";
import { metricsByIds, type Metric } from "../metric-definitions/metric-definitions.service.js";
import { pairKey, recentReadings } from "../observations/recent.js";
import { diagnosesOfPatients } from "../patients/patients.service.js";
import { severityRank, type AlertRule } from "./alert-rule.js";
import { alertTitle } from "./alert-title.js";
import { overrideOf, ruleOf } from "./alert-rules.service.js";
import { selectRulesFor } from "./alert-rules.sql.js";
import type { AlertRow } from "./alerts.sql.js";
import { applyOverrides, builtInRulesOf } from "./built-in-rules.js";
import { evaluateReadings, type Breach, type NewReading, type Reading } from "./evaluate.js";
import { foldBreaches, type AlertState, type Folded, type ToldBreach } from "./fold-breaches.js";
import type { ResolvedAlert } from "./merge-breach.js";
import { triageRank } from "./priority.js";
import {
  insertOrLock, selectStanding, selectUnresolved, updateRaised, type AlertKey, type NewAlert, type RankedState, type StandingRow,
} from "./raise.sql.js";
import { MOST_RECENT } from "./triage-weight.js";
import { trendOf } from "./trend.js";

/** The rules that may hold for these metrics and patients: built-in ones, the organization's, and these patients' own. */
export const rulesFor = async (tx: TenantTx, metricIds: readonly string[], patientIds: readonly string[]): Promise<AlertRule[]> => {
  if (!metricIds.length) return [];
  const metrics = await metricsByIds(tx, metricIds);
  const rows = await selectRulesFor(tx, metricIds, patientIds);
  const builtIn = [...metrics.values()].flatMap(builtInRulesOf);
  return [
    ...applyOverrides(builtIn, rows.filter((row) => row.built_in).map(overrideOf)),
    ...rows.filter((row) => !row.built_in).map(ruleOf),
  ];
};

export type FreshReading = NewReading & { unit: string; enrollmentId: string | null };

/** New readings of one patient and metric, and the earlier ones that its rules look back at. */
export type ReadingGroup = {
  patientId: string;
  metricDefinitionId: string;
  prior: Reading[];
  rules: readonly AlertRule[];
  fresh: FreshReading[];
};

/** Breaches of one kind, in the order of their times, and the alert they go to. */
export type Pending = { key: AlertKey; breaches: ToldBreach[] };

const textOf = (key: AlertKey): string => `${pairKey(key)}\n${key.type}\n${key.direction}`;

/**
 * Evaluates new readings and writes the alerts that come of them, by the same few statements however many there are.
 * Answers, for each reading that raised or repeated any, the ids of the alerts.
 */
export const raiseAlerts = async (tx: TenantTx, groups: readonly ReadingGroup[]): Promise<Map<string, string[]>> => {
  const found = groups.flatMap((group) => evaluateReadings(group).map((breach) => ({ group, breach })));
  if (!found.length) return new Map();
  const metrics = await metricsByIds(tx, [...new Set(found.map(({ group }) => group.metricDefinitionId))]);
  return raiseToldBreaches(tx, gatherPending(found, metrics));
};

/** The same for breaches that are known, as those of readings that do not come. */
export const raiseToldBreaches = async (tx: TenantTx, pending: readonly Pending[]): Promise<Map<string, string[]>> => {
  const standing = new Map((await selectStanding(tx, pending.map(({ key }) => key))).map((row) => [textOf(row), row]));
  const drafts = pending.flatMap(({ key, breaches }) => draftOf(tx, key, breaches, standing.get(textOf(key))));
  return drafts.length ? writeAlerts(tx, drafts) : new Map();
};

type Found = { group: ReadingGroup; breach: Breach };

/** The breaches by the alert they go to, each kind in the order of `recordedAt`. */
const gatherPending = (found: readonly Found[], metrics: ReadonlyMap<string, Metric>): Pending[] => {
  const pending = new Map<string, Pending>();
  for (const { group, breach } of found) {
    const key = { patientId: group.patientId, metricDefinitionId: group.metricDefinitionId, type: breach.type, direction: breach.direction };
    const entry = pending.get(textOf(key)) ?? { key, breaches: [] };
    entry.breaches.push(toldBreach(group, breach, metrics.get(group.metricDefinitionId)!));
    pending.set(textOf(key), entry);
  }
  return [...pending.values()];
};

const toldBreach = (group: ReadingGroup, breach: Breach, metric: Metric): ToldBreach => {
  const rule = group.rules.find(({ id }) => id === breach.ruleId)!;
  return {
    ...breach,
    cooldownMinutes: rule.cooldownMinutes,
    title: alertTitle(metric, rule.condition),
    unit: metric.displayUnit,
    enrollmentId: group.fresh.find(({ id }) => id === breach.triggeredBy)?.enrollmentId ?? null,
  };
};

/** `folded` is what a new alert would be. Where one is there, all breaches count and are folded into it once it is locked. */
type Draft = { id: string; key: AlertKey; breaches: ToldBreach[]; folded: Folded };

const draftOf = (tx: TenantTx, key: AlertKey, breaches: ToldBreach[], standing: StandingRow | undefined): Draft[] => {
  const lastResolved = standing && !standing.open ? resolvedOf(standing) : undefined;
  const folded = foldBreaches(undefined, lastResolved, breaches, tx.now);
  return folded ? [{ id: tx.newId("alert"), key, breaches, folded }] : [];
};

const resolvedOf = ({ severity, resolvedAt }: StandingRow): ResolvedAlert | undefined =>
  severity && resolvedAt ? { severity, resolvedAt } : undefined;

const writeAlerts = async (tx: TenantTx, drafts: readonly Draft[]): Promise<Map<string, string[]>> => {
  const rank = await ranker(tx, drafts.map((draft) => draft.key));
  const inserted = await insertOrLock(tx, drafts.map((draft): NewAlert => ({
    ...draft.key, ...rank(draft.key, draft.folded.state), id: draft.id, category: draft.key.type === "MISSING" ? "ADHERENCE" : "PHYSIOLOGICAL",
  })));
  const alertsOf = new Map<string, string[]>();
  const link = (alertId: string, readings: readonly string[]): void => {
    for (const reading of new Set(readings)) alertsOf.set(reading, [...(alertsOf.get(reading) ?? []), alertId]);
  };
  for (const draft of drafts) if (inserted.has(draft.id)) link(draft.id, draft.folded.triggeredBy);
  const repeats = drafts.filter((draft) => !inserted.has(draft.id));
  const updated = repeats.length ? await repeatAlerts(tx, repeats, rank, link) : [];
  const opened = drafts.filter((draft) => inserted.has(draft.id));
  await appendEvents(tx, [...opened.map(({ id, key, folded }) => eventOf("alert.opened", id, key, folded.state)), ...updated]);
  return alertsOf;
};

const eventOf = (type: NewEvent["type"], id: string, { patientId }: AlertKey, { enrollmentId, severity }: AlertState): NewEvent =>
  ({ type, id, patientId, enrollmentId, severity });

type Rank = (key: AlertKey, state: AlertState) => RankedState;

const repeatAlerts = async (
  tx: TenantTx, drafts: readonly Draft[], rank: Rank, link: (alertId: string, readings: readonly string[]) => void,
): Promise<NewEvent[]> => {
  const unresolved = new Map((await selectUnresolved(tx, drafts.map(({ key }) => key))).map((row) => [textOf(row), row]));
  const changes = drafts.flatMap(({ key, breaches }) => {
    const { id, patientId: _patient, metricDefinitionId: _metric, type: _type, direction: _direction, ...open } = unresolved.get(textOf(key))!;
    const folded = foldBreaches(open, undefined, breaches, tx.now);
    if (!folded) return [];
    link(id, folded.triggeredBy);
    return [{ key, change: { ...rank(key, folded.state), id } }];
  });
  await updateRaised(tx, changes.map(({ change }) => change));
  return changes.map(({ key, change }) => eventOf("alert.updated", change.id, key, change));
};

/** What places an alert in the triage queue: see `triageRank`. */
const ranker = async (tx: TenantTx, keys: readonly AlertKey[]): Promise<Rank> => {
  const diagnoses = await diagnosesOfPatients(tx, [...new Set(keys.map(({ patientId }) => patientId))]);
  const recent = await recentReadings(tx, keys, MOST_RECENT);
  return (key, state) => ({
    ...state,
    severityRank: severityRank(state.severity),
    triageRank: triageRank({
      ...state,
      metricDefinitionId: key.metricDefinitionId,
      trend: trendOf(recent.get(pairKey(key)) ?? [], key.direction),
      diagnoses: diagnoses.get(key.patientId) ?? [],
    }),
  });
};

/** Archived forms too. */
export const alertForms = rowForms<AlertRow>("alerts");
export type { AlertRow } from "./alerts.sql.js";
