import { createHmac, randomBytes } from "node:crypto";
import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";

/** Telephone numbers and subscribers' numbers lie encrypted: they are found as a whole, by a hash under the organization's key. */
const HASHED = new Set(["phone", "telecom", "subscriber-id", "contact"]);

export const isHashed = (parameter: string): boolean => HASHED.has(parameter);

export type Hash = (text: string) => string;

/** Two spellings of one number are one. */
const normal = (text: string): string => {
  const lower = text.trim().toLowerCase();
  return lower.includes("@") ? lower : lower.replace(/[\s().-]/g, "");
};

const ID = "search";
const PLACE = { table: "fhir_hash_keys", column: "key", id: ID };

const readKey = (tx: TenantTx): Promise<{ key_sealed: string } | undefined> =>
  tx.first(sql`select k.key_sealed from fhir_hash_keys k where k.organization_id = ${tx.organizationId} and k.id = ${ID}`);

/** The key is made where it is needed first. */
export const hashOf = async (tx: TenantTx): Promise<Hash> => {
  let row = await readKey(tx);
  if (!row) {
    await tx.query(sql`insert into fhir_hash_keys (organization_id, id, key_sealed)
      values (${tx.organizationId}, ${ID}, ${tx.seal(PLACE, randomBytes(32).toString("base64"))}) on conflict do nothing`);
    row = await readKey(tx);
  }
  const key = Buffer.from(tx.open(PLACE, row!.key_sealed), "base64");
  return (text) => createHmac("sha256", key).update(normal(text)).digest("base64url");
};
