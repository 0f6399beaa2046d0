import { Argument, InvalidArgumentError, type Command } from "commander";
import { SYSTEM, withTenant } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { plainQuery } from "../features/auth/account-door.js";
import { findAccountByEmail } from "../features/auth/accounts.service.js";
import { createOrganization, newOrganizationId, listAllOrganizations, setPlan } from "../features/organizations/organizations.service.js";
import { OperatorError, UsageError } from "../platform/operator-error.js";
import { withDeps } from "./open-deps.js";
import { registerOrganizationKeys } from "./organization-keys.js";
import { inJson, inWords, type Answering, type Out } from "./operator-words.js";
import { recordCommand } from "./record-command.js";

const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;
const LONGEST_NAME = 200;
const MOST_REQUESTS = 10_000_000;

export const expectName = (name: string): void => {
  if (!name || [...name].length > LONGEST_NAME) throw new UsageError(`An organization's name has 1 to ${LONGEST_NAME} characters.`);
};

export type OrganizationCreation = { name: string; timezone: string; owner?: string };

export const createOrganizationCommand = (deps: Deps, options: OrganizationCreation, out: Out): Promise<void> => inWords(async () => {
  const { name, timezone, owner } = options;
  expectName(name);
  const ownerId = owner === undefined ? null : (await findAccountByEmail(plainQuery(deps.database), owner))?.id;
  if (ownerId === undefined) throw new OperatorError("There is no account with the owner's address. Make it with `vitaledge-server users create` first.");
  const { id } = await withTenant(deps, newOrganizationId(deps), SYSTEM, (tx) => createOrganization(tx, deps.keys, { name, timezone }, ownerId));
  await recordCommand(deps, { name: "organizations create", resourceType: "Organization", resourceId: id, organizationId: id });
  out.write(`Made ${id}${owner ? ` with the OWNER ${owner}` : ", which has no OWNER yet"}.\n`);
});

/** One line each: id, plan, requests per minute where the plan's own do not hold, name. */
export const listOrganizationsCommand = async (deps: Deps, { json = false }: Answering, out: Out): Promise<void> => {
  const listed = (await listAllOrganizations(deps, SYSTEM, plainQuery(deps.database)))
    .map(({ id, plan, requestsPerMinute, name }) => ({ id, plan, requestsPerMinute, name }));
  if (json) return void out.write(inJson(listed));
  for (const { id, plan, requestsPerMinute, name } of listed) {
    out.write(`${[id, plan, requestsPerMinute ?? "-", name].join("\t")}\n`);
  }
};

export type PlanChange = { id: string; plan: "STANDARD" | "ENTERPRISE"; requestsPerMinute?: number };

/** Without a number of requests the plan's own holds from now on. */
export const setPlanCommand = async (deps: Deps, { id, plan, requestsPerMinute }: PlanChange, out: Out): Promise<void> => {
  const changed = ORGANIZATION.test(id) && (await withTenant(deps, id, SYSTEM, (tx) => setPlan(tx, plan, requestsPerMinute ?? null)));
  if (!changed) throw new OperatorError("There is no organization with this id.");
  await recordCommand(deps, { name: "organizations set-plan", resourceType: "Organization", resourceId: id, organizationId: id });
  out.write(`${id} has the plan ${plan}${requestsPerMinute ? ` with ${requestsPerMinute} requests per minute` : ""}.\n`);
};

const parseRequests = (text: string): number => {
  const number = /^\d{1,8}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MOST_REQUESTS) throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_REQUESTS}.`);
  return number;
};

export const registerOrganizations = (program: Command, open = withDeps): void => {
  const organizations = program.command("organizations").description("organizations and their plans");
  organizations.command("create")
    .description("make an organization")
    .requiredOption("--name <name>", "its name")
    .requiredOption("--timezone <zone>", "its IANA time zone, as America/New_York")
    .option("--owner <address>", "the address of the account that becomes its OWNER")
    .action((options: OrganizationCreation) => open((deps) => createOrganizationCommand(deps, options, process.stdout)));
  organizations.command("list").description("list all organizations")
    .option("--json", "answer in JSON")
    .action((options: Answering) => open((deps) => listOrganizationsCommand(deps, options, process.stdout)));
  organizations.command("set-plan <id>")
    .description("set the plan of an organization")
    .addArgument(new Argument("<plan>", "the plan").choices(["STANDARD", "ENTERPRISE"]))
    .option("--requests-per-minute <n>", "an own limit in place of the plan's", parseRequests)
    .action((id: string, plan: PlanChange["plan"], options: { requestsPerMinute?: number }) =>
      open((deps) => setPlanCommand(deps, { id, plan, ...options }, process.stdout)));
  registerOrganizationKeys(organizations, open);
};
