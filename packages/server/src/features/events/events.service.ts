import type { TenantTx } from "../../db/with-tenant.js";
import { selectLastNumber, wasPublishedSince } from "../../outbox/events.sql.js";

const DAY = 86_400_000;

/** The number a stream goes on after; `reset` where what was asked for cannot be gone on from. */
export type Start = { after: string; reset: boolean };

/** 24 hours back, or nothing missed at all: of the next event it is known when it was published. */
export const startOf = async (tx: TenantTx, lastEventId: string | undefined): Promise<Start> => {
  const last = await selectLastNumber(tx);
  if (lastEventId === undefined || lastEventId === last) return { after: last, reset: false };
  const isKnown = /^\d{1,15}$/.test(lastEventId) && BigInt(lastEventId) < BigInt(last);
  const next = isKnown ? String(BigInt(lastEventId) + 1n) : "0";
  const canResume = isKnown && (await wasPublishedSince(tx, next, new Date(tx.now.getTime() - DAY)));
  return canResume ? { after: lastEventId, reset: false } : { after: last, reset: true };
};
