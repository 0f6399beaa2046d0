import type { TenantTx } from "../../../db/with-tenant.js";
import type { Resource, Version } from "../model.js";
import { keepSent, type Sent } from "../store/sent.js";
import { asResource, rowIdOf, versionsAt, type RowType } from "./row-source.js";

/** The id of a row that is there: what is of no row has another source. */
export const rowOf = (rowId: string | null): string => {
  if (rowId === null) throw new Error("the resource is of no row");
  return rowId;
};

type Given = { key: string; id: string; resource: Resource };

/** What was sent goes beside the row that it was written to, with what the row says of it by then. Answers the version it is. */
export const keepWritten = async <Row>(tx: TenantTx, type: RowType<Row>, { key, id, resource }: Given): Promise<Version> => {
  const [form] = await type.forms.newest(tx, [rowIdOf(key)]);
  if (!form) throw new Error("a written row is not there");
  const sent: Sent = { id, rowId: key, version: form.version, sent: resource, base: resource };
  const base = asResource((await type.maker(tx, [form]))(form, key, sent));
  await keepSent(tx, type.type, { ...sent, base });
  const [version] = await versionsAt(tx, type, [{ key, form, gone: false }]);
  if (!version) throw new Error("a written row has no version");
  return version;
};
