import type { TenantTx } from "../../../db/with-tenant.js";
import { findByNaturalKeys, voidParts, type NaturalKey, type ObservationRow } from "../../observations/observations.service.js";
import type { Outcome } from "../../observations/reading.js";
import { recordBatch } from "../../observations/record-batch.js";
import { lockPatientWholly } from "../../patients/patient-lock.service.js";
import { toFhirId } from "../fhir-ids.js";
import type { At, Resource, Written } from "../model.js";
import { indexVersions } from "../search/index/index-versions.js";
import { sentOfRows } from "../store/sent.js";
import type { FormRow } from "./groups.sql.js";
import { keepAll } from "./keep.js";
import { placed, readMany, recordable, type Readings } from "./read.js";
import { groupsOf, newestOf } from "./versions.js";

type Ask = { resource: Resource; id: string | undefined };
type Recorded = { ask: Ask; kind: Written["kind"]; id: string; isVoid: boolean };

export const fhirIdOf = (row: Pick<ObservationRow, "id" | "fhir_id">): string => row.fhir_id ?? toFhirId(row.id);

/** Records Observations by the way of every other reading, by the same few statements however many there are. */
export const createMany = async (tx: TenantTx, resources: readonly Resource[], ids: readonly (string | undefined)[], at: At): Promise<Written[]> => {
  const read = await readMany(tx, resources, at);
  const panels = await panelsThere(tx, read);
  const items = read.flatMap((one, index) => one.readings.map((reading) => recordable(tx, reading, { id: panels.get(one) ?? ids[index], isVoid: one.isVoid })));
  const outcomes = await recordBatch(tx, items);
  const recorded: Recorded[] = [];
  let next = 0;
  for (const [index, one] of read.entries()) {
    const mine = outcomes.slice(next, (next += one.readings.length));
    recorded.push(await at(index, async () => outcomeOf({ resource: resources[index]!, id: ids[index] }, one, mine)));
  }
  return writtenOf(tx, recorded);
};

/** The Observations that stand already with a part of a panel that was sent: what is missing there is added to them. */
const panelsThere = async (tx: TenantTx, read: readonly Readings[]): Promise<Map<Readings, string>> => {
  const panels = read.filter(({ readings }) => readings.some(({ metric }) => metric.panel !== null));
  const keys = panels.flatMap((one) => one.readings.map((reading) => ({ one, key: naturalKeyOf(reading.input) })));
  const found = new Map(keys.length ? (await findByNaturalKeys(tx, keys.map(({ key }) => key))).map((row) => [textOf({
    patientId: row.patient_id, metricDefinitionId: row.metric_definition_id, recordedAt: row.recorded_at, discriminator: row.external_id ?? row.device_id ?? "",
  }), fhirIdOf(row)]) : []);
  return new Map(keys.flatMap(({ one, key }) => {
    const id = found.get(textOf(key));
    return id === undefined ? [] : [[one, id] as const];
  }));
};

const naturalKeyOf = ({ patientId, metricDefinitionId, recordedAt, externalId, deviceId }: Readings["readings"][number]["input"]): NaturalKey =>
  ({ patientId, metricDefinitionId, recordedAt: new Date(recordedAt), discriminator: externalId ?? deviceId ?? "" });

const textOf = (key: NaturalKey): string => JSON.stringify(key);

const outcomeOf = (ask: Ask, { readings, isVoid }: Readings, outcomes: readonly Outcome[]): Recorded => {
  const rows: ObservationRow[] = [];
  let created = 0;
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome.kind === "rejected") throw placed(outcome.problem, readings[at]!);
    if (outcome.kind !== "created" && outcome.kind !== "duplicate") throw new Error("a reading of FHIR has no key, and fails by throwing");
    rows.push(outcome.row);
    if (outcome.kind === "created") created++;
  }
  const kind = created === 0 ? "unchanged" : created === rows.length ? "created" : "updated";
  return { ask, kind, id: fhirIdOf(rows[0]!), isVoid };
};

const writtenOf = async (tx: TenantTx, recorded: readonly Recorded[]): Promise<Written[]> => {
  const ids = [...new Set(recorded.map(({ id }) => id))];
  const voided = recorded.filter(({ kind, isVoid }) => isVoid && kind === "created");
  for (const { id } of voided) await voidNew(tx, id);
  const groups = await groupsOf(tx, ids);
  await keepSentOf(tx, recorded.filter(({ kind }) => kind !== "unchanged"), groups);
  const versions = await newestOf(tx, groups);
  const changed = new Set(recorded.filter(({ kind }) => kind !== "unchanged").map(({ id }) => id));
  await indexVersions(tx, versions.filter(({ id }) => changed.has(id)));
  const byId = new Map(versions.map((version) => [version.id, version]));
  return recorded.map(({ kind, id }) => ({ kind, version: byId.get(id)! }));
};

const keepSentOf = async (tx: TenantTx, written: readonly Recorded[], groups: ReadonlyMap<string, FormRow[]>): Promise<void> => {
  if (!written.length) return;
  const joined = written.filter(({ id }) => groups.get(id)!.some((row) => row.fhir_version > 1));
  const earlier = await sentOfRows(tx, "Observation", joined.map(({ id }) => id));
  await keepAll(tx, written.map(({ id, ask }) => ({ id, rows: groups.get(id)!, sent: { ...earlier.get(id)?.sent, ...ask.resource } })));
};

/** Known as an error as soon as it is there: of the same version. */
const voidNew = async (tx: TenantTx, id: string): Promise<void> => {
  const rows = (await groupsOf(tx, [id])).get(id)!;
  await lockPatientWholly(tx, rows[0]!.patient_id);
  await voidParts(tx, rows, Math.max(...rows.map((row) => row.fhir_version)), false);
};
