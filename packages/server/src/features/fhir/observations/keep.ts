import type { TenantTx } from "../../../db/with-tenant.js";
import type { Resource } from "../model.js";
import { keepAllSent } from "../store/sent.js";
import type { FormRow } from "./groups.sql.js";
import { present, standing } from "./present.js";
import { surroundingsOf } from "./versions.js";

export type Kept = { id: string; rows: readonly FormRow[]; sent: Resource };

/** Keeps what was sent beside the readings that it has become. */
export const keepAll = async (tx: TenantTx, kept: readonly Kept[]): Promise<void> => {
  const around = await surroundingsOf(tx, kept.flatMap(({ rows }) => rows));
  const last = new Map(kept.map((one) => [one.id, one]));
  await keepAllSent(tx, "Observation", [...last.values()].map(({ id, rows, sent }) => ({
    id, rowId: id, version: Math.max(...rows.map((row) => row.fhir_version)), sent: ofPanel(sent, rows), base: present(tx, id, standing(rows), around),
  })));
};

/** A half that came by itself has become a panel's: what it said as one is said by the panel. */
const ofPanel = (sent: Resource, rows: readonly FormRow[]): Resource => {
  if (sent["component"] !== undefined || !rows.some((row) => row.fhir_id?.startsWith("panel-"))) return sent;
  const { code: _code, valueQuantity: _value, interpretation: _letter, referenceRange: _range, ...rest } = sent;
  return { ...rest, resourceType: sent.resourceType };
};
