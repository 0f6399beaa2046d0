import type { TenantTx } from "../../../db/with-tenant.js";
import { sha256 } from "../../../platform/crypto.js";
import { parseFhir } from "../fhir-json.js";
import type { Pair } from "./ask.js";
import { refuse } from "./parse/refuse.js";
import type { PlaceInOrder } from "./sort.js";

/** A cursor is sealed for one search: it shows nothing, and opens nowhere else. */
const placeOf = (asked: readonly Pair[]) =>
  ({ table: "fhir_index", column: "cursor", id: sha256(JSON.stringify(asked)).toString("base64url") });

export const sealCursor = (tx: TenantTx, asked: readonly Pair[], place: PlaceInOrder): string =>
  tx.seal(placeOf(asked), JSON.stringify(place));

/** @throws ProblemError 400 for one that was not made for this search. */
export const openCursor = (tx: TenantTx, asked: readonly Pair[], cursor: string): PlaceInOrder => {
  try {
    return parseFhir(tx.open(placeOf(asked), cursor)) as PlaceInOrder;
  } catch {
    return refuse("_cursor", "is no cursor of this search: start again without one");
  }
};
