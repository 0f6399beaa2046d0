import type { Clock } from "../platform/clock.js";
import { fieldCipher, makeDataKey, unwrapKey, wrapKey, type FieldCipher } from "../platform/field-cipher.js";
import type { PlainQuery } from "./with-tenant.js";
import { sql } from "./sql.js";

type KeyRow = { id: string; wrapped: string };

/** The data keys of organizations, and the platform's own, each kept unwrapped for a minute once it was needed. */
export type KeyRing = {
  cipherOf(organizationId: string, query: PlainQuery): Promise<FieldCipher>;
  /** The cipher, where it was needed in the last minute. */
  known(organizationId: string): Promise<FieldCipher> | undefined;
  /** Reads the organization's keys anew at the next use: one is asked for that is not there. */
  forget(organizationId: string): void;
  /** The key for what belongs to no organization: factors, signing keys, mails. */
  platformCipher(query: PlainQuery): Promise<FieldCipher>;
  /**
   * Makes it at the first start, in a statement of its own: of a transaction that is rolled back it would be kept here alone, and
   * seal what nobody opens after the next start.
   */
  createForPlatform(query: PlainQuery): Promise<void>;
  /** Makes an organization's first data key, in the transaction that makes the organization. */
  createFor(organizationId: string, query: PlainQuery): Promise<void>;
  /** Makes its next one, which all processes seal with within a minute; undefined where there is no such organization. */
  rotate(organizationId: string, query: PlainQuery): Promise<string | undefined>;
};

/** Milliseconds after which a process looks whether there is a newer key, or none any more. */
const FRESH = 60_000;

export const keyRing = (master: Buffer, clock: Clock): KeyRing => {
  const ciphers = new Map<string, { cipher: FieldCipher; readAt: number }>();
  const remember = (owner: string, rows: KeyRow[]): FieldCipher => {
    const keys = new Map(rows.map((row) => [row.id, unwrapKey(master, owner, row)]));
    const current = rows.at(-1)?.id;
    if (!current) throw new Error(`there is no data key of ${owner}`);
    const cipher = fieldCipher(owner, keys, current);
    ciphers.set(owner, { cipher, readAt: clock.now().getTime() });
    return cipher;
  };
  const fresh = (owner: string): FieldCipher | undefined => {
    const known = ciphers.get(owner);
    const age = known ? clock.now().getTime() - known.readAt : FRESH;
    return age >= 0 && age < FRESH ? known?.cipher : undefined;
  };
  return {
    async cipherOf(organizationId, query) {
      const known = fresh(organizationId);
      if (known) return known;
      const rows = await keysOf(organizationId, query);
      if (rows.length) return remember(organizationId, rows);
      // An organization that is not there, or a caller who may not see it. Nothing can be sealed or opened then.
      ciphers.delete(organizationId);
      return noCipher;
    },
    known(organizationId) {
      const cipher = fresh(organizationId);
      return cipher && Promise.resolve(cipher);
    },
    forget(organizationId) {
      ciphers.delete(organizationId);
    },
    async platformCipher(query) {
      const known = ciphers.get("platform")?.cipher;
      return known ?? remember("platform", await query<KeyRow>(sql`select id, wrapped from platform_keys where purpose = 'fields' order by id`));
    },
    async createForPlatform(query) {
      const first = wrapKey(master, "platform", "k1", makeDataKey());
      await query(sql`insert into platform_keys (id, purpose, wrapped) values ('k1', 'fields', ${first}) on conflict do nothing`);
    },
    async createFor(organizationId, query) {
      await insertKey(organizationId, "k1", query);
    },
    async rotate(organizationId, query) {
      const last = (await keysOf(organizationId, query)).at(-1);
      if (!last) return undefined;
      const id = `k${Number(last.id.slice(1)) + 1}`;
      await insertKey(organizationId, id, query);
      ciphers.delete(organizationId);
      return id;
    },
  };

  async function insertKey(organizationId: string, id: string, query: PlainQuery): Promise<void> {
    const wrapped = wrapKey(master, organizationId, id, makeDataKey());
    await query(sql`insert into organization_keys (organization_id, id, wrapped) values (${organizationId}, ${id}, ${wrapped})`);
  }
};

// k10 comes after k9.
const keysOf = (organizationId: string, query: PlainQuery): Promise<KeyRow[]> =>
  query<KeyRow>(sql`select id, wrapped from organization_keys where organization_id = ${organizationId} order by length(id), id`);

const refuse = (): never => {
  throw new Error("this organization has no data key");
};
const noCipher: FieldCipher = { seal: refuse, open: refuse };
