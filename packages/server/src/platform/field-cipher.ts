import { randomBytes } from "node:crypto";
import { decrypt, encrypt } from "./crypto.js";
import { open, seal } from "./xaes.js";

/** Where a sealed text belongs; moved anywhere else it cannot be opened. */
export type Place = { table: string; column: string; id: string };

export type FieldCipher = {
  seal(at: Place, text: string): string;
  open(at: Place, sealed: string): string;
};

/** A data key as it lies in the database: encrypted by the master key. */
export type WrappedKey = { id: string; wrapped: string };

const FORMAT = "v2";
/** How a text of each format is opened; v1, of AES-256-GCM as it is, is written no more. */
const OPENED = new Map([["v1", decrypt], ["v2", open]]);

/** A text was sealed with a key that was made after the keys were read, or that was never its owner's. */
export class UnknownKey extends Error {}

/** Encrypts single columns with one owner's data key; the key's id stands before each text, so that keys can be changed. */
export const fieldCipher = (owner: string, keys: ReadonlyMap<string, Buffer>, current: string): FieldCipher => ({
  seal(at, text) {
    const sealed = seal(keyOf(keys, current), Buffer.from(text, "utf8"), contextOf(owner, at));
    return `${FORMAT}.${current}.${sealed.toString("base64url")}`;
  },
  open(at, sealed) {
    const [format, id, content] = sealed.split(".");
    const opened = OPENED.get(format ?? "");
    if (!opened || !id || !content) throw new Error(`${at.table}.${at.column} holds no sealed text`);
    return opened(keyOf(keys, id), Buffer.from(content, "base64url"), contextOf(owner, at)).toString("utf8");
  },
});

const contextOf = (owner: string, at: Place): string => [at.table, at.column, owner, at.id].join("\n");

const keyOf = (keys: ReadonlyMap<string, Buffer>, id: string): Buffer => {
  const key = keys.get(id);
  if (!key) throw new UnknownKey(`the data key ${id} is not there`);
  return key;
};

export const makeDataKey = (): Buffer => randomBytes(32);

export const wrapKey = (master: Buffer, owner: string, id: string, key: Buffer): string =>
  encrypt(master, key, `key\n${owner}\n${id}`).toString("base64url");

export const unwrapKey = (master: Buffer, owner: string, { id, wrapped }: WrappedKey): Buffer =>
  decrypt(master, Buffer.from(wrapped, "base64url"), `key\n${owner}\n${id}`);
