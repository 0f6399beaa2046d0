import type { Command } from "commander";
import { SYSTEM } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { plainQuery } from "../features/auth/account-door.js";
import { compareRollups } from "../features/billing/rebuild.service.js";
import { listAllOrganizations } from "../features/organizations/organizations.service.js";
import { OperatorError } from "../platform/operator-error.js";
import { withDeps } from "./open-deps.js";
import { inJson, type Answering, type Out } from "./operator-words.js";
import { recordCommand } from "./record-command.js";

export type Rebuild = Answering & { organization?: string; check?: boolean };

/** A line an organization. With `check` nothing is changed, and differences fail the command. */
export const rebuildRollups = async (deps: Deps, { organization, check = false, json = false }: Rebuild, out: Out): Promise<void> => {
  const all = (await listAllOrganizations(deps, SYSTEM, plainQuery(deps.database))).map(({ id }) => id);
  if (organization !== undefined && !all.includes(organization)) throw new OperatorError("There is no organization with this id.");
  let different = 0;
  const answers: unknown[] = [];
  for (const id of organization === undefined ? all : [organization]) {
    const { patients, days, months } = await compareRollups(deps, id, !check);
    if (!check) await recordCommand(deps, { name: "rollups rebuild", resourceType: "Organization", resourceId: id, organizationId: id });
    different += days + months;
    answers.push({ organization: id, patients, days, months, mended: !check });
    if (!json) out.write(`${id}: ${patients} patients; ${days} reading days and ${months} months of minutes ${check ? "are not what a scan finds" : "were put right"}\n`);
  }
  if (json) out.write(inJson(answers));
  if (check && different) throw new OperatorError("Run `vitaledge-server rollups rebuild` without --check to put them right.");
};

export const registerRollups = (program: Command, open = withDeps): void => {
  const rollups = program.command("rollups").description("what billing counts, kept as it arrives");
  rollups.command("rebuild")
    .description("count reading days and minutes anew from readings and time entries, beside a running server")
    .option("--organization <id>", "one organization; all unless given")
    .option("--json", "answer in JSON")
    .option("--check", "change nothing; fail where something is not what a scan finds")
    .action((options: Rebuild) => open((deps) => rebuildRollups(deps, options, process.stdout)));
};
