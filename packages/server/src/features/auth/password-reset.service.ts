import type { PlainQuery } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { appendMail } from "../../outbox/append.js";
import { nudgeRelay } from "../../outbox/nudge.js";
import { sha256 } from "../../platform/crypto.js";
import { makeToken } from "../../platform/ids.js";
import { LIMITS } from "../throttling/limits.js";
import { take, tryTake } from "../throttling/throttles.service.js";
import { inAccounts, plainQuery } from "./account-door.js";
import { findAccountByEmail, setPassword } from "./accounts.service.js";
import { sendNotice } from "./notices.js";
import { insertReset, selectOpenReset, spendReset } from "./password-reset.sql.js";
import { expectAcceptablePassword } from "./password-rules.js";
import { startAfresh } from "./sign-in-guard.js";

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

/**
 * Queues the mail where the address has an account and has not got several already. The caller learns nothing of it: for all
 * addresses the same statements run, and the same is made and encrypted.
 */
export const mailResetLink = async (deps: Deps, email: string): Promise<void> => {
  const outside = plainQuery(deps.database);
  const account = await findAccountByEmail(outside, email);
  // Only to the address on record: one that merely reads like it may be somebody else's.
  const to = account?.email ?? email;
  const again = await tryTake(outside, LIMITS.resetMails, to.toLowerCase(), deps.clock.now());
  const userId = account && !account.disabled_at && !again ? account.id : "";
  await inAccounts(deps.database, async (query) => {
    const link = await makeResetLink(deps, query, userId, MAIL_LIFE);
    await appendMail(deps, query, { to, ...resetMail(link.url), until: link.expiresAt }, userId !== "");
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
  const outside = plainQuery(deps.database);
  // Looked at before anything is hashed, so that made-up tokens cost nothing.
  const account = (await selectOpenReset(outside, hash, deps.clock.now())) ?? resetTokenInvalid();
  await take(outside, LIMITS.link, token, deps.clock.now());
  await expectAcceptablePassword(newPassword, "/newPassword", account.email);
  const passwordHash = await deps.passwords.hash(newPassword);
  await inAccounts(deps.database, async (query) => {
    const now = deps.clock.now();
    const userId = (await spendReset(query, hash, now)) ?? resetTokenInvalid();
    await setPassword(query, userId, passwordHash, now);
    await startAfresh(query, account);
    await sendNotice(deps, query, userId, "passwordChanged");
  });
  nudgeRelay(deps.database);
};
