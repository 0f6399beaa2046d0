import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";

const FOLDER = new URL("../../docs/evidence/", import.meta.url);

const commit = (): string => {
  try {
    return execFileSync("git", ["rev-parse", "--short=10", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
};

/** When and on what something was found. */
export const occasion = (): string => `${new Date().toISOString().slice(0, 10)}, commit ${commit()}, Node ${process.version}, ${process.platform} ${process.arch}`;

/** Writes a page of `docs/evidence/`. */
export const writePage = async (name: string, lines: readonly string[]): Promise<void> => {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(new URL(`${name}.md`, FOLDER), `${lines.join("\n")}\n`);
};

export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
