import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OperatorError } from "./operator-error.js";

const FILE = "master.key";
const LENGTH = 32;

/** The embedded database's master key: a file of its data directory, for its owner alone, made once. */
export const masterKeyOf = (directory: string): Buffer => {
  const path = join(directory, FILE);
  try {
    // `wx` fails where the file is there: a key that exists is never written over.
    writeFileSync(path, randomBytes(LENGTH).toString("base64"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw new OperatorError(`The master key cannot be written in ${directory}. Give the directory to the user that runs the server.`);
    }
  }
  return read(path);
};

/** The same of a directory that has one, for a restore: a key made now would open nothing. */
export const keptMasterKey = (directory: string): Buffer => {
  const path = join(directory, FILE);
  if (existsSync(path)) return read(path);
  throw new OperatorError(`The master key is not there. Set VITALEDGE_MASTER_KEY to the one of the database that was backed up, or put its ${FILE} in ${directory}.`);
};

const read = (path: string): Buffer => {
  const key = Buffer.from(readFileSync(path, "utf8"), "base64");
  if (key.length !== LENGTH) throw new OperatorError(`${path} holds no master key of 32 bytes. Restore it from a backup: nothing encrypted can be read without it.`);
  return key;
};
