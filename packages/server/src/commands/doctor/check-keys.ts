import { plainQuery } from "../../features/auth/account-door.js";
import { activeOf } from "../../features/auth/key-states.js";
import { keyStore } from "../../features/auth/key-store.js";
import { OperatorError } from "../../platform/operator-error.js";
import { failed, ok, warning, type Check } from "./finding.js";

const DAY = 86_400_000;
/** Days after which another key should sign: NIST SP 800-57 part 1, table 1, gives a signature key one to three years. */
const OLD = 365;

const keys: Check = {
  name: "keys",
  async look({ database, masterKey, config, now }) {
    try {
      const all = await keyStore(masterKey).load(plainQuery(database), new Map());
      const active = activeOf(all.filter(({ algorithm }) => algorithm === config.tokenAlgorithm), now);
      if (!active) return ok("The master key is there; the first key of tokens is made when a server starts.");
      const days = Math.floor((now.getTime() - active.activeAt.getTime()) / DAY);
      if (days > OLD) return warning(`The key that signs access tokens is ${days} days old.`, "Run `vitaledge-server keys rotate`: no request fails meanwhile.");
      return ok(`The master key opens the database's keys; the one that signs tokens is ${days} days old.`);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      return failed("The master key is not the one this database was made with.", "Set VITALEDGE_MASTER_KEY to the right one: without it nothing encrypted can be read.");
    }
  },
};

const backups: Check = {
  name: "backups",
  async look({ config }) {
    if (config.backupRecipient) return ok("A public key for backups is set. Whether they run, and can be restored, this machine cannot tell.");
    return warning("No public key for backups is set.", "Make a pair with `vitaledge-server backup-key`, set VITALEDGE_BACKUP_RECIPIENT, and run `vitaledge-server backup` every night.");
  },
};

export const KEY_CHECKS = [keys, backups];
