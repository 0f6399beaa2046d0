import type { PlainQuery } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { appendMail } from "../../outbox/append.js";
import { readAccount } from "./accounts.service.js";

const HOUR = 3_600_000;
/** Hours after which the news is none any more. */
const MAIL_LIFE = 72;

const ADVICE = "If it was not you, set a new password at once and tell whoever runs VitalEdge for you.";

const NOTICES = {
  passwordChanged: ["Your VitalEdge password was changed", "The password of your VitalEdge account was changed, and its other sessions were signed out."],
  factorOn: ["Your VitalEdge account has a second factor", "A second factor was switched on for your VitalEdge account, and its other sessions were signed out."],
  factorOff: ["Your VitalEdge account lost its second factor", "The second factor of your VitalEdge account was switched off."],
  sessionStolen: [
    "You were signed out of VitalEdge",
    "A token of one of your VitalEdge sessions was used a second time, which happens when somebody has copied it. The session was signed out.",
  ],
} as const;

/** Tells a person what was done to their account (ASVS 6.3.7), in the transaction that does it. No secret, no link to follow. */
export const sendNotice = async (deps: Deps, query: PlainQuery, userId: string, notice: keyof typeof NOTICES): Promise<void> => {
  const { email } = await readAccount(query, userId);
  const [subject, text] = NOTICES[notice];
  const until = new Date(deps.clock.now().getTime() + MAIL_LIFE * HOUR);
  await appendMail(deps, query, { to: email, subject, text: `${text}\n\n${ADVICE}`, until });
};
