/** What the documentation promises of sessions, and nothing of how they are kept. Times are milliseconds. */

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const GRACE = 30 * SECOND;
const ACCESS_LIFE = (900 + 5) * SECOND;

export type Limits = { idle: number; absolute: number };
export const NO_LIMITS: Limits = { idle: Infinity, absolute: Infinity };

export type ModelSession = {
  id: string;
  began: number;
  used: number;
  ended: boolean;
  /** All refresh tokens in the order they were given out; the last one is good. Undefined is one whose answer was lost. */
  chain: (string | undefined)[];
  /** When the last one was given out. */
  rotated: number;
  /** The newest access token that arrived at the client, and when it was made. */
  access: string;
  accessMade: number;
};

export const beginSession = (id: string, refresh: string, access: string, now: number): ModelSession =>
  ({ id, began: now, used: now, ended: false, chain: [refresh], rotated: -Infinity, access, accessMade: now });

export const isOpen = (session: ModelSession, limits: Limits, now: number): boolean =>
  !session.ended && now < session.began + Math.min(7 * DAY, limits.absolute) && now < session.used + limits.idle;

export type Refreshed = "rotated" | "again" | "refresh_token_invalid" | "refresh_token_reused";

/** What presenting the token at this place of the chain is answered; the session is changed accordingly. */
export const presentRefresh = (session: ModelSession, place: number, limits: Limits, now: number): Refreshed => {
  if (!isOpen(session, limits, now)) return "refresh_token_invalid";
  const last = session.chain.length - 1;
  if (place === last) {
    session.chain.push(undefined);
    [session.used, session.rotated] = [now, now];
    return "rotated";
  }
  if (place === last - 1 && now - session.rotated < GRACE) return "again";
  session.ended = true;
  return "refresh_token_reused";
};

/** What using the newest access token is answered; a use that is let in counts. */
export const presentAccess = (session: ModelSession, limits: Limits, now: number): "ok" | "token_expired" | "session_ended" => {
  if (now >= session.accessMade + ACCESS_LIFE) return "token_expired";
  if (!isOpen(session, limits, now)) return "session_ended";
  session.used = now;
  return "ok";
};
