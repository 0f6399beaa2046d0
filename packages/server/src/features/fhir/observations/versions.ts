import type { TenantTx } from "../../../db/with-tenant.js";
import { metricsByIds } from "../../metric-definitions/metric-definitions.service.js";
import type { ObservationRow } from "../../observations/observations.service.js";
import type { Known, Version } from "../model.js";
import { everySentOfRows, sentAt, sentOfRows, type Sent } from "../store/sent.js";
import { selectParts, selectPast, type FormRow } from "./groups.sql.js";
import { mergeSent } from "./merge-sent.js";
import { present, standing, type Surroundings } from "./present.js";
import { rangesFor, type RulesRead } from "./ranges.js";

/** The readings of Observations by their FHIR ids. */
export const groupsOf = async (tx: TenantTx, ids: readonly string[], known?: Known): Promise<Map<string, FormRow[]>> => {
  const groups = new Map<string, FormRow[]>();
  for (const row of ids.length ? await selectParts(tx, ids, known) : []) groups.set(row.fhir, [...(groups.get(row.fhir) ?? []), row]);
  return groups;
};

export const surroundingsOf = async (tx: TenantTx, rows: readonly ObservationRow[], rules?: RulesRead): Promise<Surroundings> => ({
  metrics: await metricsByIds(tx, [...new Set(rows.map((row) => row.metric_definition_id))]),
  rangeOf: await rangesFor(tx, rows, rules),
});

/** The newest versions of Observations; `rules` where some have been read. */
export const newestOf = async (tx: TenantTx, groups: ReadonlyMap<string, readonly FormRow[]>, rules?: RulesRead): Promise<Version[]> => {
  const rows = [...groups.values()].flatMap(standing);
  const sent = await sentOfRows(tx, "Observation", [...groups].filter(([, group]) => group.some((row) => row.fhir_sent)).map(([id]) => id));
  const around = await surroundingsOf(tx, rows, rules);
  return [...groups].map(([id, group]) => versionOf(tx, id, group, around, sent.get(id)));
};

/** Every version of one Observation, newest first: what each of its readings was when another form of one came. */
export const historyOf = async (tx: TenantTx, id: string): Promise<Version[]> => {
  const rows = (await groupsOf(tx, [id])).get(id) ?? [];
  const changed = rows.filter(({ version }) => version > 1).map((row) => row.id);
  const forms: FormRow[] = [...rows, ...(changed.length ? await selectPast(tx, changed) : [])];
  const around = await surroundingsOf(tx, forms);
  const sent = rows.some((row) => row.fhir_sent) ? (await everySentOfRows(tx, "Observation", [id])).get(id) : undefined;
  const numbers = [...new Set(forms.map((form) => form.fhir_version))].toSorted((one, other) => other - one);
  return numbers.map((number) => versionOf(tx, id, formsAt(forms, number), around, sentAt(sent, number)));
};

const formsAt = (forms: readonly FormRow[], number: number): FormRow[] => {
  const newest = new Map<string, FormRow>();
  for (const form of forms) {
    if (form.fhir_version <= number && form.version > (newest.get(form.id)?.version ?? 0)) newest.set(form.id, form);
  }
  return [...newest.values()];
};

const versionOf = (tx: TenantTx, id: string, rows: readonly FormRow[], around: Surroundings, sent: Sent | undefined): Version => {
  const shown = standing(rows);
  const version = Math.max(...rows.map((row) => row.fhir_version));
  const lastUpdated = new Date(Math.max(...rows.filter((row) => row.fhir_version === version).map((row) => row.updated_at.getTime())));
  const isDeleted = shown.every((row) => row.deleted_at !== null);
  const resource = isDeleted ? undefined : mergeSent(present(tx, id, shown, around), sent);
  return {
    type: "Observation", id, version, lastUpdated,
    rowId: shown[0]?.id ?? null,
    resource: resource && { ...resource, meta: { ...resource.meta, versionId: String(version), lastUpdated: lastUpdated.toISOString() } },
    patientIds: [...new Set(shown.map((row) => row.patient_id))],
  };
};
