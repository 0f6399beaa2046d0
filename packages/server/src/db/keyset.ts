import { fail } from "../http/problem.js";

/** One page of a list, with the cursor of the next one. */
export type Page<Row> = { rows: Row[]; nextCursor: string | null };

/** An opaque place in a list: the order it belongs to and the sort values of the last row given. */
export const encodeCursor = (sort: string, values: readonly string[]): string =>
  Buffer.from(JSON.stringify([sort, ...values])).toString("base64url");

export const decodeCursor = (cursor: string | undefined, sort: string, length: number): string[] | undefined => {
  if (cursor === undefined) return undefined;
  const values = readCursor(cursor);
  return values?.[0] === sort && values.length === length + 1 ? values.slice(1) : refuseCursor();
};

/** A cursor that is none of ours, or that says it is and holds what no such cursor does. */
export const refuseCursor = (): never =>
  fail("invalid_request", {
    detail: "The cursor is not one of this list and order. Start again without a cursor.",
    errors: [{ pointer: "/query/cursor", code: "cursor", message: "is not a cursor of this list" }],
  });

/** A place in a list by time: the instant and the id that breaks ties. */
export const decodeTimeCursor = (cursor: string | undefined, sort: string): [at: string, id: string] | undefined => {
  const [at, id] = decodeCursor(cursor, sort, 2) ?? [];
  return at === undefined || id === undefined ? undefined : [expectInstant(at), id];
};

const YEAR_ZERO = /^0000/;

/** As it was written, to the millisecond: much that JavaScript takes for a time, PostgreSQL cannot read. */
export const expectInstant = (text: string): string => {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) || instant.toISOString() !== text || text.length !== 24 || YEAR_ZERO.test(text) ? refuseCursor() : text;
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

/** The pages of a list, one after the other. */
export async function* pagesOf<Row>(find: (cursor: string | undefined) => Promise<Page<Row>>): AsyncGenerator<Row[]> {
  let cursor: string | undefined;
  do {
    const page = await find(cursor);
    yield page.rows;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
