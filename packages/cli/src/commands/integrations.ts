import type { Command } from "commander";
import { addListFlags, toCodes } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf, addFields } from "./declare.js";

/** What other programs have of the organization. */
export function declareIntegrations(org: Command, start: Start): void {
  const action = actionsOf(start, () => import("./integrations-runs.js"));
  const keys = org.command("api-keys").description("keys of programs that act for the organization");
  addListFlags(keys.command("list").description("list API keys")).action(action(({ listKeys }) => listKeys));
  declareCreation(keys, start);
  keys.command("delete").description("delete a key; asks first").argument("<id>").action(action(({ deleteKey }) => deleteKey));
  declareWebhooks(org.command("webhooks").description("where events are sent"), start);
}

function declareCreation(keys: Command, start: Start): void {
  const action = actionsOf(start, () => import("./api-keys-create.js"));
  addFields(keys.command("create")
    .description("make a key; needs name and permissions, as permissions=billing:read,billing:export; the secret is shown once. For a SMART backend client, --scope and a key set"))
    .option("--scope <scope>", "what a SMART client may do under /fhir, as system/Patient.rs; may be given again", (value: string, before: string[] | undefined) => [...(before ?? []), value])
    .option("--jwks <file>", "the SMART client's public keys, a JWK set; - is standard input")
    .option("--jwks-uri <url>", "where the SMART client publishes its public keys")
    .action(action(({ createKey }) => createKey));
}

function declareWebhooks(webhooks: Command, start: Start): void {
  const action = actionsOf(start, () => import("./integrations-runs.js"));
  addListFlags(webhooks.command("list").description("list webhooks")).action(action(({ listWebhooks }) => listWebhooks));
  webhooks.command("get").description("get a webhook").argument("<id>").action(action(({ getWebhook }) => getWebhook));
  addFields(webhooks.command("create").description("add a webhook; needs url and events, as events=alert.opened,alert.resolved; the secret is shown once"))
    .action(action(({ createWebhook }) => createWebhook));
  addFields(webhooks.command("update").description("change what is named, as enabled=true").argument("<id>")).action(action(({ updateWebhook }) => updateWebhook));
  webhooks.command("delete").description("delete a webhook; asks first").argument("<id>").action(action(({ deleteWebhook }) => deleteWebhook));
  webhooks.command("rotate-secret").description("make a new secret, shown once; the one before signs too for 24 hours").argument("<id>")
    .action(action(({ rotateSecret }) => rotateSecret));
  webhooks.command("test").description("send a test event").argument("<id>").action(action(({ testWebhook }) => testWebhook));
  addListFlags(webhooks.command("deliveries").description("what was sent, and what was answered").argument("<id>"))
    .option("--status <codes>", "PENDING, DELIVERED, FAILED, comma separated", toCodes)
    .option("--from <time>", "made at or after this time").option("--to <time>", "made at or before this time")
    .action(action(({ deliveries }) => deliveries));
  webhooks.command("resend").description("send a delivery again").argument("<id>").argument("<delivery>").action(action(({ resend }) => resend));
}
