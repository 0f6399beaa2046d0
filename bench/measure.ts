import autocannon from "autocannon";

export const CONNECTIONS = 32;
export const ROUNDS = 3;
export const SECONDS = 5;
export const WARM_UP = 3;

export type Figures = { requestsPerSecond: number; p99: number };
export type Measured = { rounds: Figures[]; median: Figures };
/** One server's part of a comparison. */
export type Subject = { url: string; headers: Record<string, string> };
export type Comparison = { name: string; baseline: string; goal: number; request: (of: "server" | "bare") => { method: string; path: string; body?: string } };

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

/** Requests of one kind for so many seconds, all of them answered well. */
export const load = async ({ url, headers }: Subject, request: () => ReturnType<Comparison["request"]>, duration: number, name: string): Promise<Figures & { requests: number }> => {
  const result = await autocannon({
    url, duration, connections: CONNECTIONS,
    requests: [{ method: "GET", path: "/", setupRequest: () => ({ ...request(), headers: { "content-type": "application/json", ...headers } }) }],
  });
  if (result.non2xx > 0 || result.errors > 0 || result["2xx"] === 0) {
    throw new Error(`${name}: ${result.non2xx} answers were no success and ${result.errors} requests failed.`);
  }
  return { requestsPerSecond: Math.round(result["2xx"] / result.duration), p99: result.latency.p99, requests: result["2xx"] };
};

const summed = (rounds: Figures[]): Measured => ({
  rounds,
  median: { requestsPerSecond: median(rounds.map((round) => round.requestsPerSecond)), p99: median(rounds.map((round) => round.p99)) },
});

export const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
