import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { makeId } from "../../platform/ids.js";
import { readMemberships, type Membership } from "../organizations/memberships.service.js";
import { LIMITS } from "../throttling/limits.js";
import { giveBack, take } from "../throttling/throttles.service.js";
import { inAccounts, plainQuery } from "./account-door.js";
import { findAccountByEmail, invalidCredentials, personOf, type Account, type Person } from "./accounts.service.js";
import { holdAccount } from "./accounts.sql.js";
import { verifyMfaToken } from "./mfa-token.js";
import { invalidCode, spendCode } from "./mfa.service.js";
import { closeChallenge, insertChallenge, takeTry } from "./mfa.sql.js";
import { startSession, type TokenPair } from "./sessions.service.js";
import { expectPasswordAtDoor, rememberDevice, type Visitor } from "./sign-in-guard.js";
import { MFA_LIFE } from "./tokens.js";

const MOST_TRIES = 5;

export type SignedIn = TokenPair & { person: Person; memberships: Membership[] };
export type SecondFactorDue = { mfaToken: string; expiresIn: number };
export type SignIn = { signedIn: SignedIn } | { due: SecondFactorDue };

export const logIn = (deps: Deps, given: { email: string; password: string }, visitor: Visitor): Promise<SignIn> =>
  deps.signIns(async () => {
    const account = await findAccountByEmail(plainQuery(deps.database), given.email);
    return signIn(deps, await expectPasswordAtDoor(deps, { ...given, account }, visitor), visitor);
  });

/** What follows a proven password: the tokens, or the question for the second factor. */
export const signIn = async (deps: Deps, account: Account, visitor: Visitor): Promise<SignIn> => {
  if (account.mfa_enabled) return { due: await askForCode(deps, account) };
  const pair = await startSession(deps, plainQuery(deps.database), account, visitor);
  await rememberDevice(deps, account.id, visitor);
  return { signedIn: await withPerson(deps, account, pair) };
};

const withPerson = async (deps: Deps, account: Account, pair: TokenPair): Promise<SignedIn> => ({
  ...pair,
  person: personOf(account),
  memberships: await readMemberships(deps, account.id),
});

const askForCode = async (deps: Deps, { id: userId, credentials_version }: Account): Promise<SecondFactorDue> => {
  const now = deps.clock.now();
  const id = makeId("mfa", now);
  const expiresAt = new Date(now.getTime() + MFA_LIFE * 1000);
  const asked = await insertChallenge(plainQuery(deps.database), { id, userId, credentialsVersion: credentials_version, now, expiresAt });
  if (!asked) invalidCredentials();
  return { mfaToken: await deps.tokens.signMfa(userId, id), expiresIn: MFA_LIFE };
};

const mfaTokenInvalid = (): never =>
  fail("mfa_token_invalid", { detail: "The sign-in took too long, had too many wrong codes or is finished. Start again with the password." });

export const finishLogin = async (deps: Deps, given: { mfaToken: string; code: string }, visitor: Visitor): Promise<SignedIn> => {
  const query = plainQuery(deps.database);
  const now = deps.clock.now();
  const { userId, challengeId } = (await verifyMfaToken(deps.tokens, given.mfaToken, now)) ?? mfaTokenInvalid();
  // The try is committed by itself: a refusal below rolls back all but the count.
  if (!(await takeTry(query, challengeId, userId, MOST_TRIES, now))) mfaTokenInvalid();
  await take(query, LIMITS.codes, userId, now);
  const { account, pair } = await inAccounts(deps.database, async (inside) => {
    const account = (await holdAccount(inside, userId)) ?? mfaTokenInvalid();
    if (!(await spendCode(deps, inside, userId, given.code))) invalidCode();
    if (!(await closeChallenge(inside, challengeId, now))) mfaTokenInvalid();
    return { account, pair: await startSession(deps, inside, account, visitor) };
  });
  await giveBack(query, LIMITS.codes, userId);
  await rememberDevice(deps, userId, visitor);
  return withPerson(deps, account, pair);
};
