import type { Actor, PlainQuery } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { sha256 } from "../../platform/crypto.js";
import type { Place } from "../../platform/field-cipher.js";
import { makeId, makeToken } from "../../platform/ids.js";
import { plainQuery } from "./account-door.js";
import { endSession, endSessionsOf, insertSession, rotateRefreshToken, selectRefreshToken, type SpentToken } from "./sessions.sql.js";
import { ACCESS_LIFE } from "./tokens.js";

/** From the sign-in on; no refresh makes it longer. */
const SESSION_DAYS = 7;
const DAY = 86_400_000;

/** Where a sign-in came from. */
export type Client = { address: string; userAgent: string | null };
export type TokenPair = { accessToken: string; refreshToken: string; expiresIn: number };

export const startSession = async (deps: Deps, query: PlainQuery, userId: string, client: Client): Promise<TokenPair> => {
  const now = deps.clock.now();
  const sessionId = makeId("ses", now);
  const refreshToken = makeToken();
  await insertSession(query, {
    id: sessionId, userId, now, ...client,
    expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY),
    tokenHash: sha256(refreshToken),
  });
  return tokenPair(deps, userId, sessionId, refreshToken);
};

const tokenPair = async (deps: Deps, userId: string, sessionId: string, refreshToken: string): Promise<TokenPair> => ({
  accessToken: await deps.tokens.signAccess({ sub: userId, sid: sessionId, jti: makeToken(16) }),
  refreshToken,
  expiresIn: ACCESS_LIFE,
});

const placeOf = (hash: Buffer): Place => ({ table: "refresh_tokens", column: "successor_sealed", id: hash.toString("hex") });

/** A refresh token's next pair. */
export const refreshSession = async (deps: Deps, refreshToken: string): Promise<TokenPair> => {
  const query = plainQuery(deps.database);
  const now = deps.clock.now();
  const hash = sha256(refreshToken);
  const successor = makeToken();
  const cipher = await deps.keys.platformCipher(query);
  const rotated = await rotateRefreshToken(query, {
    hash, now, successorHash: sha256(successor), successorSealed: cipher.seal(placeOf(hash), successor),
  });
  if (rotated) return tokenPair(deps, rotated.user_id, rotated.session_id, successor);

  const spent = await selectRefreshToken(query, hash, now);
  if (!spent?.alive) return fail("refresh_token_invalid", { detail: "The refresh token is unknown or its session has ended. Sign in again." });
  const again = sealedSuccessor(spent, now, deps.config.refreshGraceSeconds);
  if (again) return tokenPair(deps, spent.user_id, spent.session_id, cipher.open(placeOf(hash), again));
  await endSession(query, spent.session_id, "refresh_token_reused", now);
  deps.log.warn({ event: "refresh_token_reused", sessionId: spent.session_id, actorId: spent.user_id }, "a spent refresh token came again");
  return fail("refresh_token_reused", { detail: "The refresh token had been used before, so the session was ended. Sign in again." });
};

/** Whose answer was lost, or who raced with itself, gets the same successor again, as long as nobody has used that. */
const sealedSuccessor = (spent: SpentToken, now: Date, graceSeconds: number): string | undefined => {
  const age = now.getTime() - (spent.consumed_at?.getTime() ?? 0);
  return !spent.successor_spent && age < graceSeconds * 1000 ? spent.successor_sealed ?? undefined : undefined;
};

export type Leaving = { refreshToken?: string; everywhere?: boolean };

/** Ends the session that the token or the caller belongs to; what is unknown has nothing to end. */
export const logOut = async (deps: Deps, actor: Actor | undefined, { refreshToken, everywhere = false }: Leaving): Promise<void> => {
  const query = plainQuery(deps.database);
  const now = deps.clock.now();
  const named = refreshToken === undefined ? undefined : await selectRefreshToken(query, sha256(refreshToken), now);
  const own = actor?.type === "USER" ? { session_id: actor.sessionId, user_id: actor.userId } : undefined;
  for (const session of [named, own]) {
    if (!session) continue;
    await endSession(query, session.session_id, "logout", now);
    if (everywhere) await endSessionsOf(query, session.user_id, "logout_everywhere", now);
  }
};
