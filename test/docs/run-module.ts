import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { vi } from "vitest";
import type { Prepared } from "./prepared-names.js";
import { ROOT } from "./read-snippets.js";

const FOLDER = join(ROOT, "test/docs/.run");

declare global {
  // oxlint-disable-next-line no-var -- the one way to declare a global
  var prepared: Partial<Prepared>;
}

export const removeModules = (): Promise<void> => rm(FOLDER, { recursive: true, force: true });

type Ran = { name: string; expected: string | undefined };

/** Runs a snippet as a module of its own, beside which the packages of this repository are found; says what it wrote to the console. */
export const runModule = async ({ name, expected = "true" }: Ran, text: string, prepared: Partial<Prepared>): Promise<string> => {
  await mkdir(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name.replaceAll("/", "_")}.ts`);
  const names = Object.keys(prepared);
  globalThis.prepared = prepared;
  await writeFile(file, `const { ${names.join(", ")} } = globalThis.prepared;\n${text}\nif (!(${expected})) throw new Error(${JSON.stringify(`It does not hold that ${expected}`)});\nexport {};`);
  let written = "";
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void (written += `${format(...words)}\n`));
  try {
    await import(/* @vite-ignore */ file);
  } finally {
    log.mockRestore();
  }
  return written;
};
