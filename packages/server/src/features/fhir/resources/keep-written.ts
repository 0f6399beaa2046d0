import type { TenantTx } from "../../../db/with-tenant.js";
import type { Resource, Version } from "../model.js";
import { keepSent, type Sent } from "../store/sent.js";
import { asResource, rowIdOf, versionsAt, type RowType } from "./row-source.js";

/** The id of a row that is there: what is of no row has another source. */
export const rowOf = (rowId: string | null): string => {
  if (rowId === null) throw new Error("the resource is of no row");
  return rowId;
};

/** A key of its own for what FHIR says besides the one element that the row has. */
export const aside = (tx: TenantTx, key: string): string => `${key}#${tx.newId("fhir")}`;

export const isAside = (key: string): boolean => key.includes("#");
export const asideId = (key: string): string | undefined => key.split("#")[1];
export const mainKey = (key: string): string => key.split("#", 1)[0] ?? key;

/** `alone` where the row has no element for it. */
type Given = { key: string; id: string; resource: Resource; alone?: boolean };

/** What was sent goes beside the row that it was written to, with what the row says of it by then. Answers the version it is. */
export const keepWritten = async <Row>(tx: TenantTx, type: RowType<Row>, { key, id, resource, alone = false }: Given): Promise<Version> => {
  const [form] = await type.forms.newest(tx, [rowIdOf(key)]);
  if (!form) throw new Error("a written row is not there");
  const sent: Sent = { id, rowId: key, version: form.version, sent: resource, base: resource };
  const base = alone ? { resourceType: type.type } : asResource((await type.maker(tx, [form]))(form, key, sent));
  await keepSent(tx, type.type, { ...sent, base });
  const [version] = await versionsAt(tx, type, [{ key, form, gone: alone }]);
  if (!version) throw new Error("a written row has no version");
  return version;
};
