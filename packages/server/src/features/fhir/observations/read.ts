import type { TenantTx } from "../../../db/with-tenant.js";
import { ProblemError, fail } from "../../../http/problem.js";
import { metricsByIds, type Metric } from "../../metric-definitions/metric-definitions.service.js";
import type { ObservationInput, Recordable } from "../../observations/reading.js";
import { toCanonical } from "../../observations/units.js";
import { existingPatients, timezoneOfPatient } from "../../patients/patients.service.js";
import type { At, Resource } from "../model.js";
import { EXTERNAL_IDS, READING_IDS, UCUM } from "./codes.js";
import { asObservation, type Observation } from "./observation.js";
import { partsOf, type Part } from "./parts.js";
import { textOf } from "./quantity.js";
import { rowIdsOf } from "./references.js";
import { effectiveText, recordedAtOf } from "./time.js";

/** An Observation as the readings it is made of, in the order of its components. */
export type Reading = { metric: Metric; part: Part; input: ObservationInput & { patientId: string } };
export type Readings = { observation: Observation; isVoid: boolean; readings: Reading[] };

const PATIENT = /^Patient\/(.+)$/;
const DEVICE = /^Device\/([A-Za-z0-9\-.]{1,64})$/;
const [MOST_NOTE, MOST_EXTERNAL, MOST_UNIT] = [4000, 200, 50];

/** The readings of many. What they refer to is read at once. */
export const readMany = async (tx: TenantTx, resources: readonly Resource[], at: At): Promise<Readings[]> => {
  const observations = resources.map(asObservation);
  const idOf = (text: string | undefined, form: RegExp): string | undefined => form.exec(text ?? "")?.[1];
  const patients = await rowIdsOf(tx, "Patient", observations.map(({ subject }) => idOf(subject?.reference, PATIENT)));
  const devices = await rowIdsOf(tx, "Device", observations.map(({ device }) => idOf(device?.reference, DEVICE)));
  const metrics = await metricsByIds(tx, [...new Set(observations.flatMap(partsOf).map(({ metricId }) => metricId))]);
  const zones = new Map<string, string>();
  const read: Readings[] = [];
  for (const [index, observation] of observations.entries()) {
    read.push(await at(index, async () => {
      const patientId = patients.get(idOf(observation.subject?.reference, PATIENT) ?? "") ?? refuse("reference_not_found", "Observation.subject");
      const text = effectiveText(observation) ?? refuse("invalid_request", "Observation.effective");
      if (text.length === "YYYY-MM-DD".length && !zones.has(patientId)) zones.set(patientId, await zoneOf(tx, patientId));
      const deviceId = devices.get(idOf(observation.device?.reference, DEVICE) ?? "");
      const shared = { patientId, recordedAt: recordedAtOf(text, zones.get(patientId) ?? "UTC"), ...(deviceId !== undefined && { deviceId }), ...extrasOf(observation) };
      const readings = partsOf(observation).map((part, place) => readingOf(part, place, metrics, shared));
      return { observation, isVoid: observation.status === "entered-in-error", readings };
    }));
  }
  return read;
};

const zoneOf = async (tx: TenantTx, patientId: string): Promise<string> => {
  if (!(await existingPatients(tx, [patientId])).size) refuse("reference_not_found", "Observation.subject");
  return timezoneOfPatient(tx, patientId);
};

/** The place of what is wrong is told in FHIRPath. */
export const refuse = (code: ConstructorParameters<typeof ProblemError>[0], path: string, detail?: string): never =>
  fail(code, { ...(detail !== undefined && { detail }), errors: [{ pointer: path, code, message: detail ?? "is not accepted" }] });

type Shared = Omit<Reading["input"], "metricDefinitionId" | "value" | "unit">;

const readingOf = (part: Part, place: number, metrics: ReadonlyMap<string, Metric>, { note, ...shared }: Shared): Reading => {
  const metric = metrics.get(part.metricId) ?? refuse("metric_definition_not_found", "Observation.code");
  const input = { ...shared, metricDefinitionId: metric.id, value: Number(textOf(part.quantity.value)), unit: unitOf(part, metric) };
  // A panel has its note once, with the first of its readings.
  return { metric, part, input: place === 0 && note !== undefined ? { ...input, note } : input };
};

/** A code of UCUM is taken as UCUM has it, where C is coulomb; a unit without one is looked up among the metric's spellings first. */
const unitOf = ({ quantity: { value, unit, system, code }, path }: Part, metric: Metric): string => {
  const text = code ?? unit ?? "";
  const units = system === UCUM && code !== undefined ? {} : metric.units;
  if (text.length <= MOST_UNIT && text !== "" && toCanonical(textOf(value), text, { ...metric, units })) return text;
  return refuse("unit_mismatch", `${path}.${code === undefined ? "unit" : "code"}`, `The unit is none of UCUM that converts to ${metric.unit}.`);
};

const extrasOf = (observation: Observation) => {
  const { note = [], bodySite, device, meta, performer = [], subject } = observation;
  const text = note.flatMap((annotation) => annotation.text ?? []).join("\n\n");
  const site = bodySite?.text ?? bodySite?.coding?.[0]?.display;
  const externalId = externalIdOf(observation);
  const isDevice = device !== undefined || meta?.source !== undefined;
  const isPatient = performer.some(({ reference }) => reference !== undefined && reference === subject?.reference);
  return {
    source: isDevice ? "DEVICE" as const : isPatient ? "PATIENT_REPORTED" as const : "MANUAL" as const,
    ...(text !== "" && text.length <= MOST_NOTE && { note: text }),
    ...(typeof site === "string" && site.length <= 100 && { context: { bodySite: site } }),
    ...(externalId !== undefined && { externalId }),
  };
};

const externalIdOf = ({ identifier = [] }: Observation): string | undefined => {
  const { system, value } = identifier.find((one) => one.system !== READING_IDS && one.value) ?? {};
  const text = system === undefined || system === EXTERNAL_IDS ? value : `${system}|${value}`;
  return text !== undefined && text.length <= MOST_EXTERNAL ? text : undefined;
};

const PLACES: Partial<Record<ProblemError["code"], string>> = {
  recorded_in_future: "Observation.effective",
  patient_not_found: "Observation.subject",
  device_not_found: "Observation.device",
  device_not_assigned: "Observation.device",
};

const UNKNOWN = new Set<ProblemError["code"]>(["patient_not_found", "device_not_found"]);

/** What the recorder refuses, with the element that it refuses it for. */
export const placed = ({ code, options }: ProblemError, { part }: Reading): ProblemError =>
  new ProblemError(UNKNOWN.has(code) ? "reference_not_found" : code, { ...options, errors: [{ pointer: PLACES[code] ?? part.path, code, message: options.detail ?? "is not accepted" }] });

export const recordable = (tx: TenantTx, { input, part }: Reading, fhir: { id: string | undefined; version?: number; isVoid: boolean }): Recordable =>
  ({ input, receivedAt: tx.now, fhir: { ...fhir, value: textOf(part.quantity.value) } });
