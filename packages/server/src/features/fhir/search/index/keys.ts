import { createHash } from "node:crypto";

/** Characters that an index takes of a text. */
const MOST = 400;

/** The text itself; of one that is too long for an index its beginning and a hash. */
export const keyOf = (text: string): string =>
  text.length <= MOST ? text : `${text.slice(0, MOST - 64)}${createHash("sha256").update(text).digest("hex")}`;

/** The beginning of a folded text, for an index. */
export const startOf = (folded: string): string => folded.slice(0, MOST / 2);
