import { sql } from "../db/sql.js";
import type { PlainQuery } from "../db/with-tenant.js";

export type MailRow = { id: string; content_sealed: string; attempts: number };

export const insertMail = (query: PlainQuery, id: string, contentSealed: string, now: Date, wanted: boolean): Promise<unknown> => query(sql`
  insert into outbox_mails (id, content_sealed, created_at, next_attempt_at)
  select ${id}::text, ${contentSealed}::text, ${now}::timestamptz, ${now}::timestamptz where ${wanted}::boolean`);

/**
 * Takes the mail that is due longest and sets when it may be tried again: a process that dies while it sends leaves
 * the mail to the next try. The wait doubles from one minute to an hour.
 */
export const claimMail = async (query: PlainQuery, now: Date): Promise<MailRow | undefined> =>
  (await query<MailRow>(sql`
    update outbox_mails
       set attempts = attempts + 1,
           next_attempt_at = ${now}::timestamptz + least(interval '1 hour', interval '1 minute' * power(2, attempts))
     where id = (select id from outbox_mails
                  where sent_at is null and failed_at is null and next_attempt_at <= ${now}
                  order by next_attempt_at limit 1 for update skip locked)
    returning id, content_sealed, attempts`))[0];

// What was sent is not needed any more, and a link in it may still work.
export const markSent = (query: PlainQuery, id: string, now: Date): Promise<unknown> =>
  query(sql`update outbox_mails set sent_at = ${now}, content_sealed = '' where id = ${id}`);

export const markFailed = (query: PlainQuery, id: string, now: Date): Promise<unknown> =>
  query(sql`update outbox_mails set failed_at = ${now}, content_sealed = '' where id = ${id}`);

export const deleteOldMails = (query: PlainQuery, before: Date): Promise<unknown> =>
  query(sql`delete from outbox_mails where coalesce(sent_at, failed_at) < ${before}`);
