import type { Command } from "commander";
import { insertEntries, lockHead } from "../audit/audit.sql.js";
import { link } from "../audit/link.js";
import { operatorDraft } from "../audit/system-draft.js";
import { makeBackup } from "../db/backup/make-backup.js";
import { encryptedFile } from "../db/backup/write-file.js";
import { deleteOrganization } from "../db/delete-organization.js";
import type { Database } from "../db/knex.js";
import { SYSTEM, withTenant, type PlainQuery } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { systemClock } from "../platform/clock.js";
import type { Config } from "../platform/config.js";
import { OperatorError } from "../platform/operator-error.js";
import { asOwner, withOwner } from "./as-owner.js";
import { recipientsOf } from "./backup.js";
import type { withDeps } from "./open-deps.js";
import type { Out } from "./operator-words.js";
import { recordCommand } from "./record-command.js";

const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;

/** New texts are sealed with a new key by every process within a minute; what was sealed before stays readable. */
export const rotateKeyCommand = async (deps: Deps, id: string, out: Out): Promise<void> => {
  const made = ORGANIZATION.test(id) && (await withTenant(deps, id, SYSTEM, (tx) => deps.keys.rotate(id, tx.query)));
  if (!made) throw new OperatorError("There is no organization with this id.");
  await recordCommand(deps, { name: "organizations rotate-key", resourceType: "Organization", resourceId: id, organizationId: id });
  out.write(`${id} seals with ${made} from now on; running servers within a minute.\n`);
};

type Deletion = { database: Database; masterKey: Buffer; config: Config; id: string; name: string };

export const deleteOrganizationCommand = async ({ database, masterKey, config, id, name }: Deletion, out: Out): Promise<void> => {
  const keysDestroyed = async (): Promise<void> => {
    if (!config.backupKeys) return;
    await makeBackup(database, { masterKey, keys: encryptedFile(config.backupKeys, recipientsOf(undefined, config)) });
  };
  // The trail outlives the organization: that it was ended is on record there.
  const record = async (query: PlainQuery): Promise<void> => {
    const done = operatorDraft(systemClock.now(), { operationId: "organizations delete", resourceType: "Organization", resourceId: id });
    await insertEntries(query, id, link(id, await lockHead(query, id), [done]));
  };
  const rows = await deleteOrganization(database, { organizationId: id, name, keysDestroyed, record });
  out.write(`Deleted ${id}: its keys first, then ${rows} rows. Its audit trail stays, and so do its members' accounts.\n`);
  out.write(config.backupKeys
    ? `Wrote ${config.backupKeys} without its keys: destroy other copies of that file, and older backups cannot be read of it.\n`
    : "Its keys are still in the key file of your backups: run `vitaledge-server backup` now, which writes that file anew, and destroy older copies.\n");
};

export const registerOrganizationKeys = (organizations: Command, open: typeof withDeps): void => {
  organizations.command("rotate-key <id>")
    .description("make a new data key for an organization's encrypted columns")
    .action((id: string) => open((deps) => rotateKeyCommand(deps, id, process.stdout)));
  organizations.command("delete <id>")
    .description("destroy an organization's keys and delete all its rows, for ever")
    .requiredOption("--confirm <name>", "the organization's name, letter by letter")
    .action((id: string, { confirm }: { confirm: string }) => asOwner(({ ownerUrl, masterKey }, config) =>
      withOwner(ownerUrl, (database) => deleteOrganizationCommand({ database, masterKey, config, id, name: confirm }, process.stdout))));
};
