import { decodeTimeCursor, pageOf, type Page } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { countAlerts, selectAlert, selectAlerts, type AlertFilter, type AlertPlace, type AlertRow } from "./alerts.sql.js";

export { earlierAlerts } from "./alerts.sql.js";

const SORT = "-lastTriggeredAt";
const DEFAULT_LIMIT = 50;

type Asked = AlertFilter & { limit?: number; cursor?: string; includeTotal?: boolean };

const placeOf = (cursor: string | undefined): AlertPlace | undefined => {
  const place = decodeTimeCursor(cursor, SORT);
  return place && { lastTriggeredAt: place[0], id: place[1] };
};

export const findAlerts = async (tx: TenantTx, asked: Asked): Promise<Page<AlertRow> & { total?: number }> => {
  const { limit = DEFAULT_LIMIT } = asked;
  const rows = await selectAlerts(tx, asked, placeOf(asked.cursor), limit + 1);
  const page = pageOf(rows, limit, SORT, (row) => [row.last_triggered_at.toISOString(), row.id]);
  return asked.includeTotal ? { ...page, total: await countAlerts(tx, asked) } : page;
};

export const getAlert = async (tx: TenantTx, id: string): Promise<AlertRow> =>
  (await selectAlert(tx, id)) ?? fail("alert_not_found", { detail: "There is no such alert." });
