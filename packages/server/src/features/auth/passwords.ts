import { hash, parseOptions, verify } from "@node-rs/argon2";
import { fail } from "../../http/problem.js";
import { makeToken } from "../../platform/ids.js";
import { bounded, type Bounds } from "./bounded.js";

/** OWASP's least for argon2id: 19 MiB (in KiB), two passes, one lane. */
const POLICY = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const ARGON2ID = 2;

const SHORTEST = 12;
const LONGEST = 256;

/** Stands for the hash of an account whose password has not been set yet: nothing verifies against it. */
export const NO_PASSWORD = "!";

export type Hasher = {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** The work of a verification, for an account that is not there. */
  verifyDummy(password: string): Promise<false>;
  needsRehash(hash: string): boolean;
};

// The same password typed on two keyboards may arrive composed or decomposed.
const normalize = (password: string): string => password.normalize("NFC");

export const makeHasher = (bounds: Bounds): Hasher => {
  const inTurn = bounded(bounds);
  const dummy = hash(makeToken(), POLICY);
  const verifyDummy = async (password: string): Promise<false> => {
    const stored = await dummy;
    await inTurn(() => verify(stored, normalize(password)));
    return false;
  };
  return {
    hash: (password) => inTurn(() => hash(normalize(password), POLICY)),
    verify: async (stored, password) =>
      parametersOf(stored) ? inTurn(() => verify(stored, normalize(password))) : verifyDummy(password),
    verifyDummy,
    needsRehash: (stored) => {
      const given = parametersOf(stored);
      return !given || given.algorithm !== ARGON2ID || given.memoryCost < POLICY.memoryCost || given.timeCost < POLICY.timeCost;
    },
  };
};

const parametersOf = (stored: string): { algorithm: number; memoryCost: number; timeCost: number } | undefined => {
  try {
    return parseOptions(stored);
  } catch {
    return undefined;
  }
};

/** What a new password must have; counted in characters as people see them typed, after normalising. */
export const isAcceptablePassword = (password: string): boolean => {
  const length = [...normalize(password)].length;
  return length >= SHORTEST && length <= LONGEST;
};

export const expectAcceptablePassword = (password: string, pointer: string): void => {
  if (isAcceptablePassword(password)) return;
  const message = `must have ${SHORTEST} to ${LONGEST} characters`;
  fail("weak_password", { detail: `A password ${message}.`, errors: [{ pointer, code: "length", message }] });
};
