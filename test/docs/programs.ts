import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./read-snippets.js";

const PACKAGE = join(ROOT, "packages/cli");

/** `vitaledge` as it is published and `npx`, which finds it, in the folder's `bin`. */
export const installPrograms = async (folder: string): Promise<void> => {
  await mkdir(join(folder, "bin"));
  await copyFile(join(PACKAGE, "package.json"), join(folder, "package.json"));
  await promisify(execFile)(process.execPath, [join(PACKAGE, "build.mjs"), folder]);
  await write(join(folder, "bin/vitaledge"), `#!/bin/sh\nexec "${process.execPath}" "${join(folder, "dist/vitaledge.js")}" "$@"\n`);
  await write(join(folder, "bin/npx"), `#!/bin/sh\nexec "$@"\n`);
};

const write = async (path: string, text: string): Promise<void> => {
  await writeFile(path, text);
  await chmod(path, 0o755);
};
