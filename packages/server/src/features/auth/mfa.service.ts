import { renderSVG } from "uqr";
import type { PlainQuery } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { nudgeRelay } from "../../outbox/nudge.js";
import type { Place } from "../../platform/field-cipher.js";
import { LIMITS } from "../throttling/limits.js";
import { giveBack, take } from "../throttling/throttles.service.js";
import { inAccounts, plainQuery } from "./account-door.js";
import { expectOwnPassword } from "./accounts.service.js";
import { countCredentialChange } from "./accounts.sql.js";
import {
  closeChallengesOf, confirmFactor, deleteFactor, putUnconfirmedFactor, replaceRecoveryCodes, selectFactor, spendRecoveryCode, spendStep,
} from "./mfa.sql.js";
import { sendNotice } from "./notices.js";
import { hashRecoveryCode, makeRecoveryCodes } from "./recovery-codes.js";
import { endSessionsOf } from "./sessions.sql.js";
import { makeTotpSecret, stepOfCode, totpUri } from "./totp.js";

export type FactorSetup = { secret: string; otpauthUri: string; qrSvg: string };

const placeOf = (userId: string): Place => ({ table: "totp_factors", column: "secret_sealed", id: userId });

const alreadyEnabled = (): never =>
  fail("mfa_already_enabled", { detail: "The second factor is on. Switch it off first to set up another." });

/** A new secret, which counts once a code of it has been confirmed. */
export const setUpFactor = async (deps: Deps, userId: string, password: string): Promise<FactorSetup> => {
  const account = await expectOwnPassword(deps, userId, password);
  const query = plainQuery(deps.database);
  const secret = makeTotpSecret();
  const cipher = await deps.keys.platformCipher(query);
  if (!(await putUnconfirmedFactor(query, userId, cipher.seal(placeOf(userId), secret), deps.clock.now()))) alreadyEnabled();
  const otpauthUri = totpUri(secret, account.email);
  return { secret, otpauthUri, qrSvg: renderSVG(otpauthUri) };
};

export const invalidCode = (): never => fail("invalid_code", { detail: "The code is wrong or has been used. Send the next one." });

const withoutSpaces = (code: string): string => code.replaceAll(/\s/g, "");

/** Switches the factor on and answers its recovery codes; whoever else is signed in has shown no code and is signed out. */
export const confirmNewFactor = async (deps: Deps, caller: { userId: string; sessionId: string }, code: string): Promise<string[]> => {
  const { userId, sessionId } = caller;
  const outside = plainQuery(deps.database);
  const factor = await selectFactor(outside, userId);
  if (!factor) return fail("invalid_code", { detail: "No second factor is being set up. POST /api/auth/mfa/setup first." });
  if (factor.confirmed_at) alreadyEnabled();
  const now = deps.clock.now();
  await take(outside, LIMITS.codes, userId, now);
  const step = stepOfCode(await openSecret(deps, userId, factor.secret_sealed), withoutSpaces(code), now) ?? invalidCode();
  const codes = makeRecoveryCodes();
  await inAccounts(deps.database, async (query) => {
    await countCredentialChange(query, userId, now);
    if (!(await confirmFactor(query, userId, factor.secret_sealed, step, now))) invalidCode();
    await replaceRecoveryCodes(query, userId, codes.map(hashRecoveryCode));
    await endSessionsOf(query, userId, "mfa_enabled", now, sessionId);
    await sendNotice(deps, query, userId, "factorOn");
  });
  await giveBack(outside, LIMITS.codes, userId);
  nudgeRelay(deps.database);
  return codes;
};

export const disableFactor = async (deps: Deps, userId: string, { password, code }: { password: string; code: string }): Promise<void> => {
  await expectOwnPassword(deps, userId, password);
  const outside = plainQuery(deps.database);
  await take(outside, LIMITS.codes, userId, deps.clock.now());
  await inAccounts(deps.database, async (query) => {
    await countCredentialChange(query, userId, deps.clock.now());
    const factor = await selectFactor(query, userId);
    if (!factor?.confirmed_at) fail("mfa_not_enabled", { detail: "There is no second factor to switch off." });
    if (!(await spendCode(deps, query, userId, code))) invalidCode();
    await deleteFactor(query, userId);
    await sendNotice(deps, query, userId, "factorOff");
  });
  await giveBack(outside, LIMITS.codes, userId);
  nudgeRelay(deps.database);
};

/** Takes a code of the app or a recovery code; each is taken once, whoever comes first. */
export const spendCode = async (deps: Deps, query: PlainQuery, userId: string, given: string): Promise<boolean> => {
  const code = withoutSpaces(given);
  const now = deps.clock.now();
  if (!/^\d{6}$/.test(code)) return spendRecoveryCode(query, userId, hashRecoveryCode(code), now);
  const factor = await selectFactor(query, userId);
  if (!factor) return false;
  const step = stepOfCode(await openSecret(deps, userId, factor.secret_sealed), code, now);
  return step !== undefined && spendStep(query, userId, step);
};

const openSecret = async (deps: Deps, userId: string, sealed: string): Promise<string> =>
  (await deps.keys.platformCipher(plainQuery(deps.database))).open(placeOf(userId), sealed);

/** For somebody who lost the factor. False where there was none. */
export const removeFactor = async (deps: Deps, query: PlainQuery, userId: string): Promise<boolean> => {
  const now = deps.clock.now();
  await countCredentialChange(query, userId, now);
  const removed = await deleteFactor(query, userId);
  await closeChallengesOf(query, userId, now);
  await endSessionsOf(query, userId, "mfa_reset", now);
  if (removed) await sendNotice(deps, query, userId, "factorOff");
  return removed;
};
