import { numberOf } from "../fhir-json.js";
import type { Metric } from "../../metric-definitions/metric-definitions.service.js";
import type { ObservationRow } from "../../observations/observations.service.js";
import { UCUM } from "./codes.js";
import type { Quantity } from "./observation.js";

/** Units beside the metric's own that the profiles of vital signs admit. */
const ADMITTED: Record<string, readonly string[]> = {
  metric_weight: ["kg", "g", "[lb_av]"],
  metric_height: ["cm", "[in_i]"],
  metric_temperature: ["Cel", "[degF]"],
};

/** The UCUM units that a metric's value may be told in; undefined where all that convert may. */
export const admittedUnits = ({ id, unit, category }: Pick<Metric, "id" | "unit" | "category">): readonly string[] | undefined =>
  category === "vital-signs" ? (ADMITTED[id] ?? [unit]) : undefined;

type Told = Pick<ObservationRow, "value" | "value_text" | "unit" | "canonical_value" | "canonical_unit">;

/** As it was sent, where the profile has its unit; else in the metric's own. */
export const quantityOf = (row: Told, metric: Metric): Quantity => {
  const code = Object.hasOwn(metric.units, row.unit) ? metric.units[row.unit]! : row.unit;
  const admitted = admittedUnits(metric);
  if (admitted && !admitted.includes(code)) return inCanonical(row.canonical_value, metric);
  return { value: numberOf(row.value_text ?? row.value), unit: row.unit, system: UCUM, code };
};

export const inCanonical = (value: string, metric: Metric): Quantity =>
  ({ value: numberOf(value), unit: metric.displayUnit, system: UCUM, code: metric.unit });

/** The text of a number, as it was written. */
export const textOf = (value: NonNullable<Quantity["value"]>): string => String(value);
