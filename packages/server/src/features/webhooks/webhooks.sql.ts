import { sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { EventType } from "../../outbox/events.js";

export type WebhookRow = {
  id: string;
  url: string;
  events: EventType[];
  description: string | null;
  enabled: boolean;
  disabled_reason: "GONE" | "FAILING" | null;
  secret_sealed: string;
  previous_secret_sealed: string | null;
  previous_valid_until: Date | null;
  version: number;
  created_at: Date;
};

export type ReceiverKind = "WEBHOOK" | "SUBSCRIPTION";
export type ReceiverRow = WebhookRow & { kind: ReceiverKind };

const COLUMNS = sql`id, url, events, description, enabled, disabled_reason, secret_sealed, previous_secret_sealed,
  previous_valid_until, version, created_at`;

const kept = (tx: TenantTx): Statement => sql`organization_id = ${tx.organizationId} and kind = 'WEBHOOK' and deleted_at is null`;

/** Newest first; one row more than asked for tells whether there is a further page. */
export const selectWebhooks = (tx: TenantTx, before: Statement, limit: number): Promise<WebhookRow[]> => tx.query(sql`
  select ${COLUMNS} from webhooks where ${kept(tx)} and ${before} order by created_at desc, id desc limit ${limit + 1}`);

export const countWebhooks = async (tx: TenantTx): Promise<number> =>
  (await tx.first<{ count: number }>(sql`select count(*)::integer as count from webhooks where ${kept(tx)}`))?.count ?? 0;

export const selectWebhook = (tx: TenantTx, id: string): Promise<WebhookRow | undefined> =>
  tx.first(sql`select ${COLUMNS} from webhooks where ${kept(tx)} and id = ${id}`);

/** Of whatever kind. */
export const selectReceiver = (tx: TenantTx, id: string): Promise<ReceiverRow | undefined> =>
  tx.first(sql`select ${COLUMNS}, kind from webhooks where organization_id = ${tx.organizationId} and id = ${id} and deleted_at is null`);

export const selectEnabled = (tx: TenantTx): Promise<Pick<WebhookRow, "id" | "events">[]> =>
  tx.query(sql`select id, events from webhooks where ${kept(tx)} and enabled order by id`);

/** As it is, until the transaction ends: who queues for it and who switches it off do not pass each other by. */
export const lockEnabled = async (tx: TenantTx, id: string): Promise<boolean | undefined> =>
  (await tx.first<{ enabled: boolean }>(sql`select enabled from webhooks where ${kept(tx)} and id = ${id} for share`))?.enabled;

export type WebhookColumns = Pick<WebhookRow, "url" | "events" | "description" | "enabled">;

const stored = (columns: Partial<WebhookColumns>): Record<string, unknown> =>
  ({ ...columns, ...(columns.events && { events: JSON.stringify(columns.events) }) });

export const insertWebhook = async (tx: TenantTx, id: string, columns: WebhookColumns, secretSealed: string): Promise<void> => {
  await tx.query(sql`
    insert into webhooks (organization_id, id, url, events, description, enabled, secret_sealed, created_at, updated_at)
    values (${tx.organizationId}, ${id}, ${columns.url}, ${JSON.stringify(columns.events)}, ${columns.description}, ${columns.enabled},
      ${secretSealed}, ${tx.now}, ${tx.now})`);
};

/** Undefined where it is not of the version named any more. */
export const changeWebhook = (tx: TenantTx, id: string, version: number, columns: WebhookColumns): Promise<WebhookRow | undefined> =>
  changeRow(tx, "webhooks", { id }, { ...stored(columns), disabled_reason: null }, sql`t.version = ${version} and t.deleted_at is null`);

/** Undefined where it is off already. */
export const disableWebhook = (tx: TenantTx, id: string, reason: "GONE" | "FAILING"): Promise<WebhookRow | undefined> =>
  changeRow(tx, "webhooks", { id }, { enabled: false, disabled_reason: reason }, sql`t.enabled and t.deleted_at is null`);

export const deleteWebhookRow = (tx: TenantTx, id: string, version: number): Promise<WebhookRow | undefined> =>
  changeRow(tx, "webhooks", { id }, { deleted_at: tx.now, enabled: false, secret_sealed: "", previous_secret_sealed: null },
    sql`t.version = ${version} and t.deleted_at is null`);

/** The present secret becomes the one before. */
export const replaceSecret = (tx: TenantTx, id: string, secretSealed: string, previousUntil: Date): Promise<WebhookRow | undefined> =>
  changeRow(tx, "webhooks", { id }, {
    previous_secret_sealed: sql`t.secret_sealed`, previous_valid_until: previousUntil, secret_sealed: secretSealed,
  }, sql`t.kind = 'WEBHOOK' and t.deleted_at is null`);

/** A receiver that no webhook of the API's stands for: signed with nothing, and told of no events of its own accord. */
export const insertReceiver = (tx: TenantTx, id: string, kind: ReceiverKind, { url, enabled }: Pick<WebhookColumns, "url" | "enabled">): Promise<unknown> =>
  tx.query(sql`
    insert into webhooks (organization_id, id, kind, url, events, enabled, secret_sealed, created_at, updated_at)
    values (${tx.organizationId}, ${id}, ${kind}, ${url}, '[]', ${enabled}, '', ${tx.now}, ${tx.now})`);

export const changeReceiver = (tx: TenantTx, id: string, columns: Partial<Pick<WebhookColumns, "url" | "enabled">>): Promise<WebhookRow | undefined> =>
  changeRow(tx, "webhooks", { id }, columns);
