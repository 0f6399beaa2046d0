import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { occasion } from "./evidence.js";
import type { Part } from "./part.js";

/** What a part's last run came to. */
export type Result = {
  result: "passed" | "failed" | "not run";
  /** Figures, the failure, or what is missing. */
  note: string;
  occasion: string;
  seconds?: number;
  /** Names and versions of what the part needs. */
  with?: string[];
};
export type Results = Readonly<Record<string, Result>>;

const FILE = new URL("../../docs/evidence/results.json", import.meta.url);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A failure's message may tell of this machine's folders. */
const withoutPaths = (text: string): string => text.replaceAll(ROOT, "").replaceAll(tmpdir(), "TMP").split("\n")[0]!;

export const runPart = async ({ needs, run }: Part): Promise<Result> => {
  const missing = needs.filter((need) => !need.isThere());
  if (missing.length > 0) return { result: "not run", note: `needs ${missing.map(({ what }) => what).join("; ")}`, occasion: occasion() };
  const began = Date.now();
  const done = (result: "passed" | "failed", note: string): Result =>
    ({ result, note: withoutPaths(note), occasion: occasion(), seconds: Math.round((Date.now() - began) / 100) / 10, with: needs.flatMap((need) => need.version?.() ?? []) });
  try {
    return done("passed", (await run()) ?? "");
  } catch (error) {
    console.error(error);
    return done("failed", error instanceof Error ? error.message : String(error));
  }
};

export const readResults = async (): Promise<Results> => JSON.parse(await readFile(FILE, "utf8").catch(() => "{}")) as Results;

/** A part that could not run here leaves what it found where it could. Answers all there is. */
export const keepResult = async (parts: readonly Part[], { name }: Part, result: Result): Promise<Results> => {
  const before = await readResults();
  const all = { ...before, ...((result.result !== "not run" || before[name]?.with === undefined) && { [name]: result }) };
  const kept = Object.fromEntries(parts.flatMap((part) => (all[part.name] ? [[part.name, all[part.name]!]] : [])));
  await writeFile(FILE, `${JSON.stringify(kept, undefined, 2)}\n`);
  return kept;
};
