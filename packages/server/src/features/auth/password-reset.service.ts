import type { PlainQuery } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { appendMail } from "../../outbox/append.js";
import { nudgeRelay } from "../../outbox/nudge.js";
import { sha256 } from "../../platform/crypto.js";
import { makeToken } from "../../platform/ids.js";
import { inAccounts, plainQuery } from "./account-door.js";
import { findAccountByEmail, setPassword } from "./accounts.service.js";
import { closeChallengesOf } from "./mfa.sql.js";
import { insertReset, isResetOpen, spendReset } from "./password-reset.sql.js";
import { expectAcceptablePassword } from "./passwords.js";

const MINUTE = 60_000;
const MAIL_LIFE = 30;

export type ResetLink = { url: string; expiresAt: Date };

/** The token stands in the fragment, which no browser sends to a server and no proxy logs. */
export const makeResetLink = async (deps: Deps, query: PlainQuery, userId: string, minutes: number): Promise<ResetLink> => {
  const now = deps.clock.now();
  const token = makeToken();
  const expiresAt = new Date(now.getTime() + minutes * MINUTE);
  await insertReset(query, { hash: sha256(token), userId, now, expiresAt });
  return { url: `${deps.publicUrl}/password/reset#token=${token}`, expiresAt };
};

/** Queues the mail where the address has an account. The caller learns nothing of it. */
export const mailResetLink = async (deps: Deps, email: string): Promise<void> => {
  const account = await findAccountByEmail(plainQuery(deps.database), email);
  if (!account || account.disabled_at) return;
  await inAccounts(deps.database, async (query) => {
    const link = await makeResetLink(deps, query, account.id, MAIL_LIFE);
    await appendMail(deps, query, { to: account.email, ...resetMail(link.url), until: link.expiresAt });
  });
  nudgeRelay(deps.database);
};

const resetMail = (url: string): { subject: string; text: string } => ({
  subject: "Set a new VitalEdge password",
  text: [
    "Somebody asked to set a new password for your VitalEdge account. If it was you, open this link:",
    url,
    `It works once and for ${MAIL_LIFE} minutes. If it was not you, there is nothing to do: your password stays as it is.`,
  ].join("\n\n"),
});

const resetTokenInvalid = (): never =>
  fail("reset_token_invalid", { detail: "The link has been used, has expired or was never made. Ask for a new one." });

/** The second factor stays: whoever reads somebody's mail has not got their phone. */
export const resetPassword = async (deps: Deps, { token, newPassword }: { token: string; newPassword: string }): Promise<void> => {
  const hash = sha256(token);
  // Looked at before anything is hashed, so that made-up tokens cost nothing.
  if (!(await isResetOpen(plainQuery(deps.database), hash, deps.clock.now()))) resetTokenInvalid();
  expectAcceptablePassword(newPassword, "/newPassword");
  const passwordHash = await deps.passwords.hash(newPassword);
  await inAccounts(deps.database, async (query) => {
    const now = deps.clock.now();
    const userId = (await spendReset(query, hash, now)) ?? resetTokenInvalid();
    await setPassword(query, userId, passwordHash, now);
    await closeChallengesOf(query, userId, now);
  });
};
