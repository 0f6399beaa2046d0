import { createSecretKey, randomBytes, type KeyObject } from "node:crypto";
import { runPlain } from "../../db/connection.js";
import type { Database } from "../../db/knex.js";
import { sql } from "../../db/sql.js";
import { unwrapKey, wrapKey } from "../../platform/field-cipher.js";
import { OperatorError } from "../../platform/operator-error.js";

const OWNER = "platform tokens";

/** The secrets that sign access tokens, by `kid`; the last one signs. Key objects: of bytes each check would make one anew. */
export type SigningKeys = { current: string; secrets: ReadonlyMap<string, KeyObject> };

/** Makes the HS256 secret at the first start. A master key that is not the one of this database ends the start here. */
export const loadSigningKeys = async (database: Database, master: Buffer): Promise<SigningKeys> => {
  const fresh = wrapKey(master, OWNER, "t1", randomBytes(32));
  await runPlain(database, sql`insert into platform_keys (id, purpose, wrapped) values ('t1', 'token', ${fresh}) on conflict do nothing`);
  const rows = await runPlain<{ id: string; wrapped: string }>(
    database, sql`select id, wrapped from platform_keys where purpose = 'token' order by created_at, id`);
  try {
    const secrets = new Map(rows.map((row) => [row.id, createSecretKey(unwrapKey(master, OWNER, row))]));
    return { current: rows.at(-1)!.id, secrets };
  } catch {
    throw new OperatorError("VITALEDGE_MASTER_KEY is not the one this database was made with. Give the right one: without it nothing encrypted can be read.");
  }
};
