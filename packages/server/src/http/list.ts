import type { Page } from "../db/keyset.js";

/** The one form of list answers. */
export const listBody = <Row, Item>(page: Page<Row> & { total?: number }, present: (row: Row) => Item) => ({
  data: page.rows.map(present),
  nextCursor: page.nextCursor,
  ...(page.total !== undefined && { total: page.total }),
});
