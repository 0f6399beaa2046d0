import type { TenantTx } from "../../../db/with-tenant.js";
import type { HistoryAsk, Version } from "../model.js";
import { selectEvents } from "./changes.sql.js";
import { historyOf } from "./versions.js";

/** Versions of all readings' Observations, newest first. */
export const changes = async (tx: TenantTx, ask: HistoryAsk): Promise<Version[]> => {
  const events = await selectEvents(tx, ask);
  const found: Version[] = [];
  for (const id of new Set(events.map((event) => event.fhir))) found.push(...(await historyOf(tx, id)));
  return found.filter((version) => isAsked(version, ask)).toSorted(newestFirst).slice(0, ask.limit);
};

const isAsked = ({ lastUpdated, id }: Version, { since, before }: HistoryAsk): boolean =>
  (!since || lastUpdated >= since) && (!before || lastUpdated < before.at || (lastUpdated.getTime() === before.at.getTime() && id < before.id));

const newestFirst = (one: Version, other: Version): number =>
  other.lastUpdated.getTime() - one.lastUpdated.getTime() || (one.id < other.id ? 1 : one.id > other.id ? -1 : other.version - one.version);
