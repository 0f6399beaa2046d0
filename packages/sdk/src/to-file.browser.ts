import type { SavedFile } from "./to-file.js";
import { ConfigurationError } from "./errors.js";

export type { FileOptions, SavedFile } from "./to-file.js";

/** In the place of `to-file.ts` in the build for browsers, which have no files to write. */
export function writeFile(): Promise<SavedFile> {
  return Promise.reject(new ConfigurationError("toFile needs a file system, which this runtime does not have: read the download with `for await`."));
}
