import type { PlainQuery } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { makeId } from "../../platform/ids.js";
import { LIMITS } from "../throttling/limits.js";
import { giveBack, take } from "../throttling/throttles.service.js";
import { plainQuery } from "./account-door.js";
import {
  insertAccount, replaceHash, selectAccount, selectAccountByEmail, selectAccounts, updateDisabled, updatePassword, type AccountRow,
} from "./accounts.sql.js";
import { closeChallengesOf } from "./mfa.sql.js";
import { endSessionsOf } from "./sessions.sql.js";

export type Account = AccountRow;

/** What an organization may know of a person. */
export type Person = { id: string; email: string; firstName: string | null; lastName: string | null; mfaEnabled: boolean };

export const personOf = (account: Account): Person => ({
  id: account.id,
  email: account.email,
  firstName: account.first_name || null,
  lastName: account.last_name || null,
  mfaEnabled: account.mfa_enabled,
});

export const readPeople = async (query: PlainQuery, ids: readonly string[]): Promise<Map<string, Person>> =>
  new Map((await selectAccounts(query, ids)).map((account) => [account.id, personOf(account)]));

export const findAccountByEmail = (query: PlainQuery, email: string): Promise<Account | undefined> => selectAccountByEmail(query, email);

/** By address or id, as operators name people. */
export const findAccount = (query: PlainQuery, named: string): Promise<Account | undefined> =>
  named.includes("@") ? selectAccountByEmail(query, named) : selectAccount(query, named);

export type AccountInput = { email: string; firstName: string; lastName: string; passwordHash: string };

/** The new account's id; undefined where the address has an account. */
export const createAccount = async (query: PlainQuery, input: AccountInput, now: Date): Promise<string | undefined> => {
  const id = makeId("user", now);
  return (await insertAccount(query, { ...input, id, now })) ? id : undefined;
};

export const invalidCredentials = (): never =>
  fail("invalid_credentials", { detail: "E-mail address or password is wrong." });

/** An account that is switched off, or made for a demonstration and now in production, is as good as none. */
const isUsable = (account: Account, deps: Deps): boolean =>
  account.disabled_at === null && !(account.demonstration && deps.config.environment === "production");

/** The account whose password this is. Whatever is wrong, the answer and the work are the same. */
export const expectPassword = async (deps: Deps, account: Account | undefined, password: string): Promise<Account> => {
  if (!account || !isUsable(account, deps)) {
    await deps.passwords.verifyDummy(password);
    return invalidCredentials();
  }
  if (!(await deps.passwords.verify(account.password_hash, password))) return invalidCredentials();
  if (deps.passwords.needsRehash(account.password_hash)) {
    const stronger = await deps.passwords.hash(password);
    await replaceHash(plainQuery(deps.database), account.id, account.password_hash, stronger, deps.clock.now());
  }
  return account;
};

/**
 * The caller's own account, proven anew by its password, which an open session alone cannot search for.
 * @throws ProblemError 401 `invalid_credentials`, 429 `rate_limited`
 */
export const expectOwnPassword = async (deps: Deps, userId: string, password: string): Promise<Account> => {
  const query = plainQuery(deps.database);
  await take(query, LIMITS.ownPassword, userId, deps.clock.now());
  const account = await expectPassword(deps, await selectAccount(query, userId), password);
  await giveBack(query, LIMITS.ownPassword, userId);
  return account;
};

export const readAccount = async (query: PlainQuery, id: string): Promise<Account> =>
  (await selectAccount(query, id)) ?? fail("session_ended", { detail: "The account is gone. Sign in again." });

/** Whoever was signed in with the former password, or was about to be, is signed out. */
export const setPassword = async (query: PlainQuery, userId: string, passwordHash: string, now: Date): Promise<void> => {
  await updatePassword(query, userId, passwordHash, now);
  await closeChallengesOf(query, userId, now);
  await endSessionsOf(query, userId, "password_set", now);
};

export const disableAccount = async (query: PlainQuery, userId: string, now: Date): Promise<void> => {
  await updateDisabled(query, userId, now);
  await endSessionsOf(query, userId, "account_disabled", now);
};
