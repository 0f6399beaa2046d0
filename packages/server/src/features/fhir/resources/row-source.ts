import type { FhirResource } from "fhir/r4.js";
import type { Form, RowForms } from "../../../db/row-forms.js";
import type { Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { toFhirId, toRowId } from "../fhir-ids.js";
import type { Resource, Source, Version } from "../model.js";
import { asSent, everySentOfRows, fhirIdsOfRows, rowsOfSent, sentAt, type Sent } from "../store/sent.js";
import { newestFirst } from "./newest-first.js";
import { staleKeys } from "./stale.sql.js";

/** One resource of one form: a row's id, or of an element of a row the id, a dot, and what tells it from the row's others. */
export type Place<Row> = { key: string; form: Form<Row>; gone: boolean };

export type Maker<Row> = (form: Form<Row>, key: string, kept: Sent | undefined) => FhirResource;

/** HL7's types of what is made, and the platform's of what goes through it, are of the same things. */
export const asResource = (made: FhirResource): Resource => made as unknown as Resource;

/** How resources of a type are made of a table's rows. */
export type RowType<Row> = {
  type: string;
  forms: RowForms<Row>;
  /** Where a row holds many: their keys, without the row's id, and the same in SQL over the row `t`. */
  elements?: { of(row: Row): readonly string[]; keys: Statement };
  patientIds(row: Row): readonly string[];
  /** What they refer to is read once for all of them. Without `id`, and of `meta` the profiles alone. */
  maker(tx: TenantTx, forms: readonly Form<Row>[]): Promise<Maker<Row>>;
  /** Whether what was sent stands by itself, though the row has no such element. */
  outlives?(kept: Sent, key: string): boolean;
  /** What the platform adds to what was sent. */
  finish?(resource: Resource, form: Form<Row>): Resource;
};

export const rowIdOf = (key: string): string => key.split(".", 1)[0] ?? key;

/** What resources there are of a form. */
export const keysOf = <Row>({ elements }: RowType<Row>, form: Form<Row> | undefined): string[] => {
  if (!form || form.deleted_at !== null) return [];
  return elements ? elements.of(form).map((element) => `${form.id}.${element}`) : [form.id];
};

const stamp = ({ version, updated_at }: { version: number; updated_at: Date }) =>
  ({ versionId: String(version), lastUpdated: updated_at.toISOString() });

const withMeta = (resource: Resource, form: { version: number; updated_at: Date }, kept: Sent | undefined): Resource => ({
  ...resource,
  // What was sent claims the profiles it was sent with.
  meta: { ...(kept ? kept.sent.meta : resource.meta), ...stamp(form) },
});

export const versionsAt = async <Row>(tx: TenantTx, type: RowType<Row>, places: readonly Place<Row>[]): Promise<Version[]> => {
  const sent = await everySentOfRows(tx, type.type, [...new Set(places.map(({ key }) => key))]);
  const make = await type.maker(tx, places.filter(({ gone }) => !gone).map(({ form }) => form));
  return places.map(({ key, form, gone }) => {
    const id = sent.get(key)?.[0]?.id ?? toFhirId(key);
    const kept = sentAt(sent.get(key), form.version);
    const stands = gone && form.deleted_at === null && kept !== undefined && (type.outlives?.(kept, key) ?? false);
    const resource = (): Resource => {
      const { resourceType, id: _, ...rest } = kept && stands ? kept.sent : asSent(asResource(make(form, key, kept)), kept);
      const whole = withMeta({ resourceType, id, ...rest }, form, kept);
      return type.finish?.(whole, form) ?? whole;
    };
    return {
      type: type.type, id, rowId: key, version: form.version, lastUpdated: form.updated_at,
      resource: gone && !stands ? undefined : resource(), patientIds: type.patientIds(form),
    };
  });
};

/** Each form in which a resource was, ceased to be or was sent, the newest first. */
const placesOf = <Row>(type: RowType<Row>, key: string, forms: readonly Form<Row>[], sent: readonly Sent[] = []): Place<Row>[] =>
  forms.flatMap((form, index) => {
    const has = keysOf(type, form).includes(key);
    const was = keysOf(type, forms[index + 1]).includes(key) || sent.some(({ version }) => version === form.version);
    return has || was ? [{ key, form, gone: !has }] : [];
  });

/** The FHIR ids' keys: those that FHIR chose are looked up. */
const keysOfIds = async (tx: TenantTx, type: string, ids: readonly string[]): Promise<string[]> => {
  const chosen = await rowsOfSent(tx, type, ids);
  return ids.map((id) => chosen.get(id) ?? toRowId(id));
};

const load = async <Row>(tx: TenantTx, type: RowType<Row>, ids: readonly string[]): Promise<Version[]> => {
  const keys = await keysOfIds(tx, type.type, ids);
  const rows = new Map((await type.forms.newest(tx, [...new Set(keys.map(rowIdOf))])).map((row) => [row.id, row]));
  const sent = type.elements ? await everySentOfRows(tx, type.type, keys) : new Map<string, Sent[]>();
  const places: Place<Row>[] = [];
  for (const key of new Set(keys)) {
    const form = rows.get(rowIdOf(key));
    if (!form) continue;
    if (keysOf(type, form).includes(key)) places.push({ key, form, gone: false });
    else places.push(...placesOf(type, key, await type.forms.every(tx, form.id), sent.get(key)).slice(0, 1));
  }
  // A row whose id FHIR chose is not found by its own.
  const wanted = new Set(ids);
  return (await versionsAt(tx, type, places)).filter(({ id }) => wanted.has(id));
};

/** The reading side of a type that is made of rows. */
export const rowSource = <Row>(type: RowType<Row>): Source & Required<Pick<Source, "stale">> => ({
  type: type.type,
  load: (tx, ids) => load(tx, type, ids),

  history: async (tx, id) => {
    const [key = ""] = await keysOfIds(tx, type.type, [id]);
    const sent = await everySentOfRows(tx, type.type, [key]);
    const versions = await versionsAt(tx, type, placesOf(type, key, await type.forms.every(tx, rowIdOf(key)), sent.get(key)));
    return versions.filter((version) => version.id === id);
  },

  changes: (tx, ask) => newestFirst(tx, type, ask),

  stale: async (tx, { since, limit }) => {
    const keys = await staleKeys(tx, { type: type.type, table: type.forms.table, elements: type.elements?.keys }, since, limit);
    return [...(await fhirIdsOfRows(tx, type.type, keys)).values()];
  },
});
