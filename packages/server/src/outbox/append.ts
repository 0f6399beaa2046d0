import type { PlainQuery } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import type { FieldCipher, Place } from "../platform/field-cipher.js";
import { makeId } from "../platform/ids.js";
import { insertMail } from "./outbox.sql.js";

/** `until`: after that the mail is of no use and is not sent any more. */
export type Mail = { to: string; subject: string; text: string; until: Date };

const placeOf = (id: string): Place => ({ table: "outbox_mails", column: "content_sealed", id });

/**
 * Queues a mail in the transaction of what it tells of: both come to be, or neither. Not wanted, it is made and
 * encrypted all the same and put nowhere, so that nobody can tell by the time it took.
 */
export const appendMail = async (deps: Pick<Deps, "clock" | "keys">, query: PlainQuery, mail: Mail, wanted = true): Promise<void> => {
  const now = deps.clock.now();
  const id = makeId("mail", now);
  const cipher = await deps.keys.platformCipher(query);
  await insertMail(query, id, cipher.seal(placeOf(id), JSON.stringify(mail)), now, wanted);
};

export const openMail = (cipher: FieldCipher, id: string, sealed: string): Mail => {
  const { until, ...mail } = JSON.parse(cipher.open(placeOf(id), sealed)) as Omit<Mail, "until"> & { until: string };
  return { ...mail, until: new Date(until) };
};
