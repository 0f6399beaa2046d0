import { inOrder } from "../../db/connection.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { ProblemError } from "../../http/problem.js";
import { appendEvents } from "../../outbox/events.js";
import { raiseAlerts } from "../alerts/alerts.service.js";
import { markDevicesSeen } from "../devices/devices.service.js";
import { holdForPanels } from "../patients/patient-lock.service.js";
import { activePrograms, checkReading } from "./check-reading.js";
import { readBatchContext, type BatchContext } from "./batch-context.js";
import { equalDecimals } from "./decimal.js";
import { findByNaturalKeys, insertObservations, setAlertIds, type Inserted, type NewObservation, type ObservationRow } from "./observations.sql.js";
import { chooseFirsts } from "./panels.js";
import { settlePanels } from "./panels.sql.js";
import { readPrior, type PatientMetric } from "./prior-readings.js";
import type { Outcome, Recordable } from "./reading.js";
import { countReadings } from "./reading-days.service.js";

/** A reading that may be stored, its place among all, and its natural key as one text. */
type Checked = { index: number; key: string; row: NewObservation };

/** Stores readings that came together; one that fails is answered alone. Answers in the order given. */
export const recordBatch = async (tx: TenantTx, items: readonly Recordable[]): Promise<Outcome[]> => {
  const context = await readBatchContext(tx, items);
  const outcomes: Outcome[] = [];
  const checked: Checked[] = [];
  items.forEach((item, index) => {
    try {
      const row = checkReading(tx, item, context);
      checked.push({ index, key: keyOf(row), row });
    } catch (error) {
      outcomes[index] = rejected(error);
    }
  });
  const firsts = firstOfEachKey(checked);
  const stored = await insertFirsts(tx, [...firsts.values()]);
  const created = [...stored.created.values()];
  await tellOf(tx, created);
  await evaluate(tx, await priorOf(tx, created, context), context);
  markDevicesSeen(tx, [...new Set(created.flatMap((row) => row.device_id ?? []))], tx.now);
  countReadings(tx, created);
  for (const one of checked) outcomes[one.index] = outcomeOf(one, firsts.get(one.key)!, stored);
  return outcomes;
};

const tellOf = (tx: TenantTx, created: readonly ObservationRow[]): Promise<unknown> =>
  appendEvents(tx, created.map((row) => ({ type: "observation.created", id: row.id, patientId: row.patient_id, enrollmentId: row.enrollment_id })));

const rejected = (error: unknown): Outcome => {
  if (error instanceof ProblemError && error.status < 500) return { kind: "rejected", problem: error };
  throw error;
};

/** Patient, metric, time and origin: what makes two readings one. Sorted by it, two processes never lock crosswise. */
const keyOf = (row: Pick<ObservationRow, "patient_id" | "metric_definition_id" | "recorded_at" | "external_id" | "device_id">): string =>
  [row.patient_id, row.metric_definition_id, row.recorded_at.toISOString(), row.external_id ?? row.device_id ?? ""].join("\n");

const firstOfEachKey = (checked: readonly Checked[]): Map<string, Checked> => {
  const firsts = new Map<string, Checked>();
  for (const one of checked) if (!firsts.has(one.key)) firsts.set(one.key, one);
  return new Map([...firsts].sort(([one], [other]) => (one < other ? -1 : 1)));
};

type Stored = { created: Map<string, ObservationRow>; earlier: Map<string, ObservationRow> };

const insertFirsts = async (tx: TenantTx, firsts: readonly Checked[]): Promise<Stored> => {
  if (!firsts.length) return { created: new Map(), earlier: new Map() };
  const rows = firsts.map(({ row }) => row);
  const alone = chooseFirsts(rows);
  const [, inserted] = await inOrder(holdForPanels(tx, [...new Set(alone.map((row) => row.patient_id))]), insertObservations(tx, rows));
  await settlePanels(tx, joinedOf([...inserted.values()]));
  const created = new Map<string, ObservationRow>();
  const others: NewObservation[] = [];
  for (const { key, row } of firsts) {
    if (inserted.has(row.id)) created.set(key, asStored(row, tx.now));
    else others.push(row);
  }
  const found = others.length ? await findByNaturalKeys(tx, others.map(naturalKeyOf)) : [];
  return { created, earlier: new Map(found.map((row) => [keyOf(row), row])) };
};

/** Measurements of which another part was there. */
const joinedOf = (inserted: readonly Inserted[]): string[] =>
  [...new Set(inserted.flatMap(({ fhir_id: id, fhir_version: version }) => (id !== null && version > 1 ? [id] : [])))];

const naturalKeyOf = (row: NewObservation) => ({
  patientId: row.patient_id,
  metricDefinitionId: row.metric_definition_id,
  recordedAt: row.recorded_at,
  discriminator: row.external_id ?? row.device_id ?? "",
});

/** The row itself, which nobody else holds: a copy of so many properties takes longer than all else that is done with it. */
const asStored = (row: NewObservation, now: Date): ObservationRow =>
  Object.assign(row, { status: "FINAL" as const, alert_ids: [], version: 1, fhir_version: row.fhir_version ?? 1, created_at: now, updated_at: now, deleted_at: null });

const outcomeOf = ({ key, row }: Checked, first: Checked, stored: Stored): Outcome => {
  const standing = stored.created.get(key) ?? stored.earlier.get(key);
  if (!standing) {
    // The other reading was voided between the two statements: sending again settles it.
    return { kind: "rejected", problem: new ProblemError("observation_conflict", { detail: "The reading changed at this moment. Send it again." }) };
  }
  if (row === first.row && standing.id === row.id) return { kind: "created", row: standing };
  if (isSame(standing, row)) return { kind: "duplicate", row: standing };
  return {
    kind: "rejected",
    problem: new ProblemError("observation_conflict", {
      detail: "For this patient, metric, time and origin another value is on record. Void that one first, then send again.",
      extra: { existingId: standing.id },
    }),
  };
};

/** The same measured value; `mmHg` and `mm[Hg]` are two spellings of one. */
const isSame = (one: ObservationRow, other: NewObservation): boolean =>
  (one.unit === other.unit ? equalDecimals(one.value, other.value) : equalDecimals(one.canonical_value, other.canonical_value));

/** The readings that rules look at, with those before them. */
const priorOf = async (tx: TenantTx, created: readonly ObservationRow[], { rules }: BatchContext): Promise<PatientMetric[]> => {
  const watched = new Set(rules.map((rule) => rule.metricDefinitionId));
  const watchable = created.filter((row) => row.evaluated && watched.has(row.metric_definition_id));
  return watchable.length ? readPrior(tx, watchable, rules) : [];
};

/** Rules look at the new readings in the order they were measured, within the same transaction. */
const evaluate = async (tx: TenantTx, groups: readonly PatientMetric[], context: BatchContext): Promise<void> => {
  if (!groups.length) return;
  const raised = await raiseAlerts(tx, groups.map((group) => ({
    ...group,
    rules: context.rules,
    fresh: group.rows.map((row) => ({
      id: row.id, recordedAt: row.recorded_at, value: row.canonical_value, unit: row.canonical_unit, enrollmentId: row.enrollment_id,
      programs: activePrograms(context, row.patient_id, row.recorded_at),
    })),
  })));
  const linked = groups.flatMap(({ rows }) => rows.filter((row) => raised.has(row.id)));
  for (const row of linked) row.alert_ids = raised.get(row.id)!;
  if (linked.length) setAlertIds(tx, linked.map((row) => ({ id: row.id, recordedAt: row.recorded_at, alertIds: row.alert_ids })));
};
