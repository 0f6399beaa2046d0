import type { PlainQuery } from "../../db/with-tenant.js";
import { unwrapKey, wrapKey } from "../../platform/field-cipher.js";
import { makeId } from "../../platform/ids.js";
import { OperatorError } from "../../platform/operator-error.js";
import { keyPairOf, makeKey, type SigningKey, type TokenAlgorithm } from "./signing-key.js";
import { insertTokenKey, selectTokenKeys, type KeyRow } from "./signing-keys.sql.js";

const OWNER = "platform tokens";

export type KeyStore = {
  /** All keys of both algorithms, in the order in which they begin to sign; those of `known` are not decrypted again. */
  load(query: PlainQuery, known: ReadonlyMap<string, SigningKey>): Promise<SigningKey[]>;
  add(query: PlainQuery, algorithm: TokenAlgorithm, times: { now: Date; activeAt: Date }): Promise<SigningKey>;
};

/** Keys of tokens lie in the database, encrypted by the master key. */
export const keyStore = (master: Buffer): KeyStore => {
  const keyOf = (row: KeyRow, known: SigningKey | undefined): SigningKey => {
    const { id: kid, algorithm, active_at: activeAt, withdrawn_at: withdrawnAt } = row;
    const { signs, checks } = known ?? keyPairOf(algorithm, unwrap(master, row));
    return { kid, algorithm, activeAt, withdrawnAt, signs, checks };
  };
  return {
    load: async (query, known) => (await selectTokenKeys(query)).map((row) => keyOf(row, known.get(row.id))),
    async add(query, algorithm, { now, activeAt }) {
      const kid = makeId("tk", now);
      const stored = makeKey(algorithm);
      await insertTokenKey(query, { kid, algorithm, activeAt, wrapped: wrapKey(master, OWNER, kid, stored) });
      return { kid, algorithm, activeAt, withdrawnAt: null, ...keyPairOf(algorithm, stored) };
    },
  };
};

const unwrap = (master: Buffer, row: KeyRow): Buffer => {
  try {
    return unwrapKey(master, OWNER, row);
  } catch {
    throw new OperatorError("VITALEDGE_MASTER_KEY is not the one this database was made with. Give the right one: without it nothing encrypted can be read.");
  }
};
