import { readFile } from "node:fs/promises";
import autocannon from "autocannon";
import type { Used } from "./cpu.js";

export const CONNECTIONS = 64;
/** `--quick`: to see that all runs; what it measures is worth little. */
export const QUICK = process.argv.includes("--quick");
export const ROUNDS = QUICK ? 1 : 3;
export const SECONDS = QUICK ? 3 : 4;
export const WARM_UP = 2;

/** `serverMs`, `databaseMs`: of a processor, for a request: they tell more than the clock where the machine is busy. */
export type Figures = { requestsPerSecond: number; p99: number; serverMs: number; databaseMs: number };
export type Measured = { rounds: Figures[]; median: Figures };
export type Request = { method: string; path: string; body?: string; headers?: Record<string, string> };
/** One server's part of a comparison. */
export type Subject = { url: string; used?: () => Used; headers: Record<string, string> };
export type Comparison = { name: string; baseline: string; goal: number; request: (of: "server" | "bare") => Request };

/** Rounds of the two servers in turn, so that what the machine does besides falls on both. */
export const compare = async (
  { request, name }: Comparison, subjects: { server: Subject; bare: Subject },
): Promise<{ server: Measured; bare: Measured }> => {
  const rounds = { server: [] as Figures[], bare: [] as Figures[] };
  for (const which of ["bare", "server"] as const) await load(subjects[which], () => request(which), WARM_UP, name);
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? (["bare", "server"] as const) : (["server", "bare"] as const);
    for (const which of order) rounds[which].push(await load(subjects[which], () => request(which), SECONDS, name));
  }
  return { server: summed(rounds.server), bare: summed(rounds.bare) };
};

const NOTHING: Used = { server: 0, database: 0 };

/** Requests of one kind for so many seconds, all of them answered well. */
export const load = async ({ url, used = () => NOTHING, headers }: Subject, request: () => Request, duration: number, name: string): Promise<Figures & { requests: number }> => {
  const before = used();
  const result = await autocannon({
    url, duration, connections: CONNECTIONS,
    requests: [{
      method: "GET", path: "/",
      setupRequest: () => {
        const one = request();
        return { ...one, headers: { "content-type": "application/json", ...headers, ...one.headers } };
      },
    }],
  });
  const after = used();
  const requests = result["2xx"];
  // Nothing yet may have been answered when a warm-up ends.
  if (result.non2xx > 0 || result.errors > 0 || (requests === 0 && duration > WARM_UP)) {
    throw new Error(`${name}: ${result.non2xx} answers were no success and ${result.errors} requests failed.`);
  }
  const each = (milliseconds: number): number => Math.round((100 * milliseconds) / requests) / 100;
  return {
    requestsPerSecond: Math.round(requests / result.duration), p99: result.latency.p99, requests,
    serverMs: each(after.server - before.server), databaseMs: each(after.database - before.database),
  };
};

/** MiB that a process has in use. */
export const residentOf = async (pid: number): Promise<number> => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

const summed = (rounds: Figures[]): Measured => {
  const of = (name: keyof Figures): number => median(rounds.map((round) => round[name]));
  return { rounds, median: { requestsPerSecond: of("requestsPerSecond"), p99: of("p99"), serverMs: of("serverMs"), databaseMs: of("databaseMs") } };
};

export const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
