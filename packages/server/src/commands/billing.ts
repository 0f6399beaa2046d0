import type { Command } from "commander";
import { SYSTEM } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { plainQuery } from "../features/auth/account-door.js";
import { compareRollups } from "../features/billing/rebuild.service.js";
import { listAllOrganizations } from "../features/organizations/organizations.service.js";
import { OperatorError } from "../platform/operator-error.js";
import { withDeps } from "./open-deps.js";
import type { Out } from "./operator-words.js";
import { recordCommand } from "./record-command.js";

export type Rebuild = { organization?: string; check?: boolean };

/** A line an organization. With `check` nothing is changed, and differences fail the command. */
export const rebuildBilling = async (deps: Deps, { organization, check = false }: Rebuild, out: Out): Promise<void> => {
  const all = (await listAllOrganizations(deps, SYSTEM, plainQuery(deps.database))).map(({ id }) => id);
  if (organization !== undefined && !all.includes(organization)) throw new OperatorError("There is no organization with this id.");
  let different = 0;
  for (const id of organization === undefined ? all : [organization]) {
    const { patients, days, months } = await compareRollups(deps, id, !check);
    if (!check) await recordCommand(deps, { name: "billing rebuild", resourceType: "Organization", resourceId: id, organizationId: id });
    different += days + months;
    out.write(`${id}: ${patients} patients; ${days} reading days and ${months} months of minutes ${check ? "are not what a scan finds" : "were put right"}\n`);
  }
  if (check && different) throw new OperatorError("Run `vitaledge-server billing rebuild` without --check to put them right.");
};

export const registerBilling = (program: Command, open = withDeps): void => {
  const billing = program.command("billing").description("what billing counts, kept as it arrives");
  billing.command("rebuild")
    .description("count reading days and minutes anew from readings and time entries, beside a running server")
    .option("--organization <id>", "one organization; all unless given")
    .option("--check", "change nothing; fail where something is not what a scan finds")
    .action((options: Rebuild) => open((deps) => rebuildBilling(deps, options, process.stdout)));
};
