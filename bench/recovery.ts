import { setTimeout as sleep } from "node:timers/promises";
import { startFaultProxy, type FaultProxy } from "../test/support/fault-proxy.js";
import { startServer } from "./children.js";
import { readingAt } from "./seed.js";
import type { Stage } from "./stage.js";

/** Milliseconds. */
const GOAL = 2_000;
const LASTS = 3_000;
const CLIENTS = 16;
/** So many rounds of requests have to succeed in a row. */
const ROUNDS = 5;

export type Recovery = { fault: string; goal: number; milliseconds: number };

const FAULTS: Record<string, (proxy: FaultProxy, stage: Stage) => void | Promise<void>> = {
  "connections cut": (proxy) => proxy.cut(),
  "connections refused": (proxy) => proxy.refuse(),
  "connections forgotten": (proxy) => proxy.forget(),
  "black hole": (proxy) => proxy.set({ blackHole: true }),
  "latency of 2 s": (proxy) => proxy.set({ latency: 2_000 }),
  // The last: the bare server, which minds nothing, ends with it. It is up again before the clock starts.
  "database restarted": (_proxy, stage) => stage.restartDatabase(),
};

/** How soon a round of reads and writes has succeeded again once the line to the database is mended, under work that never stops. */
export const measureRecovery = async (stage: Stage, headers: Record<string, string>, patientIds: readonly string[]): Promise<Recovery[]> => {
  const { settings } = stage;
  const proxy = await startFaultProxy(settings.DATABASE_URL);
  const server = await startServer({ ...settings, DATABASE_URL: proxy.through(settings.DATABASE_URL) });
  let sent = 0;
  const request = async (): Promise<boolean> => {
    sent += 1;
    const patientId = patientIds[sent % patientIds.length] ?? "";
    const answer = sent % 2
      ? await fetch(`${server.url}/api/observations/patient/${patientId}?limit=20`, { headers })
      : await fetch(`${server.url}/api/observations`, {
          method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(readingAt(patientId, Date.now() - sent, sent)),
        });
    await answer.arrayBuffer();
    return answer.ok;
  };
  const round = async (): Promise<boolean> => (await Promise.all(Array.from({ length: CLIENTS }, request))).every(Boolean);
  const untilWell = async (): Promise<number> => {
    const began = performance.now();
    let well = began;
    for (let good = 0; good < ROUNDS; ) {
      if (!(await round())) good = 0;
      else if ((good += 1) === 1) well = performance.now();
    }
    return Math.round(well - began);
  };
  const recoveries: Recovery[] = [];
  try {
    await untilWell();
    for (const [fault, start] of Object.entries(FAULTS)) {
      const working = { on: true };
      const clients = Array.from({ length: CLIENTS }, async () => {
        while (working.on) if (!(await request())) await sleep(20);
      });
      await start(proxy, stage);
      if (start !== FAULTS["database restarted"]) await sleep(LASTS);
      await proxy.mend();
      recoveries.push({ fault, goal: GOAL, milliseconds: await untilWell() });
      working.on = false;
      await Promise.all(clients);
    }
  } finally {
    await server.stop();
    await proxy.close();
  }
  return recoveries;
};
