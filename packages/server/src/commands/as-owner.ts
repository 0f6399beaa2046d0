import { openDatabase, type Database } from "../db/knex.js";
import { UNLIMITED } from "../db/patience.js";
import { configFromEnvironment, type Config } from "../platform/config.js";
import { makeLogger } from "../platform/logger.js";
import { explainStoreError, openAsOwner, type OwnerStore } from "../store.js";

/** Runs an operator's command with the owner's rights, and lets go of the database afterwards. */
export const asOwner = async (work: (store: OwnerStore, config: Config) => Promise<void>, options: { empty?: boolean } = {}): Promise<void> => {
  const config = configFromEnvironment();
  const store = await openAsOwner(config, { log: makeLogger("silent"), ...options });
  try {
    await work(store, config);
  } catch (error) {
    throw explainStoreError(error);
  } finally {
    await store.stop();
  }
};

export const withOwner = async (ownerUrl: string, work: (database: Database) => Promise<void>): Promise<void> => {
  const database = openDatabase(ownerUrl, { poolSize: 1, applicationName: "vitaledge operator", patience: UNLIMITED });
  try {
    await work(database);
  } finally {
    await database.destroy();
  }
};
