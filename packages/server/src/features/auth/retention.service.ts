import type { PlainQuery } from "../../db/with-tenant.js";
import { deleteEndedSessions, deleteSpent, eraseSuccessors } from "./retention.sql.js";

const DAY = 86_400_000;

/** Days an ended session is kept, for those who ask where somebody was signed in. */
const SESSIONS = 30;
/** Days a challenge or link that has run out is kept. */
const LINKS = 7;
/** Milliseconds of the longest grace that can be set: after it nobody is given a successor again. */
const GRACE = 300_000;

/** What nobody needs any more: sessions with their refresh tokens, challenges, links, counters, devices. */
export const deleteForgotten = async (query: PlainQuery, now: Date): Promise<void> => {
  await deleteEndedSessions(query, new Date(now.getTime() - SESSIONS * DAY));
  await eraseSuccessors(query, new Date(now.getTime() - GRACE));
  await deleteSpent(query, now, new Date(now.getTime() - LINKS * DAY));
};
