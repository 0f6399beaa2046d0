import { builtInMetric } from "../../metric-definitions/catalogue.js";
import type { Resource } from "../model.js";
import { metricIdOf, panelCodeOf } from "./codes.js";
import { asObservation, type Measured, type Observation, type Quantity } from "./observation.js";
import { effectiveText } from "./time.js";

/** One value of an Observation: a reading to be. `path` is where it stands. */
export type Part = { metricId: string; quantity: Quantity & { value: NonNullable<Quantity["value"]> }; path: string };

const STATUSES = new Set(["final", "amended", "corrected", "entered-in-error"]);

const partOf = ({ code, valueQuantity }: Measured, path: string, panel?: string): Part | undefined => {
  const metricId = metricIdOf(code);
  // A pulse beside a pressure is not of the panel: it stays where it was sent.
  if (panel !== undefined && metricId !== undefined && builtInMetric(metricId)?.panel !== panel) return undefined;
  const value = valueQuantity?.value;
  if (metricId === undefined || value === undefined || valueQuantity?.comparator !== undefined) return undefined;
  return { metricId, quantity: { ...valueQuantity, value }, path: `${path}.value` };
};

/** The values that are readings; none where the Observation is not of a metric or of a panel of such. */
export const partsOf = (observation: Observation): Part[] => {
  const panel = panelCodeOf(observation.code);
  if (panel === undefined) return [partOf(observation, "Observation")].filter((part) => part !== undefined);
  const parts = (observation.component ?? []).map((component, at) => partOf(component, `Observation.component[${at}]`, panel));
  const found = parts.filter((part) => part !== undefined);
  // Two values of one metric are no single measurement.
  return new Set(found.map(({ metricId }) => metricId)).size === found.length ? found : [];
};

const isOfPatient = ({ subject }: Observation): boolean => /^Patient\/[A-Za-z0-9\-.]{1,64}$/.test(subject?.reference ?? "");

/** Whether the platform has columns for it: a reading, or a panel of such. Everything else is kept as it was sent. */
export const isReading = (resource: Resource): boolean => {
  const observation = asObservation(resource);
  return STATUSES.has(observation.status ?? "") && isOfPatient(observation) && effectiveText(observation) !== undefined && partsOf(observation).length > 0;
};
