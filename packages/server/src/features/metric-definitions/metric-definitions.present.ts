import type { components } from "@vitaledge/contract/schema";
import type { Metric } from "./metric-definitions.service.js";

export const presentMetric = (metric: Metric): components["schemas"]["MetricDefinition"] => ({
  id: metric.id,
  code: metric.code,
  name: metric.name,
  unit: metric.unit,
  displayUnit: metric.displayUnit,
  units: metric.units,
  molarMass: metric.molarMass,
  loinc: metric.loinc,
  alsoCodedAs: [...metric.alsoCodedAs],
  mdc: metric.mdc,
  panel: metric.panel,
  category: metric.category,
  plausibleRange: metric.plausibleRange,
  programs: [...metric.programs],
  defaultRules: [...metric.defaultRules],
  note: metric.note,
  builtIn: metric.builtIn,
  version: metric.version,
});
