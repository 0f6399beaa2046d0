import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { runOperator, startServer } from "./children.js";
import { processorTime } from "./cpu.js";
import { MONTH, PATIENTS, seedMonth, SMALL, SMALL_MONTH, ZONE } from "./billing-seed.js";
import { median, residentOf } from "./measure.js";
import { setStage, type Stage } from "./stage.js";

const ROUNDS = 5;
/** Part of the scan's time that the summary may take. */
const GOAL = 0.5;
const MEMORY_GOAL_MIB = 64;

type ExportFigures = { enrollments: number; bytes: number; seconds: number; firstByteSeconds: number; overIdleMiB: number };
export type BillingFigures = {
  enrollments: number; readings: number; timeEntries: number; goal: number; ratio: number; summaryMs: number[]; scanMs: number[];
  /** Milliseconds of a processor: the server's and the database's of a summary, the database's of a scan. */
  used: { server: number; database: number; scan: number };
  rebuildSeconds: number; memoryGoalMiB: number; exports: ExportFigures[];
};

const SCAN = `select enrollment_id, count(distinct (recorded_at at time zone '${ZONE}')::date) from observations
  where organization_id = $1 and status = 'FINAL' and recorded_at >= $2::timestamp at time zone '${ZONE}'
    and recorded_at < ($2::timestamp + interval '1 month') at time zone '${ZONE}' group by enrollment_id`;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return Math.round(performance.now() - began);
};

/** What a turn takes: milliseconds, and those of a processor. */
type Turn = { milliseconds: number; server: number; database: number };

const turn = async (stage: Stage, backend: number, work: () => Promise<unknown>): Promise<Turn> => {
  const before = processorTime(stage.server.pid, backend);
  const milliseconds = await timed(work);
  const after = processorTime(stage.server.pid, backend);
  return { milliseconds, server: after.server - before.server, database: after.database - before.database };
};

type Asked = { organizationId: string; headers: Record<string, string> };

const ask = async (url: string, path: string, headers: Record<string, string>): Promise<Response> => {
  const response = await fetch(`${url}${path}`, { headers });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
};

const summarize = async (url: string, { organizationId, headers }: Asked): Promise<void> => {
  const summary = (await (await ask(url, `/api/billing/summary/${organizationId}/${MONTH}`, headers)).json()) as { totals: { enrollments: number; ready: number } };
  if (summary.totals.enrollments !== PATIENTS || summary.totals.ready < PATIENTS) throw new Error(`not the month that was made: ${JSON.stringify(summary.totals)}`);
};

const byTurns = async (stage: Stage, client: pg.Client, asked: Asked): Promise<{ scans: Turn[]; summaries: Turn[] }> => {
  const { rows: [self] } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const scan = (): Promise<unknown> => client.query(SCAN, [asked.organizationId, `${MONTH}-01`]);
  const [scans, summaries]: [Turn[], Turn[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    scans.push(await turn(stage, self!.pid, scan));
    summaries.push(await turn(stage, self!.pid, () => summarize(stage.server.url, asked)));
  }
  // The first warms both up.
  return { scans: scans.slice(1), summaries: summaries.slice(1) };
};

/** Of a server of its own, so that nothing done before counts; the highest of what is seen every 20 ms. */
const exportMonth = async (settings: Stage["settings"], { organizationId, headers }: Asked, month: string, enrollments: number): Promise<ExportFigures> => {
  const server = await startServer(settings);
  try {
    await ask(server.url, "/api/patients?limit=1", headers).then((response) => response.text());
    const idle = await residentOf(server.pid);
    let [peak, ended] = [idle, false];
    const watch = (async () => {
      for (; !ended; await sleep(20)) peak = Math.max(peak, await residentOf(server.pid));
    })();
    const began = performance.now();
    const { body } = await ask(server.url, `/api/billing/export/${organizationId}/${month}?format=csv`, headers);
    let [bytes, firstByte] = [0, 0];
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      firstByte ||= performance.now() - began;
      bytes += chunk.length;
    }
    const seconds = (performance.now() - began) / 1000;
    ended = true;
    await watch;
    const round = (number: number): number => Math.round(number * 100) / 100;
    return { enrollments, bytes, seconds: round(seconds), firstByteSeconds: round(firstByte / 1000), overIdleMiB: Math.round(peak - idle) };
  } finally {
    await server.stop();
  }
};

/** The summary of a large practice's month beside one GROUP BY over the same readings, and what its export needs of memory. */
export const measureBilling = async (): Promise<BillingFigures> => {
  const stage = await setStage();
  const { organizationId } = stage;
  const client = new pg.Client({ connectionString: stage.databaseUrl });
  try {
    await client.connect();
    const { readings, timeEntries, accessToken } = await seedMonth(stage, client);
    const asked: Asked = { organizationId, headers: { authorization: `Bearer ${accessToken}`, "x-organization-id": organizationId } };
    // As a database has it that lived through its rows: without statistics a page of the rebuild takes longer than it may.
    await client.query("vacuum analyze");
    const rebuild = await timed(async () => void runOperator(stage.settings, ["rollups", "rebuild", "--organization", organizationId]));
    await client.query("vacuum analyze");
    const { scans, summaries } = await byTurns(stage, client, asked);
    const [scanMs, summaryMs] = [scans.map(({ milliseconds }) => milliseconds), summaries.map(({ milliseconds }) => milliseconds)];
    const usedBy = (turns: Turn[], who: "server" | "database"): number => median(turns.map((one) => one[who]));
    const exports = [await exportMonth(stage.settings, asked, SMALL_MONTH, SMALL), await exportMonth(stage.settings, asked, MONTH, PATIENTS)];
    return {
      enrollments: PATIENTS, readings, timeEntries, goal: GOAL, ratio: Math.round((100 * median(summaryMs)) / median(scanMs)) / 100, summaryMs, scanMs,
      used: { server: usedBy(summaries, "server"), database: usedBy(summaries, "database"), scan: usedBy(scans, "database") },
      rebuildSeconds: Math.round(rebuild / 1000), memoryGoalMiB: MEMORY_GOAL_MIB, exports,
    };
  } finally {
    await client.end();
    await stage.stop();
  }
};
