import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { equalDecimals, plainDecimal } from "../../observations/decimal.js";
import { changeReadings, markSent, voidParts, type ObservationRow } from "../../observations/observations.service.js";
import { recordBatch } from "../../observations/record-batch.js";
import { toCanonical } from "../../observations/units.js";
import { lockPatientWholly } from "../../patients/patient-lock.service.js";
import type { Resource, Version, Written } from "../model.js";
import { indexVersions } from "../search/index/index-versions.js";
import { keepAll } from "./keep.js";
import { standing } from "./present.js";
import { textOf } from "./quantity.js";
import { placed, readMany, recordable, type Reading } from "./read.js";
import { groupsOf, newestOf } from "./versions.js";

const partsHeld = async (tx: TenantTx, id: string): Promise<ObservationRow[]> => {
  const rows = (await groupsOf(tx, [id])).get(id) ?? fail("observation_not_found");
  for (const patientId of [...new Set(rows.map((row) => row.patient_id))].toSorted()) await lockPatientWholly(tx, patientId);
  return rows;
};

/** What measures otherwise than before is voided and stored anew, under the same id; all else goes to what is kept beside. */
export const update = async (tx: TenantTx, resource: Resource, current: Version): Promise<Written> => {
  const read = (await readMany(tx, [resource], (_index, work) => work()))[0]!;
  const rows = await partsHeld(tx, current.id);
  const version = current.version + 1;
  const before = standing(rows).filter(({ status }) => status === "FINAL");
  const kept = before.filter((row) => !read.isVoid && read.readings.some((reading) => isSame(row, reading)));
  const gone = before.filter((row) => !kept.includes(row));
  const fresh = read.isVoid && before.length ? [] : read.readings.filter((reading) => !kept.some((row) => isSame(row, reading)));

  if (gone.length) await voidParts(tx, gone, version, false);
  if (fresh.length) await store(tx, fresh, rows, { id: current.id, version, isVoid: read.isVoid });
  // A version has to be of a row.
  if (!gone.length && !fresh.length) await changeReadings(tx, [kept[0] ?? standing(rows)[0]!], { fhir_version: version, ...noteOf(tx, kept[0], read.readings[0]) });
  await markSent(tx, rows);
  return settle(tx, resource, current);
};

/** A measurement that was preliminary, or of nobody, counts from now on: as any other that comes at this moment. */
export const adopt = async (tx: TenantTx, resource: Resource, current: Version): Promise<Written> => {
  const { readings, isVoid } = (await readMany(tx, [resource], (_index, work) => work()))[0]!;
  await store(tx, readings, [], { id: current.id, version: current.version + 1, isVoid });
  return settle(tx, resource, current);
};

const settle = async (tx: TenantTx, resource: Resource, current: Version): Promise<Written> => {
  const now = await groupsOf(tx, [current.id]);
  await keepAll(tx, [{ id: current.id, rows: now.get(current.id)!, sent: resource }]);
  const [written] = await newestOf(tx, now);
  await indexVersions(tx, [written!]);
  return { kind: current.resource ? "updated" : "created", version: written! };
};

const noteOf = (tx: TenantTx, row: ObservationRow | undefined, reading: Reading | undefined): { note_sealed?: string | null } => {
  if (!row || !reading) return {};
  const { note } = reading.input;
  return { note_sealed: note === undefined ? null : tx.seal({ table: "observations", column: "note", id: row.id }, note) };
};

const isSame = (row: ObservationRow, { metric, part, input }: Reading): boolean => {
  const value = plainDecimal(textOf(part.quantity.value));
  const measured = toCanonical(textOf(part.quantity.value), input.unit, metric);
  return row.metric_definition_id === metric.id && value !== undefined && measured !== undefined
    && (row.unit === input.unit ? equalDecimals(row.value, value) : equalDecimals(row.canonical_value, measured.value))
    && row.patient_id === input.patientId && row.device_id === (input.deviceId ?? null)
    && row.recorded_at.getTime() === new Date(input.recordedAt).getTime();
};

type Place = { id: string; version: number; isVoid: boolean };

const store = async (tx: TenantTx, fresh: readonly Reading[], rows: readonly ObservationRow[], place: Place): Promise<void> => {
  const outcomes = await recordBatch(tx, fresh.map((reading) => recordable(tx, asBefore(tx, reading, rows), place)));
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome.kind === "rejected") throw placed(outcome.problem, fresh[at]!);
    if (outcome.kind !== "created") fail("observation_conflict", { detail: "Another Observation has this reading. Change that one." });
  }
};

/** What FHIR has no words for stays as it was, and where it came from, as long as the device is the same. */
const asBefore = (tx: TenantTx, reading: Reading, rows: readonly ObservationRow[]): Reading => {
  const before = standing(rows).find((row) => row.metric_definition_id === reading.metric.id) ?? rows[0];
  if (!before) return reading;
  const { group_id: groupId, context, metadata_sealed: metadata, device_id: deviceId, source } = before;
  return { ...reading, input: {
    ...reading.input,
    ...(groupId !== null && { groupId }),
    ...(context && { context: { ...context, ...reading.input.context } }),
    ...(metadata !== null && { metadata: JSON.parse(tx.open({ table: "observations", column: "metadata", id: before.id }, metadata)) as Record<string, string> }),
    ...(deviceId === (reading.input.deviceId ?? null) && { source }),
  } };
};

/** The readings are void for REST, and their Observation is gone. */
export const remove = async (tx: TenantTx, current: Version): Promise<Version> => {
  const rows = await partsHeld(tx, current.id);
  await voidParts(tx, rows.filter((row) => row.deleted_at === null), current.version + 1, true);
  const [version] = await newestOf(tx, await groupsOf(tx, [current.id]));
  if (rows.some((row) => row.fhir_sent)) await indexVersions(tx, [version!]);
  return version!;
};
