import { OperatorError } from "../../platform/operator-error.js";
import { activeOf, endOf, isInUse, KNOWN_BEFORE, stateOf, type KeyState } from "./key-states.js";
import type { SigningKey, TokenAlgorithm } from "./signing-key.js";
import type { SigningKeys } from "./signing-keys.js";
import { withdrawTokenKey } from "./signing-keys.sql.js";

const ALGORITHMS: readonly TokenAlgorithm[] = ["HS256", "ES256"];
/** As many as the contract lets be published. */
const MOST_IN_USE = 20;

/** Makes a key that signs once it is known everywhere, or at once. */
export const rotateKeys = (keys: SigningKeys, when: "later" | "now"): Promise<SigningKey> =>
  keys.change(async ({ now, keysOf, add }) => {
    const own = keysOf(keys.algorithm);
    const next = own.find((key) => stateOf(own, key, now) === "next");
    if (next && when === "later") {
      throw new OperatorError(`${next.kid} is the next key already and signs from ${next.activeAt.toISOString()} on. Wait for it, or give --now.`);
    }
    if (own.filter((key) => isInUse(own, key, now)).length >= MOST_IN_USE) {
      throw new OperatorError(`${MOST_IN_USE} keys are in use, and no more can be published. Wait until those that retire are gone.`);
    }
    return add(keys.algorithm, when === "now" ? now : new Date(now.getTime() + KNOWN_BEFORE * 1000));
  });

/** Refuses a key's tokens from now on. Where it was the one that signs, answers the key that was made in its place. */
export const withdrawKey = (keys: SigningKeys, kid: string): Promise<SigningKey | undefined> =>
  keys.change(async ({ query, now, keysOf, add }) => {
    const key = ALGORITHMS.flatMap(keysOf).find((each) => each.kid === kid);
    if (!key) throw new OperatorError("There is no key with this id. `vitaledge-server keys list` shows them.");
    if (!(await withdrawTokenKey(query, kid, now))) throw new OperatorError(`${kid} had been withdrawn before.`);
    return key === activeOf(keysOf(key.algorithm), now) ? add(key.algorithm, now) : undefined;
  });

/** `unused`: of the algorithm that is not the configured one. */
export type ListedKey = { key: SigningKey; state: KeyState | "unused"; endsAt: Date | undefined };

/** All keys there ever were. */
export const listKeys = (keys: SigningKeys, now: Date): ListedKey[] =>
  ALGORITHMS.flatMap((algorithm) => {
    const all = keys.keysOf(algorithm);
    return all.map((key) => {
      const state = stateOf(all, key, now);
      return { key, state: algorithm === keys.algorithm || state === "withdrawn" ? state : "unused", endsAt: endOf(all, key) };
    });
  });
