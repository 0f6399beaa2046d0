import { existsSync, readFileSync } from "node:fs";

// Sources, what is built of them and what tests make of them lie at different depths.
const rootFrom = (folder: URL): URL => (existsSync(new URL("package.json", folder)) ? folder : rootFrom(new URL("../", folder)));

const ROOT = rootFrom(new URL("./", import.meta.url));

/** A file that is published beside the program, by its path in the package. */
export const readPackageFile = (path: string): Buffer => readFileSync(new URL(path, ROOT));
