import { decodeCursor, pageOf, type Page } from "../../db/keyset.js";
import { sql, type Statement } from "../../db/sql.js";
import { fail } from "../../http/problem.js";

const SORT = "newest";

export type ListQuery = { limit?: number; cursor?: string; includeTotal?: boolean };

export const DEFAULT_LIMIT = 50;

/** Rows after the cursor's place in a list by creation, newest first. `key` is the column that breaks ties. */
export const afterCursor = (cursor: string | undefined, key: string): Statement => {
  const [at, id] = decodeCursor(cursor, SORT, 2) ?? [];
  if (at === undefined) return sql`true`;
  if (Number.isNaN(Date.parse(at))) {
    fail("invalid_request", {
      detail: "The cursor is not one of this list. Start again without a cursor.",
      errors: [{ pointer: "/query/cursor", code: "cursor", message: "is not a cursor of this list" }],
    });
  }
  return sql`(created_at, ${sql.id(key)}) < (${new Date(at)}::timestamptz, ${id})`;
};

export const newestPage = <Row extends { created_at: Date }>(rows: Row[], limit: number, idOf: (row: Row) => string): Page<Row> =>
  pageOf(rows, limit, SORT, (row) => [row.created_at.toISOString(), idOf(row)]);
