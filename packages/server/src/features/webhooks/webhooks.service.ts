import type { components } from "@vitaledge/contract/schema";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "../organizations/newest-first.js";
import type { Page } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { allowsLoopback, type Config } from "../../platform/config.js";
import type { Place } from "../../platform/field-cipher.js";
import { expectAcceptableUrl, giveUpOn } from "./receivers.service.js";
import { makeSecret } from "./sign.js";
import {
  changeWebhook, countWebhooks, deleteWebhookRow, insertWebhook, replaceSecret, selectWebhook, selectWebhooks, type WebhookColumns, type WebhookRow,
} from "./webhooks.sql.js";

type Schemas = components["schemas"];
type Settings = Pick<Config, "webhookLoopback">;

const HOUR = 3_600_000;
/** How long everything is signed with the secret before as well. */
const OVERLAP = 24 * HOUR;

export const webhookNotFound = (): never => fail("webhook_not_found", { detail: "No webhook of this organization has this id." });

/** The secret before moves from one column to the other as it is: both are sealed for one place. */
const secretPlace = (id: string): Place => ({ table: "webhooks", column: "secret", id });

const expectAcceptable = (settings: Settings, url: string): void => expectAcceptableUrl(url, allowsLoopback(settings), "/url");

export const listWebhooks = async (tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal }: ListQuery): Promise<Page<WebhookRow> & { total?: number }> => {
  const page = newestPage(await selectWebhooks(tx, afterCursor(cursor, "id"), limit), limit, (row) => row.id);
  return { ...page, ...(includeTotal && { total: await countWebhooks(tx) }) };
};

export const getWebhook = async (tx: TenantTx, id: string): Promise<WebhookRow> => (await selectWebhook(tx, id)) ?? webhookNotFound();

type WithSecret = { row: WebhookRow; secret: string };

/** The secret is told this once. */
export const createWebhook = async (tx: TenantTx, settings: Settings, input: Schemas["WebhookInput"]): Promise<WithSecret> => {
  expectAcceptable(settings, input.url);
  const id = tx.newId("whk");
  const secret = makeSecret();
  const { url, events, description = null, enabled = true } = input;
  await insertWebhook(tx, id, { url, events, description, enabled }, tx.seal(secretPlace(id), secret));
  return { row: await getWebhook(tx, id), secret };
};

export const updateWebhook = async (
  tx: TenantTx, settings: Settings, id: string, patch: Schemas["WebhookPatch"], ifMatch: number | undefined,
): Promise<WebhookRow> => {
  const row = await getWebhook(tx, id);
  expectVersion(row.version, ifMatch);
  if (patch.url !== undefined) expectAcceptable(settings, patch.url);
  const columns: WebhookColumns = {
    url: patch.url ?? row.url,
    events: patch.events ?? row.events,
    description: patch.description === undefined ? row.description : patch.description,
    // null takes the value away, and what is not said is on.
    enabled: patch.enabled === undefined ? row.enabled : patch.enabled ?? true,
  };
  const changed = (await changeWebhook(tx, id, row.version, columns)) ?? fail("version_mismatch");
  if (!changed.enabled) await giveUpOn(tx, id);
  return changed;
};

export const deleteWebhook = async (tx: TenantTx, id: string, ifMatch: number | undefined): Promise<void> => {
  const row = await getWebhook(tx, id);
  expectVersion(row.version, ifMatch);
  if (!(await deleteWebhookRow(tx, id, row.version))) fail("version_mismatch");
  await giveUpOn(tx, id);
};

export const rotateSecret = async (tx: TenantTx, id: string): Promise<{ secret: string; previousValidUntil: Date }> => {
  const secret = makeSecret();
  const previousValidUntil = new Date(tx.now.getTime() + OVERLAP);
  if (!(await replaceSecret(tx, id, tx.seal(secretPlace(id), secret), previousValidUntil))) webhookNotFound();
  return { secret, previousValidUntil };
};

/** What signs at this moment, the present secret first. */
export const secretsOf = (tx: TenantTx, { id, secret_sealed, previous_secret_sealed, previous_valid_until }: WebhookRow): string[] => {
  const before = previous_valid_until && previous_valid_until > tx.now ? previous_secret_sealed : null;
  return [secret_sealed, ...(before ? [before] : [])].map((sealed) => tx.open(secretPlace(id), sealed));
};
