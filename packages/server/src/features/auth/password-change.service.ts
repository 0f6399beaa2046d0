import type { Deps } from "../../deps.js";
import { nudgeRelay } from "../../outbox/nudge.js";
import { inAccounts } from "./account-door.js";
import { expectOwnPassword, invalidCredentials } from "./accounts.service.js";
import { replacePassword } from "./accounts.sql.js";
import { closeChallengesOf } from "./mfa.sql.js";
import { sendNotice } from "./notices.js";
import { closeResetsOf } from "./password-reset.sql.js";
import { expectAcceptablePassword } from "./password-rules.js";
import { endSessionsOf } from "./sessions.sql.js";
import { startAfresh } from "./sign-in-guard.js";

export type PasswordChange = { currentPassword: string; newPassword: string };

/** Only the session that asks goes on; links to set a password that were mailed before are of no use any more. */
export const changePassword = async (deps: Deps, caller: { userId: string; sessionId: string }, change: PasswordChange): Promise<void> => {
  const { userId, sessionId } = caller;
  const account = await expectOwnPassword(deps, userId, change.currentPassword);
  await expectAcceptablePassword(change.newPassword, "/newPassword", account.email);
  const passwordHash = await deps.passwords.hash(change.newPassword);
  await inAccounts(deps.database, async (query) => {
    const now = deps.clock.now();
    // In the order that a reset takes them.
    await closeResetsOf(query, userId, now);
    if (!(await replacePassword(query, account, passwordHash, now))) invalidCredentials();
    await closeChallengesOf(query, userId, now);
    await endSessionsOf(query, userId, "password_changed", now, sessionId);
    await startAfresh(query, account);
    await sendNotice(deps, query, userId, "passwordChanged");
  });
  nudgeRelay(deps.database);
};
