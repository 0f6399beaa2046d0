import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startServer } from "../../bench/children.js";
import { readingAt, seed } from "../../bench/seed.js";
import { setStage, type Stage } from "../../bench/stage.js";
import { call } from "../support/call.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const WATCH = fileURLToPath(new URL("watch-process.mjs", import.meta.url));
const MINUTES = Number(process.env["SOAK_MINUTES"] ?? 30);
/** Minutes: below that the figures are noise, and nothing but success is asked for. */
const LONG_ENOUGH = 10;
/** Of what the server can. */
const LOAD = 0.6;
const CONNECTIONS = 64;
/** Seconds. */
const CAPACITY = 10;
const STRETCH = 30;
const SAMPLE = 5;

type Sample = { rss: number; delay: number; resources: { [name: string]: number } };
type Stretch = { p99: number; rate: number; failures: number };
type Work = () => Promise<boolean>;

/** Three reads to one write, by one person over connections that stay. */
const workOf = (url: string, patientIds: readonly string[], headers: () => Record<string, string>): Work => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let sent = 0;
  return () => {
    sent += 1;
    const patientId = patientIds[sent % patientIds.length] ?? "";
    const body = sent % 4 === 0 ? JSON.stringify(readingAt(patientId, Date.now() - sent, sent)) : undefined;
    const [method, path] = body ? ["POST", "/api/observations"] : ["GET", `/api/observations/patient/${patientId}?limit=20`];
    return new Promise((resolve) => {
      const asked = request(url + path, { method, agent, headers: { ...headers(), ...(body && { "content-type": "application/json" }) } }, (answer) => {
        answer.resume().on("end", () => resolve((answer.statusCode ?? 500) < 300));
      });
      asked.on("error", () => resolve(false)).end(body);
    });
  };
};

/** What the server can: as many requests as come back. */
const measureCapacity = async (work: Work): Promise<number> => {
  const end = performance.now() + CAPACITY * 1_000;
  let done = 0;
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (performance.now() < end) if (await work()) done += 1;
  }));
  return done / CAPACITY;
};

/** Requests at fixed times, whether or not those before are answered; each is as late as its answer is after its own time. */
const runStretch = async (work: Work, rate: number): Promise<Stretch> => {
  const began = performance.now();
  const latencies: number[] = [];
  const running: Promise<void>[] = [];
  let failures = 0;
  const send = async (due: number): Promise<void> => {
    if (!(await work())) failures += 1;
    latencies.push(performance.now() - due);
  };
  for (let sent = 0; sent < rate * STRETCH; ) {
    for (; began + (sent * 1_000) / rate <= performance.now() && sent < rate * STRETCH; sent += 1) running.push(send(began + (sent * 1_000) / rate));
    await sleep(2);
  }
  await Promise.all(running);
  return { p99: quantile(latencies, 0.99), rate: latencies.length / ((performance.now() - began) / 1_000), failures };
};

const quantile = (values: readonly number[], part: number): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0;
const median = (values: readonly number[]): number => quantile(values, 0.5);

/** By least squares, of values at even distances. */
const slopeOf = (values: readonly number[]): number => {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [above, below] = values.reduce(([a, b], value, at) => [a + (at - middle) * (value - mean), b + (at - middle) ** 2], [0, 0]);
  return below ? above / below : 0;
};

const judge = (stretches: readonly Stretch[], samples: readonly Sample[], capacity: number): string => {
  const third = Math.max(1, Math.floor(stretches.length / 3));
  const warm = samples.slice(Math.floor(samples.length / 3));
  const growth = (slopeOf(warm.map(({ rss }) => rss)) * (600 / SAMPLE)) / 1_048_576;
  const delay = median(warm.map((sample) => sample.delay));
  const [early, late] = [stretches.slice(0, third), stretches.slice(-third)].map((part) => median(part.map(({ p99 }) => p99)));
  const drift = late! / early! - 1;
  const resources = (part: readonly Sample[]): number => median(part.map((sample) => Object.values(sample.resources).reduce((sum, count) => sum + count, 0)));
  const [before, after] = [resources(warm.slice(0, third)), resources(warm.slice(-third))];
  const failures = stretches.reduce((sum, stretch) => sum + stretch.failures, 0);
  const figures = `${MINUTES} min at ${Math.round(median(stretches.map(({ rate }) => rate)))} of ${Math.round(capacity)} requests/s: memory ${growth.toFixed(2)} MB in ten minutes, event loop late by ${delay.toFixed(1)} ms (p99), p99 ${early!.toFixed(1)} ms early and ${late!.toFixed(1)} ms late, ${before} and ${after} resources`;
  expect(failures === 0, `every request succeeds; ${failures} failed; ${figures}`);
  if (MINUTES < LONG_ENOUGH) return `${figures} (too short to be judged)`;
  expect(growth < 1, `memory grows by less than 1 MB in ten minutes: ${figures}`);
  expect(delay < 50, `the event loop is late by less than 50 ms: ${figures}`);
  expect(drift < 0.2, `p99 grows by less than a fifth: ${figures}`);
  expect(after <= before + CONNECTIONS / 4, `timers and sockets do not add up: ${figures}`);
  return figures;
};

const run = async (stage: Stage, url: string, file: string): Promise<string> => {
  const { patientIds } = await seed({ ...stage, server: { ...stage.server, url } });
  let accessToken = "";
  const signIn = async (): Promise<void> => {
    accessToken = (await call(url, "POST", "/api/auth/login", stage.owner)).body.accessToken;
  };
  await signIn();
  const work = workOf(url, patientIds, () => ({ authorization: `Bearer ${accessToken}`, "x-organization-id": stage.organizationId }));
  const capacity = await measureCapacity(work);
  const stretches: Stretch[] = [];
  for (let at = 0; at < (MINUTES * 60) / STRETCH; at += 1) {
    // A long run outlives an access token.
    if (at % 20 === 0) await signIn();
    stretches.push(await runStretch(work, capacity * LOAD));
  }
  const samples = (await readFile(file, "utf8")).trim().split("\n").map((line) => JSON.parse(line) as Sample);
  return judge(stretches, samples.slice(-Math.floor((MINUTES * 60) / SAMPLE)), capacity);
};

export const soak: Part = {
  name: "soak",
  shows: `${MINUTES} minutes at a constant 60 % of what the server can, reads and writes mixed: memory, latency and event loop stay as they are`,
  needs: [],
  async run() {
    const stage = await setStage();
    const directory = await mkdtemp(join(tmpdir(), "vitaledge-soak-"));
    const file = join(directory, "samples");
    try {
      const server = await startServer({ ...stage.settings, SOAK_SAMPLES: file }, ["--import", WATCH]);
      try {
        return await run(stage, server.url, file);
      } finally {
        await server.stop();
      }
    } finally {
      await rm(directory, { recursive: true, force: true });
      await stage.stop();
    }
  },
};
