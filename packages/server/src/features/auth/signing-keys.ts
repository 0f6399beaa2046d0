import type { KeyObject } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { gather } from "../../db/gather.js";
import type { Database } from "../../db/knex.js";
import type { PlainQuery } from "../../db/with-tenant.js";
import type { Clock } from "../../platform/clock.js";
import type { Log } from "../../platform/logger.js";
import { inAccounts, plainQuery } from "./account-door.js";
import { activeOf, isInUse, READ_EVERY } from "./key-states.js";
import { keyStore, type KeyStore } from "./key-store.js";
import { publicKeyOf, type PublicKey, type SigningKey, type TokenAlgorithm } from "./signing-key.js";
import { lockTokenKeys } from "./signing-keys.sql.js";

/** Milliseconds between two readings that tokens of unknown keys ask for, however many come. */
const REST = 100;

/** What a change of the keys works with: nobody else changes them meanwhile. */
export type KeyChange = {
  query: PlainQuery;
  now: Date;
  keysOf(algorithm: TokenAlgorithm): SigningKey[];
  add(algorithm: TokenAlgorithm, activeAt: Date): Promise<SigningKey>;
};

/**
 * The keys of access tokens as this process knows them. Their states follow from dates that are known beforehand, so that
 * processes go from key to key together without a word.
 */
export type SigningKeys = {
  readonly algorithm: TokenAlgorithm;
  /** The key that signs now. */
  active(): SigningKey;
  /** What checks a token that names this key; undefined where none of that name may be used. */
  find(kid: string): Promise<KeyObject | undefined>;
  /** The public keys of those in use; there are none where a secret signs. */
  published(): PublicKey[];
  keysOf(algorithm: TokenAlgorithm): SigningKey[];
  read(): Promise<void>;
  /** Works on the keys in a transaction, and reads them afterwards. */
  change<T>(work: (change: KeyChange) => Promise<T>): Promise<T>;
};

type Needs = { database: Database; clock: Clock; master: Buffer; algorithm: TokenAlgorithm };

/** Reads the keys, and makes the algorithm's first. A master key that is not the one of this database ends the start here. */
export const openSigningKeys = async (needs: Needs): Promise<SigningKeys> => {
  const keys = signingKeys(needs, keyStore(needs.master));
  await keys.read();
  const isMissing = (own: readonly SigningKey[], now: Date): boolean => !activeOf(own, now);
  if (isMissing(keys.keysOf(keys.algorithm), needs.clock.now())) {
    await keys.change(async ({ now, keysOf, add }) => {
      if (isMissing(keysOf(keys.algorithm), now)) await add(keys.algorithm, now);
    });
  }
  return keys;
};

const signingKeys = ({ database, clock, algorithm }: Needs, store: KeyStore): SigningKeys => {
  let known: ReadonlyMap<string, SigningKey> = new Map();
  let readAt = new Date(0);
  let lastReading = Number.NEGATIVE_INFINITY;

  // One after another: who asks while a reading runs needs the next one, which sees all that was committed before.
  const inTurn = gather<undefined, undefined>(async (_key, asked) => {
    const now = clock.now();
    known = new Map((await store.load(plainQuery(database), known)).map((key) => [key.kid, key]));
    readAt = now;
    lastReading = performance.now();
    return asked.map(() => undefined);
  }, Number.MAX_SAFE_INTEGER);

  const read = async (): Promise<void> => inTurn("", undefined);
  const keysOf = (of: TokenAlgorithm): SigningKey[] => [...known.values()].filter((key) => key.algorithm === of);
  const isOld = (): boolean => Math.abs(clock.now().getTime() - readAt.getTime()) >= READ_EVERY * 1000;

  return {
    algorithm, keysOf, read,
    active: () => activeOf(keysOf(algorithm), clock.now()) ?? missing(),
    published() {
      const own = keysOf(algorithm);
      return algorithm === "ES256" ? own.filter((key) => isInUse(own, key, clock.now())).map(publicKeyOf) : [];
    },
    async find(kid) {
      if (isOld()) await read();
      if (!known.has(kid)) {
        await sleep(Math.max(0, lastReading + REST - performance.now()));
        await read();
      }
      const own = keysOf(algorithm);
      const key = own.find((each) => each.kid === kid);
      return key && isInUse(own, key, clock.now()) ? key.checks : undefined;
    },
    async change(work) {
      const result = await inAccounts(database, async (query) => {
        await lockTokenKeys(query);
        const now = clock.now();
        const all = await store.load(query, known);
        return work({
          query, now,
          keysOf: (of) => all.filter((key) => key.algorithm === of),
          add: (of, activeAt) => store.add(query, of, { now, activeAt }),
        });
      });
      await read();
      return result;
    },
  };
};

const missing = (): never => {
  throw new Error("no key signs access tokens");
};

/** Reads the keys every few seconds, for a process that signs and has nothing to check. Answers what ends it. */
export const keepReading = (keys: SigningKeys, log: Log): (() => void) => {
  const timer = setInterval(() => {
    keys.read().catch((error: unknown) => log.warn({ event: "token_keys_unread", err: error }, "the keys of tokens could not be read"));
  }, READ_EVERY * 1000).unref();
  return () => clearInterval(timer);
};
