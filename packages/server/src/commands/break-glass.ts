import type { Command } from "commander";
import { SYSTEM, withTenant } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { plainQuery } from "../features/auth/account-door.js";
import { findAccount } from "../features/auth/accounts.service.js";
import { breakGlass, endBreakGlass } from "../features/break-glass/break-glass.service.js";
import { OperatorError } from "../platform/operator-error.js";
import { withDeps } from "./open-deps.js";
import { inWords, type Out } from "./operator-words.js";
import { recordCommand } from "./record-command.js";

const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;
const LONGEST_REASON = 500;

export type BreakGlass = { organization: string; user: string; reason?: string; end?: boolean };

const refuse = (message: string): never => {
  throw new OperatorError(message);
};

/** Emergency access for an hour, or its end ahead of time. */
export const breakGlassCommand = (deps: Deps, { organization, user, reason = "", end = false }: BreakGlass, out: Out): Promise<void> => inWords(async () => {
  if (!ORGANIZATION.test(organization)) refuse("--organization takes an organization's id, as org_abc123.");
  const account = (await findAccount(plainQuery(deps.database), user)) ?? refuse("There is no account with this address or id.");
  const of = (resourceId: string) => ({ name: "break-glass", resourceType: "User", resourceId, organizationId: organization });
  if (end) {
    const ended = await withTenant(deps, organization, SYSTEM, (tx) => endBreakGlass(tx, account.id));
    for (const reason of ended) await recordCommand(deps, { ...of(account.id), reason });
    return void out.write(ended.length ? `The emergency access of ${account.id} to ${organization} has ended (${ended.join(", ")}).\n` : `${account.id} has no emergency access to ${organization}.\n`);
  }
  if (!reason.trim() || [...reason].length > LONGEST_REASON) refuse(`--reason takes 1 to ${LONGEST_REASON} characters. Leave names and health data out.`);
  if (account.disabled_at) refuse("The account is disabled: it cannot sign in.");
  const { id, expiresAt } = await withTenant(deps, organization, SYSTEM, (tx) => breakGlass(tx, account.id, reason));
  await recordCommand(deps, { ...of(account.id), reason: id });
  out.write([
    `${account.id} reads everything of ${organization} until ${expiresAt.toISOString()}, for one hour; the grant is ${id}.`,
    "The account signs in as it always does and sends the organization's id as X-Organization-ID. A session that is open need not be renewed.",
    "It has what an AUDITOR reads. Every write is refused, also to a member of the organization, for as long as the grant stands.",
    "Each request under the grant is marked with it. The reason is kept encrypted.",
    "The same command with --end in place of --reason ends it earlier.",
  ].map((line) => `${line}\n`).join(""));
});

export const registerBreakGlass = (program: Command, open = withDeps): void => {
  program.command("break-glass")
    .description("let an account read an organization's data for one hour, in an emergency")
    .requiredOption("--organization <id>", "the organization")
    .requiredOption("--user <user>", "the account, by address or id; it need not be a member")
    .option("--reason <text>", "why, without names and health data; kept encrypted")
    .option("--end", "end the access now")
    .action((options: BreakGlass) => open((deps) => breakGlassCommand(deps, options, process.stdout)));
};
