import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import type { Section } from "./part.js";

const RESULTS = new URL("results.json", import.meta.url);

/** Where and when a part was measured. `load`: processes that ran or waited for a processor when it began. */
export type Occasion = { date: string; commit: string | null; node: string; postgres: string; platform: string; cpu: string; cpus: number; memoryGiB: number; load: number };
export type Kept = Section & { occasion: Occasion };
export type Sections = Record<string, Kept>;

const loadAtStart = Math.round(10 * (loadavg()[0] ?? 0)) / 10;

const commit = (): string | null => {
  try {
    return execFileSync("git", ["rev-parse", "--short=10", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
};

const postgres = async (): Promise<string> => {
  const manifest = JSON.parse(await readFile(new URL("../packages/server/package.json", import.meta.url), "utf8")) as { optionalDependencies: Record<string, string> };
  return Object.values(manifest.optionalDependencies)[0]?.split("-")[0] ?? "";
};

export const readSections = async (): Promise<Sections> => JSON.parse(await readFile(RESULTS, "utf8")) as Sections;

/** Takes the place of what the part found last; the others' stays. */
export const keepSection = async (name: string, section: Section): Promise<void> => {
  const occasion: Occasion = {
    date: new Date().toISOString().slice(0, 16).replace("T", " "), commit: commit(), node: process.version, postgres: await postgres(), platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? "", cpus: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30), load: loadAtStart,
  };
  await writeFile(RESULTS, `${JSON.stringify({ ...(await readSections()), [name]: { occasion, ...section } }, null, 2)}\n`);
};
