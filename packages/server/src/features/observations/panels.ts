import type { NewObservation } from "./observations.sql.js";

/** Which metric stands for a measurement of several. */
export const PANEL_ORDER = ["metric_bp_systolic", "metric_bp_diastolic"];

const placeOf = ({ metric_definition_id: id }: NewObservation): number => (PANEL_ORDER.includes(id) ? PANEL_ORDER.indexOf(id) : PANEL_ORDER.length);

/** Of the parts of one measurement that come together one stands for it. Answers those that come alone: another may be there. */
export const chooseFirsts = (rows: readonly NewObservation[]): NewObservation[] => {
  const panels = new Map<string, NewObservation[]>();
  for (const row of rows) if (row.fhir_id !== null) panels.set(row.fhir_id, [...(panels.get(row.fhir_id) ?? []), row]);
  for (const parts of panels.values()) {
    const [first] = parts.toSorted((one, other) => placeOf(one) - placeOf(other) || (one.metric_definition_id < other.metric_definition_id ? -1 : 1));
    for (const row of parts) row.fhir_first = row === first;
  }
  return [...panels.values()].flatMap((parts) => (parts.length === 1 ? parts : []));
};
