import type { Command } from "commander";
import { migrationState } from "../db/migrate.js";
import { openDatabase } from "../db/knex.js";
import { SYSTEM } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { plainQuery } from "../features/auth/account-door.js";
import { listAllOrganizations } from "../features/organizations/organizations.service.js";
import { isTimeZone } from "../platform/civil.js";
import { configFromEnvironment, type Config } from "../platform/config.js";
import { OperatorError, UsageError } from "../platform/operator-error.js";
import { explainStoreError } from "../store.js";
import { askFor, confirm, ownTerminal, type Terminal } from "./ask.js";
import { migrateOwn } from "./migrate.js";
import { withDeps } from "./open-deps.js";
import type { Out } from "./operator-words.js";
import { createOrganizationCommand, expectName } from "./organizations.js";
import { askForPassword, readPasswordFrom } from "./read-password.js";
import { createUser } from "./users.js";

export type InitFlags = {
  organization?: string; timezone?: string; email?: string; firstName?: string; lastName?: string;
  passwordStdin?: boolean; again?: boolean; migrate?: boolean;
};

type Asked = { name: string; timezone: string; email: string; firstName: string; lastName: string; password: string | undefined };

/** Milliseconds for a word from the database. */
const PATIENCE = { statement: 5_000, silence: 6_000 };

const pendingOf = async (url: string): Promise<string[]> => {
  const database = openDatabase(url, { poolSize: 1, applicationName: "vitaledge operator", patience: PATIENCE });
  try {
    return (await migrationState(database)).pending;
  } catch (error) {
    throw explainStoreError(error);
  } finally {
    await database.destroy();
  }
};

/** A database of one's own that is not migrated yet is, where the operator says so; the embedded one always is. */
export const offerMigration = async (config: Config, flags: InitFlags, terminal: Terminal, out: Out): Promise<void> => {
  const { databaseUrl, databaseOwnerUrl } = config;
  if (databaseUrl === undefined) return;
  const pending = await pendingOf(databaseUrl);
  if (!pending.length) return;
  const agreed = flags.migrate || (databaseOwnerUrl !== undefined && (await confirm(terminal, `${pending.length} migrations have not run. Run them now?`)));
  if (!agreed) throw new OperatorError("Migrations are pending. Run `vitaledge-server migrate` with DATABASE_OWNER_URL first, or say --migrate.");
  out.write(`Ran ${(await migrateOwn(config)).length} migrations.\n`);
};

const expectFirst = async (deps: Deps, { again = false }: InitFlags): Promise<void> => {
  const there = await listAllOrganizations(deps, SYSTEM, plainQuery(deps.database));
  if (there.length && !again) throw new OperatorError(`There is an organization already (${there[0]!.id}). Say --again for another one, or \`vitaledge-server organizations create\`.`);
};

const passwordOf = async ({ passwordStdin }: InitFlags, terminal: Terminal): Promise<string | undefined> => {
  if (passwordStdin) return readPasswordFrom(terminal.input);
  if (!terminal.isInteractive) return undefined;
  const password = await askForPassword("Password (12 characters or more; nothing for a link that sets it): ", terminal);
  if (password && password !== (await askForPassword("Once more: ", terminal))) throw new OperatorError("The two passwords differ. Nothing was made.");
  return password || undefined;
};

const ask = async (flags: InitFlags, terminal: Terminal): Promise<Asked> => {
  const name = flags.organization ?? (await askFor(terminal, "--organization", "Name of the organization"));
  expectName(name);
  const timezone = flags.timezone ?? (await askFor(terminal, "--timezone", "Its time zone", Intl.DateTimeFormat().resolvedOptions().timeZone));
  if (!isTimeZone(timezone)) throw new UsageError("--timezone takes a name of the IANA database, as America/New_York.");
  return {
    name, timezone,
    email: flags.email ?? (await askFor(terminal, "--email", "E-mail address of its first OWNER")),
    firstName: flags.firstName ?? (await askFor(terminal, "--first-name", "First name")),
    lastName: flags.lastName ?? (await askFor(terminal, "--last-name", "Last name")),
    password: await passwordOf(flags, terminal),
  };
};

const NEXT = `
Next:
  vitaledge-server doctor       looks whether all is well
  vitaledge-server serve        runs the API
  vitaledge-server backup-key   makes the keys of backups: one every night
The OWNER invites further people (POST /api/organizations/{orgId}/invitations) and switches a second factor on.
`;

/** The first organization and its owner. What is missing among the flags is asked for. */
export const initCommand = async (deps: Deps, flags: InitFlags, out: Out, terminal: Terminal = ownTerminal()): Promise<void> => {
  await expectFirst(deps, flags);
  const { name, timezone, ...person } = await ask(flags, terminal);
  await createUser(deps, person, out);
  await createOrganizationCommand(deps, { name, timezone, owner: person.email }, out);
  out.write(NEXT);
};

export const registerInit = (program: Command, open = withDeps): void => {
  program.command("init")
    .description("make the first organization and its owner; asks for what it needs")
    .option("--organization <name>", "the organization's name")
    .option("--timezone <zone>", "its IANA time zone, as America/New_York")
    .option("--email <address>", "the address its owner signs in with")
    .option("--first-name <name>", "the owner's first name")
    .option("--last-name <name>", "the owner's last name")
    .option("--password-stdin", "read the password from standard input; without one a link that sets it is printed")
    .option("--migrate", "run the migrations that are pending, with DATABASE_OWNER_URL")
    .option("--again", "make one although there is an organization")
    .action(async (flags: InitFlags) => {
      await offerMigration(configFromEnvironment(), flags, ownTerminal(), process.stdout);
      await open((deps) => initCommand(deps, flags, process.stdout));
    });
};
