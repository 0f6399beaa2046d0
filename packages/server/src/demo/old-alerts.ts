import type { TenantTx } from "../db/with-tenant.js";
import { bulkResolve } from "../features/alerts/resolve.service.js";

/** What would have been dealt with by now, so that the queue shows what is of these days. */
export const resolveAlertsBefore = async (tx: TenantTx, before: Date): Promise<void> => {
  let remaining = 1;
  while (remaining > 0) {
    const { result } = await bulkResolve(tx, { filter: { to: before.toISOString() }, outcome: "CONTACTED_PATIENT" });
    remaining = result.remaining;
  }
};
