import { withUser, type Actor, type PlainQuery } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { nudgeRelay } from "../../outbox/nudge.js";
import { sha256 } from "../../platform/crypto.js";
import type { Place } from "../../platform/field-cipher.js";
import { makeId, makeToken } from "../../platform/ids.js";
import { plainQuery } from "./account-door.js";
import { invalidCredentials, type Account } from "./accounts.service.js";
import { sendNotice } from "./notices.js";
import {
  endOpenSession, endOverdue, endSession, endSessionsOf, insertSession, rotateRefreshToken, selectOpenSessions, selectSpentToken,
  selectTokenOwner, type SessionOwner, type SessionRow, type SpentToken,
} from "./sessions.sql.js";
import { ACCESS_LIFE } from "./tokens.js";

/** From the sign-in on; no refresh makes it longer. */
const SESSION_DAYS = 7;
const DAY = 86_400_000;

/** Where a sign-in came from. */
export type Client = { address: string; userAgent: string | null };
export type TokenPair = { accessToken: string; refreshToken: string; expiresIn: number };

/** The account is the one that was proven: where password or second factor have changed since, nobody is signed in. */
export const startSession = async (deps: Deps, query: PlainQuery, account: Account, client: Client): Promise<TokenPair> => {
  const now = deps.clock.now();
  const sessionId = makeId("ses", now);
  const refreshToken = makeToken();
  const started = await insertSession(query, {
    id: sessionId, userId: account.id, credentialsVersion: account.credentials_version, now, ...client,
    expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY),
    tokenHash: sha256(refreshToken),
  });
  if (!started) invalidCredentials();
  return tokenPair(deps, account.id, sessionId, refreshToken);
};

const tokenPair = async (deps: Deps, userId: string, sessionId: string, refreshToken: string): Promise<TokenPair> => ({
  accessToken: await deps.tokens.signAccess({ sub: userId, sid: sessionId, jti: makeToken(16) }),
  refreshToken,
  expiresIn: ACCESS_LIFE,
});

const placeOf = (hash: Buffer): Place => ({ table: "refresh_tokens", column: "successor_sealed", id: hash.toString("hex") });

type Exchanged = { successor: string } | { refused: "refresh_token_invalid" | "refresh_token_reused" };

const REFUSED = {
  refresh_token_invalid: "The refresh token is unknown or its session has ended. Sign in again.",
  refresh_token_reused: "The refresh token had been used before, so the session was ended. Sign in again.",
};

/** A refresh token's next pair. */
export const refreshSession = async (deps: Deps, refreshToken: string): Promise<TokenPair> => {
  const hash = sha256(refreshToken);
  const owner = await selectTokenOwner(plainQuery(deps.database), hash);
  if (!owner) return fail("refresh_token_invalid", { detail: REFUSED.refresh_token_invalid });
  // As the user: their organizations' limits hold here too. What a refusal ends, it ends for good: it is no error in here.
  const exchanged = await withUser(deps, owner.user_id, (query) => exchange(deps, query, hash, owner));
  if ("successor" in exchanged) return tokenPair(deps, owner.user_id, owner.session_id, exchanged.successor);
  if (exchanged.refused === "refresh_token_reused") nudgeRelay(deps.database);
  return fail(exchanged.refused, { detail: REFUSED[exchanged.refused] });
};

const exchange = async (deps: Deps, query: PlainQuery, hash: Buffer, owner: SessionOwner): Promise<Exchanged> => {
  const now = deps.clock.now();
  const successor = makeToken();
  const cipher = await deps.keys.platformCipher(query);
  const rotated = await rotateRefreshToken(query, {
    hash, now, successorHash: sha256(successor), successorSealed: cipher.seal(placeOf(hash), successor),
  });
  if (rotated) return { successor };

  const spent = await selectSpentToken(query, hash, now);
  if (!spent?.alive) {
    await endOverdue(query, [owner.session_id], now);
    return { refused: "refresh_token_invalid" };
  }
  const again = sealedSuccessor(spent, now, deps.config.refreshGraceSeconds);
  if (again) return { successor: cipher.open(placeOf(hash), again) };
  // Of replays at one moment one ends the session, and one mail tells of it.
  if (await endSession(query, owner.session_id, "refresh_token_reused", now)) await sendNotice(deps, query, owner.user_id, "sessionStolen");
  deps.log.warn({ event: "refresh_token_reused", sessionId: owner.session_id, actorId: owner.user_id }, "a spent refresh token came again");
  return { refused: "refresh_token_reused" };
};

/** Whose answer was lost, or who raced with itself, gets the same successor again, as long as nobody has used that. */
const sealedSuccessor = (spent: SpentToken, now: Date, graceSeconds: number): string | undefined => {
  const age = now.getTime() - (spent.consumed_at?.getTime() ?? 0);
  return age < graceSeconds * 1000 ? spent.successor_sealed ?? undefined : undefined;
};

export type Leaving = { refreshToken?: string; everywhere?: boolean };

/** Ends the session that the token or the caller belongs to; what is unknown has nothing to end. */
export const logOut = async (deps: Deps, actor: Actor | undefined, { refreshToken, everywhere = false }: Leaving): Promise<void> => {
  const query = plainQuery(deps.database);
  const now = deps.clock.now();
  const named = refreshToken === undefined ? undefined : await selectTokenOwner(query, sha256(refreshToken));
  const own = actor?.type === "USER" ? { session_id: actor.sessionId, user_id: actor.userId } : undefined;
  for (const session of [named, own]) {
    if (!session) continue;
    await endSession(query, session.session_id, "logout", now);
    if (everywhere) await endSessionsOf(query, session.user_id, "logout_everywhere", now);
  }
};

const MOST_LISTED = 200;

export const listSessions = (deps: Deps, userId: string): Promise<SessionRow[]> =>
  withUser(deps, userId, (query) => selectOpenSessions(query, userId, deps.clock.now(), MOST_LISTED));

/** One of the user's own; anybody else's is as one that is not there. */
export const endOwnSession = async (deps: Deps, userId: string, sessionId: string): Promise<void> => {
  const ended = await withUser(deps, userId, (query) => endOpenSession(query, userId, sessionId, "ended_by_user", deps.clock.now()));
  if (!ended) fail("session_not_found", { detail: "You have no open session with this id." });
};
