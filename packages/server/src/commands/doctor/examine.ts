import { openDatabase } from "../../db/knex.js";
import { LONG } from "../../db/patience.js";
import type { Config } from "../../platform/config.js";
import { makeLogger } from "../../platform/logger.js";
import { explainStoreError, openStore, type Store } from "../../store.js";
import { DATABASE_CHECKS } from "./check-database.js";
import { KEY_CHECKS } from "./check-keys.js";
import { WORK_CHECKS } from "./check-work.js";
import { RIGHTS_CHECKS } from "./check-rights.js";
import { SURROUNDINGS_CHECKS } from "./check-surroundings.js";
import type { Check, Finding, Scene } from "./finding.js";
import { OperatorError } from "../../platform/operator-error.js";

const CHECKS: readonly Check[] = [...SURROUNDINGS_CHECKS, ...DATABASE_CHECKS, ...RIGHTS_CHECKS, ...WORK_CHECKS, ...KEY_CHECKS];

/** A check that cannot be made is a finding too: tables that are not there yet, a right that is missing. */
const lookAt = async ({ name: check, look }: Check, scene: Scene): Promise<Finding> => {
  try {
    return { check, ...(await look(scene)) };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    return { check, status: "failed", detail: `It could not be looked at${typeof code === "string" ? ` (${code})` : ""}.`, todo: "Mend what failed before it, then look again." };
  }
};

/** All checks, one after another. */
export const examine = async (scene: Scene): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(await lookAt(check, scene));
  return findings;
};

export type Opened = { scene: Scene; close(): Promise<void> };

/** The database as the server would sign in; without it what is wrong, as the one finding. */
export const openScene = async (config: Config): Promise<Opened | Finding> => {
  let store: Store;
  try {
    store = await openStore(config, { log: makeLogger("silent"), migrate: false, beside: true });
    const database = openDatabase(store.appUrl, { poolSize: 1, applicationName: "vitaledge doctor", patience: LONG });
    try {
      await database.raw("select 1");
    } catch (error) {
      await database.destroy();
      await store.stop();
      throw explainStoreError(error);
    }
    const close = async (): Promise<void> => {
      await database.destroy();
      await store.stop();
    };
    return { scene: { config, database, masterKey: store.masterKey, now: new Date() }, close };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { check: "database", status: "failed", detail: error.message, todo: "Mend this first: nothing else can be looked at." };
  }
};
