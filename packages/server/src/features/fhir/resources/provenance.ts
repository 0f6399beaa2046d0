import type { Provenance, Reference } from "fhir/r4.js";
import type { Form, FormKey, RowForms } from "../../../db/row-forms.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { deviceForms } from "../../devices/devices.service.js";
import { enrollmentForms } from "../../enrollments/enrollments.service.js";
import { patientForms } from "../../patients/patients.service.js";
import { toFhirId, toRowId } from "../fhir-ids.js";
import type { HistoryAsk, Source, Version } from "../model.js";
import { fhirIdsOfRows } from "../store/sent.js";
import { conditions } from "./condition.js";
import { consents } from "./consent.js";
import { coverages } from "./coverage.js";
import { devices } from "./device.js";
import { episodes, plans } from "./enrollment.js";
import { patients } from "./patient.js";
import { organizationOf, referToActors, type Refer } from "./refer.js";
import { asResource, keysOf, type RowType } from "./row-source.js";
import { staleForms } from "./stale.sql.js";
import { HL7, usCore } from "./systems.js";

/** What a form of a row says of each of its resources: who made it so, and when. */
const provenanceOf = (form: Form<unknown>, target: Reference[], actor: Refer, organization: Reference): Provenance => {
  const maker = form.made_by === null ? undefined : actor(form.made_by);
  const who = maker?.reference === undefined ? { who: organization } : { who: maker, onBehalfOf: organization };
  return {
    resourceType: "Provenance",
    meta: { profile: [usCore("provenance")] },
    target,
    recorded: form.updated_at.toISOString(),
    agent: [{ type: { coding: [{ system: `${HL7}/provenance-participant-type`, code: "author", display: "Author" }] }, ...who }],
  };
};

type Rows<Row> = { forms: RowForms<Row>; types: readonly RowType<Row>[]; patientIds(row: Row): readonly string[] };

const targetsOf = async <Row>(tx: TenantTx, { types }: Rows<Row>, forms: readonly Form<Row>[]): Promise<(form: Form<Row>) => Reference[]> => {
  const named = new Map<RowType<Row>, ReadonlyMap<string, string>>();
  for (const type of types) named.set(type, await fhirIdsOfRows(tx, type.type, [...new Set(forms.flatMap((form) => keysOf(type, form)))]));
  return (form) => types.flatMap((type) =>
    keysOf(type, form).map((key) => ({ reference: `${type.type}/${named.get(type)?.get(key) ?? toFhirId(key)}` })));
};

const versionsOf = async <Row>(tx: TenantTx, rows: Rows<Row>, keys: readonly FormKey[]): Promise<Version[]> => {
  const forms = (await rows.forms.exactly(tx, keys)).filter(({ deleted_at }) => deleted_at === null);
  const targets = await targetsOf(tx, rows, forms);
  const actor = await referToActors(tx, forms.map(({ made_by }) => made_by));
  return forms.map((form) => {
    const rowId = `${form.id}.${form.version}`;
    const { resourceType, meta, ...rest } = asResource(provenanceOf(form, targets(form), actor, organizationOf(tx)));
    return {
      type: "Provenance", id: toFhirId(rowId), rowId, version: 1, lastUpdated: form.updated_at, patientIds: rows.patientIds(form),
      resource: { resourceType, id: toFhirId(rowId), meta: { ...meta, versionId: "1", lastUpdated: form.updated_at.toISOString() }, ...rest },
    };
  });
};

const keyOf = (id: string): FormKey[] => {
  const [, row, version] = /^([^.]+)\.([1-9]\d{0,8})$/.exec(id) ?? [];
  return row && version ? [{ id: toRowId(row), version: Number(version) }] : [];
};

const isBefore = (before: HistoryAsk["before"]) => ({ lastUpdated: at, id }: Version): boolean =>
  !before || at < before.at || (at.getTime() === before.at.getTime() && id < before.id);

const newestFirst = (one: Version, other: Version): number =>
  other.lastUpdated.getTime() - one.lastUpdated.getTime() || (one.id < other.id ? 1 : -1);

/** Forms read at a time: all of one instant are read before any of them is told. */
const PAGE = 200;

const changes = async <Row>(tx: TenantTx, rows: Rows<Row>, { since, before, limit }: HistoryAsk): Promise<Version[]> => {
  const found: Version[] = [];
  for (let after: { at: Date; id: string } | undefined; ; ) {
    const made = await rows.forms.made(tx, { since, until: before?.at, after, limit: PAGE });
    const last = made.at(-1);
    const isFull = found.length >= limit && made[0] !== undefined && made[0].at < found.at(-1)!.lastUpdated;
    if (!last || isFull) break;
    found.push(...(await versionsOf(tx, rows, made)).filter(isBefore(before)).toSorted(newestFirst));
    if (made.length < PAGE) break;
    after = last;
  }
  return found.toSorted(newestFirst).slice(0, limit);
};

const provenanceSource = <Row>(rows: Rows<Row>): Source => ({
  type: "Provenance",
  load: (tx, ids) => versionsOf(tx, rows, ids.flatMap(keyOf)),
  history: (tx, id) => versionsOf(tx, rows, keyOf(id)),
  changes: (tx, ask) => changes(tx, rows, ask),
  stale: async (tx, { since, limit }) =>
    (await staleForms(tx, { type: "Provenance", table: rows.forms.table }, since, limit)).map(toFhirId),
});

/** Of each version of a patient, a device and an enrollment. */
export const provenanceSources: readonly Source[] = [
  provenanceSource({ forms: patientForms, types: [patients, conditions, coverages], patientIds: ({ id }) => [id] }),
  provenanceSource({ forms: deviceForms, types: [devices], patientIds: devices.patientIds }),
  provenanceSource({ forms: enrollmentForms, types: [episodes, plans, consents], patientIds: ({ patient_id }) => [patient_id] }),
];
