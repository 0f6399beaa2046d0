import type { PlainQuery } from "../../db/with-tenant.js";
import { deleteEndedSessions, deleteSpent } from "./retention.sql.js";

const DAY = 86_400_000;

/** Days an ended session is kept, for those who ask where somebody was signed in. */
const SESSIONS = 30;
/** Days a challenge or link that has run out is kept. */
const LINKS = 7;

/** What nobody needs any more: sessions with their refresh tokens, challenges, links, counters, devices. */
export const deleteForgotten = async (query: PlainQuery, now: Date): Promise<void> => {
  await deleteEndedSessions(query, new Date(now.getTime() - SESSIONS * DAY));
  await deleteSpent(query, now, new Date(now.getTime() - LINKS * DAY));
};
