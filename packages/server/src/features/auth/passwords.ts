import { hash, parseOptions, verify } from "@node-rs/argon2";
import { makeToken } from "../../platform/ids.js";
import { bounded, type Bounds, type InTurn } from "./bounded.js";
import type { Peppers } from "./peppers.js";

export type Policy = { memoryCost: number; timeCost: number; parallelism: number };

/** OWASP's least for argon2id: 19 MiB (in KiB), two passes, one lane. */
export const POLICY: Policy = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const ARGON2ID = 2;

/** Stands for the hash of an account whose password has not been set yet: nothing verifies against it. */
export const NO_PASSWORD = "!";

/** A stored hash is the id of its pepper and the PHC string: `p1$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export type Hasher = {
  hash(password: string): Promise<string>;
  verify(stored: string, password: string): Promise<boolean>;
  /** The work of a verification, for an account that is not there. */
  verifyDummy(password: string): Promise<false>;
  needsRehash(stored: string): boolean;
  /** What was computed since the start, for tests and figures: hashes, and the most that ran at one moment. */
  figures: { readonly hashes: number; readonly mostAtOnce: number };
};

/** The same password typed on two keyboards may arrive composed or decomposed. */
export const normalize = (password: string): string => password.normalize("NFC");

export const makeHasher = (bounds: Bounds, peppers: Peppers, policy = POLICY): Hasher => {
  const figures = { hashes: 0, mostAtOnce: 0 };
  const compute = counted(bounded(bounds), figures);
  // Of one that is missing nothing verifies; without an id it is a hash of the time before peppers.
  const seasoned = async (id: string, password: string): Promise<string> =>
    id ? ((await peppers.find(id)) ?? refuse(id))(normalize(password)) : normalize(password);
  const hashNow = async (password: string): Promise<string> => {
    const id = peppers.current();
    return id + (await hash(await seasoned(id, password), policy));
  };
  const dummy = hashNow(makeToken());
  const verifyAgainst = async (stored: string, password: string): Promise<boolean> => {
    const [id, phc] = split(stored);
    const given = await seasoned(id, password);
    return compute(() => verify(phc, given));
  };
  const verifyDummy = async (password: string): Promise<false> => {
    await verifyAgainst(await dummy, password);
    return false;
  };
  return {
    figures,
    hash: (password) => compute(() => hashNow(password)),
    verify: (stored, password) => (parametersOf(stored) ? verifyAgainst(stored, password) : verifyDummy(password)),
    verifyDummy,
    needsRehash: (stored) => split(stored)[0] !== peppers.current() || isWeaker(parametersOf(stored), policy),
  };
};

const refuse = (id: string): never => {
  throw new Error(`the pepper ${id} is not there`);
};

const counted = (inTurn: InTurn, figures: { hashes: number; mostAtOnce: number }): InTurn => {
  let running = 0;
  return (work) => inTurn(async () => {
    figures.hashes += 1;
    figures.mostAtOnce = Math.max(figures.mostAtOnce, (running += 1));
    try {
      return await work();
    } finally {
      running -= 1;
    }
  });
};

/** The pepper's id, '' where there is none, and the PHC string. */
const split = (stored: string): [string, string] => {
  const start = stored.indexOf("$");
  return [stored.slice(0, start), stored.slice(start)];
};

type Parameters = { algorithm: number; memoryCost: number; timeCost: number };

const isWeaker = (given: Parameters | undefined, policy: Policy): boolean =>
  !given || given.algorithm !== ARGON2ID || given.memoryCost < policy.memoryCost || given.timeCost < policy.timeCost;

const parametersOf = (stored: string): Parameters | undefined => {
  try {
    return parseOptions(split(stored)[1]);
  } catch {
    return undefined;
  }
};
