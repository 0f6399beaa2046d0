import type { TenantTx } from "../../../../db/with-tenant.js";
import { allMetrics, builtInMetrics, type Metric } from "../../../metric-definitions/metric-definitions.service.js";

type Metrics = readonly Metric[];

/** Organizations whose metrics are kept in mind. */
const MOST_KNOWN = 1_000;

const known = new WeakMap<TenantTx, Promise<Metrics>>();
const read = new WeakMap<TenantTx, Promise<Metrics>>();
/** What each organization had the last time: nothing is told by it that was not found the same since. */
const last = new Map<string, Metrics>();

const ask = async (tx: TenantTx): Promise<Metrics> => {
  const metrics = await allMetrics(tx);
  if (last.size >= MOST_KNOWN) last.clear();
  // Nothing is found by a note, which lies encrypted elsewhere.
  last.set(tx.organizationId, metrics.map((metric) => (metric.note === null ? metric : { ...metric, note: null })));
  return metrics;
};

const askOnce = (tx: TenantTx): Promise<Metrics> => {
  const asked = read.get(tx) ?? ask(tx);
  read.set(tx, asked);
  return asked;
};

/** All metrics, asked for once a transaction: what an Observation says of itself by its metric is compared before the database is. */
export const metricsOf = (tx: TenantTx): Promise<Metrics> => {
  const found = known.get(tx) ?? askOnce(tx);
  known.set(tx, found);
  return found;
};

/** Until they have been read, `metricsOf` answers what they were the last time. */
export const guessMetrics = (tx: TenantTx): void => {
  if (!known.has(tx)) known.set(tx, Promise.resolve(last.get(tx.organizationId) ?? builtInMetrics));
};

/** Whether what `metricsOf` answered until now is so. */
export const readMetrics = async (tx: TenantTx): Promise<boolean> => {
  const told = known.get(tx);
  const asked = askOnce(tx);
  const [before, now] = [await told, await asked];
  known.set(tx, asked);
  return before === undefined || isSame(before, now);
};

const isSame = (one: Metrics, other: Metrics): boolean =>
  one.length === other.length && one.every(({ id, version }, at) => id === other[at]!.id && version === other[at]!.version);
