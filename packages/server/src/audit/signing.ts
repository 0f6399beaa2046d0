import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import { runPlain } from "../db/connection.js";
import type { Database } from "../db/knex.js";
import { sql } from "../db/sql.js";
import { unwrapKey, wrapKey } from "../platform/field-cipher.js";
import type { SignatureRow } from "./audit.sql.js";

const OWNER = "platform audit";
const FIRST = "a1";

/** The public keys of signed heads, by id. */
export type VerifyingKey = ReadonlyMap<string, KeyObject>;
export type AuditKeys = { current: string; private: KeyObject; public: VerifyingKey };

const der = { format: "der", type: "pkcs8" } as const;

/** The key that signs the heads of chains, Ed25519 (RFC 8032); made at the first use, kept under the master key. */
export const loadAuditKeys = async (database: Database, master: Buffer): Promise<AuditKeys> => {
  const fresh = generateKeyPairSync("ed25519").privateKey.export(der);
  await runPlain(database, sql`
    insert into platform_keys (id, purpose, wrapped) values (${FIRST}, 'audit', ${wrapKey(master, OWNER, FIRST, fresh)}) on conflict do nothing`);
  const rows = await runPlain<{ id: string; wrapped: string }>(
    database, sql`select id, wrapped from platform_keys where purpose = 'audit' order by created_at, id`);
  const keys = new Map(rows.map((row) => [row.id, createPrivateKey({ key: unwrapKey(master, OWNER, row), ...der })]));
  const current = rows.at(-1)!.id;
  return { current, private: keys.get(current)!, public: new Map([...keys].map(([id, key]) => [id, createPublicKey(key)])) };
};

type Signable = Pick<SignatureRow, "chain" | "sequence" | "hash" | "signedAt" | "keyId">;

const textOf = ({ chain, sequence, hash, signedAt, keyId }: Signable): Buffer =>
  Buffer.from(JSON.stringify(["vitaledge audit head", 1, keyId, chain, sequence, hash.toString("hex"), signedAt.toISOString()]), "utf8");

export const signHead = (keys: AuditKeys, head: Omit<Signable, "keyId">): SignatureRow => {
  const signable = { ...head, keyId: keys.current };
  return { ...signable, signature: sign(null, textOf(signable), keys.private) };
};

export const isSigned = (keys: VerifyingKey, row: SignatureRow): boolean => {
  const key = keys.get(row.keyId);
  return key !== undefined && verify(null, textOf(row), key, row.signature);
};
