import type { TenantTx } from "../../../db/with-tenant.js";
import { toRowId } from "../fhir-ids.js";
import { rowsOfSent } from "../store/sent.js";

/** The row ids that FHIR ids of a type stand for; whether there are such rows is not asked. */
export const rowIdsOf = async (tx: TenantTx, type: string, ids: readonly (string | undefined)[]): Promise<Map<string, string>> => {
  const asked = [...new Set(ids.filter((id) => id !== undefined))];
  const chosen = asked.length ? await rowsOfSent(tx, type, asked) : new Map<string, string>();
  return new Map(asked.map((id) => [id, chosen.get(id) ?? toRowId(id)]));
};
