import { decodeTimeCursor, pageOf, type Page } from "../../db/keyset.js";
import { sql, type Statement } from "../../db/sql.js";

const SORT = "newest";

export type ListQuery = { limit?: number; cursor?: string; includeTotal?: boolean };

export const DEFAULT_LIMIT = 50;

/** Rows after the cursor's place in a list by creation, newest first. `key` is the column that breaks ties. */
export const afterCursor = (cursor: string | undefined, key: string): Statement => {
  const place = decodeTimeCursor(cursor, SORT);
  return place ? sql`(created_at, ${sql.id(key)}) < (${place[0]}::timestamptz, ${place[1]})` : sql`true`;
};

export const newestPage = <Row extends { created_at: Date }>(rows: Row[], limit: number, idOf: (row: Row) => string): Page<Row> =>
  pageOf(rows, limit, SORT, (row) => [row.created_at.toISOString(), idOf(row)]);
