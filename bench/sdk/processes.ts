import { spawnSync } from "node:child_process";

export const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
export const rounded = (value: number, places = 2): number => Math.round(value * 10 ** places) / 10 ** places;

/** Runs Node once; answers what it printed and how long it took, in milliseconds. */
export const runNode = (args: readonly string[], cwd?: string): { stdout: string; milliseconds: number } => {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8", env: { PATH: process.env["PATH"] } });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}${stdout}`);
  return { stdout, milliseconds: performance.now() - began };
};

/** Medians of whole processes, run in turn, so that what the machine does besides falls on all of them. */
export const timeInTurn = (subjects: Record<string, readonly string[]>, rounds: number): Record<string, number> => {
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, [] as number[]]));
  for (const args of Object.values(subjects)) runNode(args);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, args] of Object.entries(subjects)) times[name]?.push(runNode(args).milliseconds);
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, rounded(median(list), 1)]));
};
