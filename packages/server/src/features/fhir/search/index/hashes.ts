import { createHmac, randomBytes } from "node:crypto";
import { sql } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";

/** What lies encrypted is found by equality, through a keyed hash. */
const HASHED: Readonly<Record<string, readonly string[]>> = {
  Patient: ["phone", "telecom"], Practitioner: ["phone", "telecom"], Person: ["phone", "telecom"], Coverage: ["subscriber-id"], Organization: ["phone", "telecom"],
};

export const isHashed = (type: string, parameter: string): boolean => HASHED[type]?.includes(parameter) ?? false;

const KEY = "search";
const place = { table: "fhir_hash_keys", column: "key", id: KEY };

type Row = { key_sealed: string };

/** The organization's key, made at its first use. */
const keyOf = async (tx: TenantTx): Promise<Buffer> => {
  const select = sql`select k.key_sealed from fhir_hash_keys k where k.organization_id = ${tx.organizationId} and k.id = ${KEY}`;
  const known = await tx.first<Row>(select);
  if (known) return Buffer.from(tx.open(place, known.key_sealed), "base64url");
  await tx.query(sql`insert into fhir_hash_keys (organization_id, id, key_sealed) values (${tx.organizationId}, ${KEY}, ${tx.seal(place, randomBytes(32).toString("base64url"))}) on conflict do nothing`);
  return Buffer.from(tx.open(place, (await tx.first<Row>(select))!.key_sealed), "base64url");
};

/** Telephone numbers are compared by their digits, all else as it is, without regard to case. */
const normalized = (text: string): string => (/^[+\d][\d\s().\-/]{5,}$/.test(text) ? text.replaceAll(/[^\d+]/g, "") : text.trim().toLowerCase());

export const hasherOf = async (tx: TenantTx): Promise<(text: string) => string> => {
  const key = await keyOf(tx);
  return (text) => createHmac("sha256", key).update(normalized(text)).digest("base64url");
};

export const hashOf = async (tx: TenantTx, text: string): Promise<string> => (await hasherOf(tx))(text);
