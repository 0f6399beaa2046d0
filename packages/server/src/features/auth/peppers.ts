import { createHmac, randomBytes } from "node:crypto";
import { runPlain } from "../../db/connection.js";
import type { Database } from "../../db/knex.js";
import { sql } from "../../db/sql.js";
import { unwrapKey, wrapKey } from "../../platform/field-cipher.js";

const OWNER = "platform pepper";

/** The server's own secrets that passwords are mixed with before they are hashed: a stolen table alone cannot be searched. */
export type Peppers = {
  /** The id of the newest one. */
  current(): string;
  /** Asks the database for an id that is not known yet; undefined where there is none such. */
  find(id: string): Promise<Pepper | undefined>;
};

/** Base64, for the hasher takes text alone. */
export type Pepper = (password: string) => string;

const pepperOf = (key: Buffer): Pepper => (password) => createHmac("sha256", key).update(password, "utf8").digest("base64");

/** Makes the first one at the first start. */
export const loadPeppers = async (database: Database, master: Buffer): Promise<Peppers> => {
  await addPepper(database, master, "p1");
  let known = await readPeppers(database, master);
  return {
    current: () => [...known.keys()].at(-1)!,
    async find(id) {
      // Another process may have added one meanwhile.
      if (!known.has(id)) known = await readPeppers(database, master);
      return known.get(id);
    },
  };
};

/** The next hashes are made with it, here from the next start on; older ones are made anew when their people sign in. */
export const addPepper = async (database: Database, master: Buffer, id: string): Promise<void> => {
  const wrapped = wrapKey(master, OWNER, id, randomBytes(32));
  await runPlain(database, sql`insert into platform_keys (id, purpose, wrapped) values (${id}, 'pepper', ${wrapped}) on conflict do nothing`);
};

const readPeppers = async (database: Database, master: Buffer): Promise<Map<string, Pepper>> => {
  const rows = await runPlain<{ id: string; wrapped: string }>(
    database, sql`select id, wrapped from platform_keys where purpose = 'pepper' order by created_at, id`);
  return new Map(rows.map((row) => [row.id, pepperOf(unwrapKey(master, OWNER, row))]));
};
