import type { TenantTx } from "../../../db/with-tenant.js";
import { refuseParameter } from "./parse/refuse.js";
import type { Sort } from "./control.js";

/** The place after a page's last resource: its sort values and its id, for this order alone. */
export type Cursor = { order: string; values: (string | number | null)[]; type: string; id: string };

const refuse = (): never => refuseParameter("_cursor", "is no place of this search: start again without it");

export const orderOf = (sorts: readonly Sort[], types: readonly string[]): string =>
  [types.join(","), ...sorts.map(({ parameter, descending }) => `${descending ? "-" : ""}${parameter}`)].join(" ");

// Sort values may tell of a patient, and an address is written down in many places: it holds them sealed.
const PLACE = { table: "fhir_index", column: "cursor", id: "search" };

type Cipher = Pick<TenantTx, "seal" | "open">;

export const writeCursor = (cipher: Cipher, { order, values, type, id }: Cursor): string => cipher.seal(PLACE, JSON.stringify([order, values, type, id]));

/** @throws ProblemError 400 for what this server did not write. */
export const readCursor = (cipher: Cipher, text: string): Cursor => {
  try {
    const [order, values, type, id] = JSON.parse(cipher.open(PLACE, text)) as [string, Cursor["values"], string, string];
    return { order, values, type, id };
  } catch {
    return refuse();
  }
};

/** @throws ProblemError 400 where the cursor is of another search. */
export const expectCursor = (cursor: Cursor, order: string): Cursor => (cursor.order === order ? cursor : refuse());
