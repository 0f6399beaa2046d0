import type { TenantTx } from "../../../../db/with-tenant.js";
import { allMetrics, type Metric } from "../../../metric-definitions/metric-definitions.service.js";

const known = new WeakMap<TenantTx, Promise<readonly Metric[]>>();

/** All metrics, asked for once a transaction: what an Observation says of itself by its metric is compared before the database is. */
export const metricsOf = (tx: TenantTx): Promise<readonly Metric[]> => {
  const found = known.get(tx) ?? allMetrics(tx);
  known.set(tx, found);
  return found;
};
