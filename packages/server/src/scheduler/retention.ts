import { runPlain } from "../db/connection.js";
import type { PlainQuery, TenantTx } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { forgetSpent } from "../features/api-keys/issued-tokens.service.js";
import { deleteForgotten } from "../features/auth/retention.service.js";
import { forgetEmpty } from "../features/throttling/throttles.service.js";
import { forgetDeliveries } from "../features/webhooks/deliveries.service.js";
import { deleteExpiredAnswers } from "../idempotency/idempotency.sql.js";
import { deleteWritesBefore } from "../replica/replica.sql.js";
import { deleteWindowsBefore } from "../limits/limits.sql.js";
import { deleteOldEvents, EVENTS_KEPT_DAYS } from "../outbox/events.sql.js";
import { deleteOldMails } from "../outbox/outbox.sql.js";

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Empty counters that go at a time. */
const MOST_THROTTLES = 10_000;

/** Days that a mail is known to have been sent. */
const MAILS_KEPT_DAYS = 7;

const before = (now: Date, by: number): Date => new Date(now.getTime() - by);

export const forgetOfOrganization = async (tx: TenantTx): Promise<void> => {
  await deleteExpiredAnswers(tx.query, { organizationId: tx.organizationId }, tx.now);
  await forgetDeliveries(tx);
  await forgetSpent(tx);
  await deleteOldEvents(tx, before(tx.now, EVENTS_KEPT_DAYS * DAY));
};

export const forgetOfPlatform = async ({ database, clock }: Pick<Deps, "database" | "clock">): Promise<void> => {
  const query: PlainQuery = (statement) => runPlain(database, statement);
  const now = clock.now();
  await deleteExpiredAnswers(query, "account", now);
  await deleteWindowsBefore(query, before(now, HOUR));
  await deleteWritesBefore(query, before(now, HOUR));
  await deleteOldMails(query, before(now, MAILS_KEPT_DAYS * DAY));
  await deleteForgotten(query, now);
  await forgetEmpty(query, now, MOST_THROTTLES);
};
