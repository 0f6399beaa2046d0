import { Option, type Command } from "commander";
import { withTenant, SYSTEM, type PlainQuery, type Role } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { inAccounts, plainQuery } from "../features/auth/account-door.js";
import { createAccount, disableAccount, findAccount, type Account } from "../features/auth/accounts.service.js";
import { removeFactor } from "../features/auth/mfa.service.js";
import { makeResetLink } from "../features/auth/password-reset.service.js";
import { expectAcceptablePassword } from "../features/auth/password-rules.js";
import { NO_PASSWORD } from "../features/auth/passwords.js";
import { addMember } from "../features/organizations/members.service.js";
import { readOrganization } from "../features/organizations/organizations.service.js";
import { OperatorError, UsageError } from "../platform/operator-error.js";
import { withDeps } from "./open-deps.js";
import { inWords, type Out } from "./operator-words.js";
import { recordCommand } from "./record-command.js";
import { askForPassword, readPasswordFrom } from "./read-password.js";

const ROLES: readonly Role[] = ["OWNER", "ADMIN", "CLINICIAN", "CARE_MANAGER", "BILLER", "DEVICE", "AUDITOR"];
const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/;
/** Minutes a link lives that the operator hands over. */
const LINK_LIFE = 24 * 60;

export type UserCreation = { email: string; firstName: string; lastName: string; organization?: string; role?: Role; password?: string };

/** Makes an account, and its owner a member where an organization is named. Without a password it prints the link to set one. */
export const createUser = (deps: Deps, options: UserCreation, out: Out): Promise<void> => inWords(async () => {
  const { email, firstName, lastName, organization, role, password } = options;
  if (!EMAIL.test(email)) throw new UsageError("--email takes an e-mail address.");
  if (!organization !== !role) throw new UsageError("--organization and --role go together.");
  if (password !== undefined) await expectAcceptablePassword(password, "/password", email);
  const passwordHash = password === undefined ? NO_PASSWORD : await deps.passwords.hash(password);
  const make = async (query: PlainQuery): Promise<string> =>
    (await createAccount(query, { email, firstName, lastName, passwordHash }, deps.clock.now()))
    ?? refuse("There is an account with this address already.");
  const userId = organization && role
    ? await makeMember(deps, organization, role, make)
    : await inAccounts(deps.database, make);
  await recordCommand(deps, { name: "users create", resourceType: "User", resourceId: userId, ...(organization && { organizationId: organization }) });
  out.write(`Made ${userId} (${email})${organization ? `, ${role} of ${organization}` : ""}.\n`);
  if (password === undefined) await printLink(deps, userId, out);
});

const refuse = (message: string): never => {
  throw new OperatorError(message);
};

const makeMember = (deps: Deps, organization: string, role: Role, make: (query: PlainQuery) => Promise<string>): Promise<string> => {
  if (!ORGANIZATION.test(organization)) refuse("--organization takes an organization's id, as org_abc123.");
  return withTenant(deps, organization, SYSTEM, async (tx) => {
    await readOrganization(tx);
    const userId = await make(tx.query);
    await addMember(tx, userId, role);
    return userId;
  });
};

const printLink = async (deps: Deps, userId: string, out: Out): Promise<void> => {
  const { url, expiresAt } = await makeResetLink(deps, plainQuery(deps.database), userId, LINK_LIFE);
  out.write(`A new password is set under this link, once, until ${expiresAt.toISOString()}:\n${url}\n`);
};

const expectAccount = async (deps: Deps, user: string): Promise<Account> =>
  (await findAccount(plainQuery(deps.database), user)) ?? refuse("There is no account with this address or id.");

/** Ends the person's sessions at once; nothing they did is taken away. */
export const disableUser = async (deps: Deps, user: string, out: Out): Promise<void> => {
  const account = await expectAccount(deps, user);
  await inAccounts(deps.database, (query) => disableAccount(query, account.id, deps.clock.now()));
  await recordCommand(deps, { name: "users disable", resourceType: "User", resourceId: account.id });
  out.write(`${account.id} is disabled and signed out everywhere.\n`);
};

export const resetUserPassword = async (deps: Deps, user: string, out: Out): Promise<void> => {
  const account = await expectAccount(deps, user);
  if (account.disabled_at) refuse("The account is disabled.");
  await recordCommand(deps, { name: "users reset-password", resourceType: "User", resourceId: account.id });
  await printLink(deps, account.id, out);
};

export const resetUserMfa = async (deps: Deps, user: string, out: Out): Promise<void> => {
  const account = await expectAccount(deps, user);
  const removed = await inAccounts(deps.database, (query) => removeFactor(deps, query, account.id));
  if (removed) await recordCommand(deps, { name: "users reset-mfa", resourceType: "User", resourceId: account.id });
  out.write(removed ? `The second factor of ${account.id} is off, and the account signed out everywhere.\n` : `${account.id} has no second factor.\n`);
};

type CreateFlags = Omit<UserCreation, "password"> & { passwordStdin?: boolean; passwordPrompt?: boolean };

const passwordOf = async ({ passwordStdin, passwordPrompt }: CreateFlags): Promise<string | undefined> => {
  if (passwordStdin) return readPasswordFrom(process.stdin);
  return passwordPrompt ? askForPassword("Password: ") : undefined;
};

export const registerUsers = (program: Command, open = withDeps): void => {
  const users = program.command("users").description("accounts of people");
  users.command("create")
    .description("make an account; prints the link to set its password, unless one is given")
    .requiredOption("--email <address>", "the address to sign in with")
    .requiredOption("--first-name <name>", "first name")
    .requiredOption("--last-name <name>", "last name")
    .option("--organization <id>", "make the person a member of this organization")
    .addOption(new Option("--role <role>", "the role there").choices(ROLES))
    .option("--password-stdin", "read the password from standard input")
    .option("--password-prompt", "ask for the password at the terminal")
    .action(async (flags: CreateFlags) => {
      const password = await passwordOf(flags);
      await open((deps) => createUser(deps, { ...flags, password }, process.stdout));
    });
  users.command("disable <user>").description("switch an account off, by address or id, and end its sessions")
    .action((user: string) => open((deps) => disableUser(deps, user, process.stdout)));
  users.command("reset-password <user>").description("print a link to set a new password")
    .action((user: string) => open((deps) => resetUserPassword(deps, user, process.stdout)));
  users.command("reset-mfa <user>").description("take a lost second factor off an account")
    .action((user: string) => open((deps) => resetUserMfa(deps, user, process.stdout)));
};
