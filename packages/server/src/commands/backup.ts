import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { makeBackup } from "../db/backup/make-backup.js";
import { restoreBackup } from "../db/backup/restore-backup.js";
import { encryptedFile } from "../db/backup/write-file.js";
import { makeIdentity, parseIdentity, parseRecipient, type Identity } from "../platform/age.js";
import type { Config } from "../platform/config.js";
import { OperatorError } from "../platform/operator-error.js";
import { asOwner, withOwner } from "./as-owner.js";

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** The public keys of an option, or of the setting. */
export const recipientsOf = (given: readonly string[] | undefined, config: Config): Buffer[] => {
  const names = given ?? config.backupRecipient?.split(",").map((name) => name.trim()) ?? [];
  if (!names.length) throw new OperatorError("A public key is needed: --recipient or VITALEDGE_BACKUP_RECIPIENT. `vitaledge-server backup-key` makes a pair.");
  return names.map((name) => parseRecipient(name) ?? refuse("A recipient is not the public key that `vitaledge-server backup-key` prints: age1 and 58 letters and digits."));
};

const refuse = (message: string): never => {
  throw new OperatorError(message);
};

const identityIn = (path: string): Identity => {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return refuse(`The private key ${path} cannot be read. Give the file that \`vitaledge-server backup-key\` was written to.`);
  }
  return parseIdentity(text) ?? refuse(`${path} holds no private key: a line that begins with AGE-SECRET-KEY-1.`);
};

const keyFileOf = (file: string, given: string | undefined, config: Config): string =>
  given ?? config.backupKeys ?? join(dirname(file), "organization-keys.age");

type BackupOptions = { recipient?: string[]; keys?: string };

const backUp = (file: string, { recipient, keys }: BackupOptions): Promise<void> => asOwner(async ({ ownerUrl, masterKey }, config) => {
  const recipients = recipientsOf(recipient, config);
  const keyFile = keyFileOf(file, keys, config);
  await withOwner(ownerUrl, (database) => makeBackup(database, {
    masterKey, keys: encryptedFile(keyFile, recipients), data: encryptedFile(file, recipients), progress: say,
  }));
  say(`Wrote ${file}, and the organizations' keys anew to ${keyFile}: keep one copy of that file, and destroy older ones.`);
});

type RestoreOptions = { identity: string; keys?: string };

const restore = (file: string, { identity, keys }: RestoreOptions): Promise<void> => asOwner(async ({ ownerUrl, masterKey }, config) => {
  const began = Date.now();
  const files = { data: file, keys: keyFileOf(file, keys, config) };
  const { rows, deletedSince, leftOut } = await restoreBackup(ownerUrl, files, { identity: identityIn(identity), masterKey }, say);
  for (const id of deletedSince) say(`${id} was deleted after this backup, and was left out.`);
  if (leftOut.length) say(`No migration makes ${leftOut.join(", ")}: left out.`);
  say(`Restored ${rows} rows in ${((Date.now() - began) / 1000).toFixed(1)} s. All sessions have ended: people sign in again.`);
}, { empty: true });

export const registerBackup = (program: Command): void => {
  program
    .command("backup <file>")
    .description("write an encrypted copy of the whole database, beside a running server")
    .option("--recipient <key...>", "the public key it is encrypted for (VITALEDGE_BACKUP_RECIPIENT)")
    .option("--keys <file>", "where the organizations' keys are kept (VITALEDGE_BACKUP_KEYS)")
    .action(backUp);
  program
    .command("restore <file>")
    .description("fill a new, empty database with a backup, while no server runs on it")
    .requiredOption("--identity <file>", "the file with the private key")
    .option("--keys <file>", "the newest file of the organizations' keys (VITALEDGE_BACKUP_KEYS)")
    .action(restore);
  program
    .command("backup-key")
    .description("print a new pair of keys for backups; keep the private one away from the server")
    .action(() => {
      const { identity, recipient } = makeIdentity();
      process.stdout.write(`# public key: ${recipient}\n${identity}\n`);
      if (!process.stdout.isTTY) say(`Public key: ${recipient}`);
    });
};
