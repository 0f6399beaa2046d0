import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The text of a document of the contract's package, as `openapi.json`. */
export const contractFile = (name: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`@vitaledge/contract/${name}`), "utf8");
