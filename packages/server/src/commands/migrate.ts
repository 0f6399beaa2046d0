import type { Command } from "commander";
import { migrate } from "../db/migrate.js";
import { configFromEnvironment, type Config } from "../platform/config.js";
import { makeLogger } from "../platform/logger.js";
import { OperatorError } from "../platform/operator-error.js";
import { ROLES_SQL } from "../sql/roles.sql.js";
import { explainStoreError, openStore } from "../store.js";

export const registerMigrate = (program: Command): void => {
  program
    .command("migrate")
    .description("bring the database to the newest form, as its owner (DATABASE_OWNER_URL)")
    .option("--print-roles", "print the SQL that makes the three roles, for a superuser to run once")
    .action(async ({ printRoles }: { printRoles?: boolean }) => {
      if (printRoles) return void process.stdout.write(ROLES_SQL);
      const config = configFromEnvironment();
      const names = config.databaseUrl || config.databaseOwnerUrl ? await migrateOwn(config) : await migrateEmbedded();
      process.stdout.write(names.length ? `Ran ${names.join(", ")}.\n` : "The database is up to date.\n");
    });
};

export const migrateOwn = async ({ databaseOwnerUrl: ownerUrl, databaseDistributed: distributed }: Config): Promise<string[]> => {
  if (!ownerUrl) throw new OperatorError("DATABASE_OWNER_URL is needed: the address of the database as vitaledge_owner.");
  try {
    return await migrate({ ownerUrl, distributed });
  } catch (error) {
    throw explainStoreError(error);
  }
};

const migrateEmbedded = async (): Promise<string[]> => {
  const store = await openStore(configFromEnvironment(), { log: makeLogger("silent"), migrate: true, beside: true });
  await store.stop();
  return [];
};
