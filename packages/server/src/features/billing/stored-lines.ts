import type { TenantTx } from "../../db/with-tenant.js";
import { selectLines } from "./close.sql.js";
import { openLine } from "./frozen.js";
import type { ClaimLine } from "./lines.js";

/** Lines in memory at a time. */
const PAGE = 1_000;

/** What a close recorded, in the order of the export: `all` has the lines that were held then. */
export async function* storedLines(tx: TenantTx, closeId: string, which: "ready" | "all"): AsyncGenerator<ClaimLine> {
  for (let after = -1; ; ) {
    const rows = await selectLines(tx, closeId, which === "all", after, PAGE);
    for (const { position, line_sealed: sealed } of rows) yield openLine(tx, closeId, position, sealed);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.position;
  }
}
