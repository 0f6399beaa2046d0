import { fieldCipher, makeDataKey, unwrapKey, wrapKey, type FieldCipher } from "../platform/field-cipher.js";
import type { PlainQuery } from "./with-tenant.js";
import { sql } from "./sql.js";

type KeyRow = { id: string; wrapped: string };

/** The data keys of organizations, and the platform's own, each kept unwrapped once it was needed. */
export type KeyRing = {
  cipherOf(organizationId: string, query: PlainQuery): Promise<FieldCipher>;
  /** The cipher, where it was needed before. */
  known(organizationId: string): Promise<FieldCipher> | undefined;
  /** The key for what belongs to no organization: factors, signing keys, mails. */
  platformCipher(query: PlainQuery): Promise<FieldCipher>;
  /** Makes an organization's first data key, in the transaction that makes the organization. */
  createFor(organizationId: string, query: PlainQuery): Promise<void>;
};

export const keyRing = (master: Buffer): KeyRing => {
  const ciphers = new Map<string, FieldCipher>();
  const remember = (owner: string, rows: KeyRow[]): FieldCipher => {
    const keys = new Map(rows.map((row) => [row.id, unwrapKey(master, owner, row)]));
    const current = rows.at(-1)?.id;
    if (!current) throw new Error(`there is no data key of ${owner}`);
    const cipher = fieldCipher(owner, keys, current);
    ciphers.set(owner, cipher);
    return cipher;
  };
  return {
    async cipherOf(organizationId, query) {
      const known = ciphers.get(organizationId);
      if (known) return known;
      // No rows: an organization that is not there, or a caller who may not see it. Nothing can be sealed or opened then.
      const rows = await query<KeyRow>(sql`select id, wrapped from organization_keys where organization_id = ${organizationId} order by id`);
      return rows.length ? remember(organizationId, rows) : noCipher;
    },
    known(organizationId) {
      const cipher = ciphers.get(organizationId);
      return cipher && Promise.resolve(cipher);
    },
    async platformCipher(query) {
      const known = ciphers.get("platform");
      if (known) return known;
      const fresh = wrapKey(master, "platform", "k1", makeDataKey());
      await query(sql`insert into platform_keys (id, purpose, wrapped) values ('k1', 'fields', ${fresh}) on conflict do nothing`);
      return remember("platform", await query<KeyRow>(sql`select id, wrapped from platform_keys where purpose = 'fields' order by id`));
    },
    async createFor(organizationId, query) {
      const wrapped = wrapKey(master, organizationId, "k1", makeDataKey());
      await query(sql`insert into organization_keys (organization_id, id, wrapped) values (${organizationId}, 'k1', ${wrapped})`);
    },
  };
};

const refuse = (): never => {
  throw new Error("this organization has no data key");
};
const noCipher: FieldCipher = { seal: refuse, open: refuse };
