import type { TenantTx } from "../../../db/with-tenant.js";
import type { Metric } from "../../metric-definitions/metric-definitions.service.js";
import type { ObservationRow } from "../../observations/observations.service.js";
import { PANEL_ORDER } from "../../observations/panels.js";
import type { Resource } from "../model.js";
import { EXTERNAL_IDS, interpretationOf, PATIENT_SUPPLIED, READING_IDS } from "./codes.js";
import type { Measured } from "./observation.js";
import { quantityOf } from "./quantity.js";
import type { RangeOf } from "./ranges.js";
import type { FormRow } from "./groups.sql.js";
import { timeWithOffset } from "./time.js";
import { panelWordsOf, referenceRangesOf, wordsOf } from "./words.js";

/** What readings name, read for many at once. */
export type Surroundings = { metrics: ReadonlyMap<string, Metric>; rangeOf: RangeOf };

/** The readings that an Observation shows: what holds, or where nothing does, what was voided; of a metric the newest. Systolic first. */
export const standing = <Row extends ObservationRow>(rows: readonly Row[]): Row[] => {
  if (rows.length === 1) return [...rows];
  const final = rows.filter(({ status }) => status === "FINAL");
  const newest = new Map<string, Row>();
  for (const row of (final.length ? final : rows).toSorted(byCreation)) newest.set(row.metric_definition_id, row);
  return [...newest.values()].toSorted((one, other) => rankOf(one) - rankOf(other) || (one.metric_definition_id < other.metric_definition_id ? -1 : 1));
};

const byCreation = (one: ObservationRow, other: ObservationRow): number =>
  one.created_at.getTime() - other.created_at.getTime() || (one.id < other.id ? -1 : 1);

const rankOf = ({ metric_definition_id: id }: ObservationRow): number => (PANEL_ORDER.includes(id) ? PANEL_ORDER.indexOf(id) : PANEL_ORDER.length);

/** The Observation that readings make, by themselves; `rows` are the standing ones. */
export const present = (tx: TenantTx, fhirId: string, rows: readonly FormRow[], around: Surroundings): Resource => {
  const [first] = rows;
  if (!first) throw new Error("no reading to present");
  const metric = metricOf(first, around);
  const patient = { reference: `Patient/${first.patient_fhir}` };
  const { category, profiles } = wordsOf(metric);
  const notes = [...new Set(rows.flatMap((row) => row.note_sealed === null ? [] : [tx.open({ table: "observations", column: "note", id: row.id }, row.note_sealed)]))];
  const bodySite = first.context?.["bodySite"];
  return {
    resourceType: "Observation",
    id: fhirId,
    meta: metaOf(first, profiles),
    identifier: rows.flatMap(identifiersOf),
    status: first.status === "FINAL" ? "final" : "entered-in-error",
    ...(category.length && { category }),
    ...(metric.panel === null ? measured(first, around) : panelOf(metric.panel, rows, around)),
    subject: patient,
    effectiveDateTime: timeWithOffset(first.recorded_at, first.recorded_at_offset),
    issued: first.received_at.toISOString(),
    ...(first.source !== "MANUAL" && { performer: [patient] }),
    ...(first.device_fhir !== null && { device: { reference: `Device/${first.device_fhir}` } }),
    ...(typeof bodySite === "string" && { bodySite: { text: bodySite } }),
    ...(notes.length && { note: notes.map((text) => ({ text })) }),
  };
};

const metricOf = (row: ObservationRow, { metrics }: Surroundings): Metric => {
  const metric = metrics.get(row.metric_definition_id);
  if (!metric) throw new Error("a reading of a metric that is not there");
  return metric;
};

const metaOf = ({ source }: ObservationRow, profile: string[]): Resource["meta"] => ({
  ...(profile.length && { profile }),
  ...(source === "PATIENT_REPORTED" && { tag: [PATIENT_SUPPLIED] }),
});

const identifiersOf = ({ id, external_id: externalId }: ObservationRow): { system: string; value: string }[] => [
  { system: READING_IDS, value: id },
  ...(externalId === null ? [] : [identifierOf(externalId)]),
];

/** What FHIR sent with a system has it before its value. */
const identifierOf = (externalId: string): { system: string; value: string } => {
  const [, system = EXTERNAL_IDS, value = externalId] = /^([a-z][a-z0-9+.-]*:[^|]*)\|(.+)$/s.exec(externalId) ?? [];
  return { system, value };
};

/** Code, value and how it lies: of an Observation, or of a panel's component. */
const measured = (row: ObservationRow, around: Surroundings): Measured => {
  const metric = metricOf(row, around);
  const range = around.rangeOf(row);
  return {
    code: wordsOf(metric).code,
    valueQuantity: quantityOf(row, metric),
    ...(row.interpretation !== null && { interpretation: [interpretationOf(row.interpretation)] }),
    ...(range && { referenceRange: referenceRangesOf(metric)(range) }),
  };
};

const panelOf = (panel: string, rows: readonly ObservationRow[], around: Surroundings): Record<string, unknown> => {
  const there = new Set(rows.map(({ metric_definition_id: id }) => id));
  const { code, parts } = panelWordsOf(panel);
  const components = [
    ...rows.map((row) => ({ at: rankOf(row), component: measured(row, around) })),
    ...parts.filter(({ id }) => !there.has(id)),
  ];
  return {
    code,
    component: components.toSorted((one, other) => one.at - other.at).map(({ component }) => component),
  };
};
