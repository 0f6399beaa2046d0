import { readFile, rename, writeFile } from "node:fs/promises";

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

export const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
};

/** A reader sees the old text or the new one, never a part, whatever ends the process. */
export const replaceFile = async (path: string, text: string, mode: number): Promise<void> => {
  const fresh = `${path}.${process.pid}.part`;
  await writeFile(fresh, text, { mode });
  await rename(fresh, path);
};
