import type { ObservationInput } from "@vitaledge/sdk";
import { codesOf } from "./fhir.js";
import type { Measured, Observation, Quantity } from "./fhir.js";
import type { MetricIndex } from "./metrics.js";

const CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
const UCUM = "http://unitsofmeasure.org";
const IMPORTED = ["vital-signs", "laboratory"];
const VALID = ["final", "amended", "corrected"];
const INSTANT = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/;

export type LeftOut =
  | "neither a vital sign nor a laboratory value"
  | "not a final result"
  | "no time of day"
  | "no metric for the code"
  | "no value"
  | "not a number"
  | "a limit, not a value"
  | "no unit";

/** A reading to send, or why there is none. */
export type Mapped = { reading: ObservationInput } | { leftOut: LeftOut };

/** One for each value of the observation: its own, and those of its components. */
export const readingsOf = (observation: Observation, patientId: string, metricOf: MetricIndex): Mapped[] => {
  const { component = [] } = observation;
  // A panel has no value of its own, and lacks none.
  const parts: Measured[] = hasValue(observation) || component.length === 0 ? [observation, ...component] : component;
  return parts.map((part) => mapPart(part, observation, patientId, metricOf));
};

const mapPart = (part: Measured, whole: Observation, patientId: string, metricOf: MetricIndex): Mapped => {
  const recordedAt = whole.effectiveInstant ?? whole.effectiveDateTime ?? "";
  const categories = (whole.category ?? []).flatMap((category) => codesOf(category, CATEGORY));
  if (!categories.some((code) => IMPORTED.includes(code))) return { leftOut: "neither a vital sign nor a laboratory value" };
  if (!VALID.includes(whole.status ?? "")) return { leftOut: "not a final result" };
  if (!INSTANT.test(recordedAt)) return { leftOut: "no time of day" };
  const metricDefinitionId = metricOf(part.code);
  if (metricDefinitionId === undefined) return { leftOut: "no metric for the code" };
  if (!hasValue(part)) return { leftOut: "no value" };
  const { value, comparator } = part.valueQuantity ?? {};
  if (value === undefined) return { leftOut: "not a number" };
  if (comparator !== undefined) return { leftOut: "a limit, not a value" };
  const unit = unitOf(part.valueQuantity);
  if (unit === undefined) return { leftOut: "no unit" };
  return {
    reading: {
      patientId, metricDefinitionId, value, unit, recordedAt,
      // Taken by people in a practice; nothing says that a device sent it by itself.
      source: "MANUAL",
      // Part of the natural key: two readings of one moment stay two, and a second run meets the first one's.
      ...(whole.id !== undefined && { externalId: whole.id }),
      ...(whole.id !== undefined && part !== whole && { groupId: whole.id }),
    },
  };
};

const hasValue = (part: Measured): boolean =>
  part.valueQuantity !== undefined || part.valueString !== undefined || part.valueCodeableConcept !== undefined;

/** UCUM where the sender names it; `unit` is for people and may be spelled in any way. */
const unitOf = (quantity: Quantity | undefined): string | undefined =>
  quantity?.system === UCUM ? (quantity.code ?? quantity.unit) : quantity?.unit;
