import { fail } from "../http/problem.js";

/** One page of a list, with the cursor of the next one. */
export type Page<Row> = { rows: Row[]; nextCursor: string | null };

/** An opaque place in a list: the order it belongs to and the sort values of the last row given. */
export const encodeCursor = (sort: string, values: readonly string[]): string =>
  Buffer.from(JSON.stringify([sort, ...values])).toString("base64url");

export const decodeCursor = (cursor: string | undefined, sort: string, length: number): string[] | undefined => {
  if (cursor === undefined) return undefined;
  const values = readCursor(cursor);
  if (values?.[0] === sort && values.length === length + 1) return values.slice(1);
  return fail("invalid_request", {
    detail: "The cursor is not one of this list and order. Start again without a cursor.",
    errors: [{ pointer: "/query/cursor", code: "cursor", message: "is not a cursor of this list" }],
  });
};

const readCursor = (cursor: string): string[] | undefined => {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(values) && values.every((value) => typeof value === "string" && !value.includes("\0")) ? values : undefined;
  } catch {
    return undefined;
  }
};

/** Cuts a list that was asked for with one row more than the page holds. */
export const pageOf = <Row>(rows: Row[], limit: number, sort: string, place: (row: Row) => string[]): Page<Row> => {
  if (rows.length <= limit) return { rows, nextCursor: null };
  const shown = rows.slice(0, limit);
  return { rows: shown, nextCursor: encodeCursor(sort, place(shown[limit - 1]!)) };
};
