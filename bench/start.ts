import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../packages/server/src/db/embedded.js";
import { migrate } from "../packages/server/src/db/migrate.js";
import { startServer } from "./children.js";
import { median, residentOf, ROUNDS } from "./measure.js";
import type { Section } from "./part.js";

const GOAL = 2;

/** From nothing to the first answer, with the embedded database, beside that database alone. */
export const measureStart = async (): Promise<Section> => {
  const directory = await realpath(await mkdtemp(join(tmpdir(), "vitaledge-bench-")));
  await chmod(directory, 0o711);
  const dataDirectory = join(directory, "data");
  const settings = { VITALEDGE_DATA_DIR: dataDirectory, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64") };
  try {
    const first = await startEmbedded({ dataDirectory });
    await migrate({ ownerUrl: first.ownerUrl });
    await first.stop();
    const times = { database: [] as number[], server: [] as number[] };
    let resting = 0;
    for (let round = 0; round <= 2 * ROUNDS; round += 1) {
      const [database, server] = [await startDatabase(dataDirectory), await startAll(settings)];
      resting = server.resident;
      if (round === 0) continue;
      times.database.push(database);
      times.server.push(server.milliseconds);
    }
    const [database, server] = [median(times.database), median(times.server)];
    return {
      rows: [
        { what: "Start of the server to its first answer", baseline: "start of that PostgreSQL alone", measured: Math.round((100 * server) / database) / 100, unit: "times as long", goal: { atMost: GOAL }, detail: `${server} ms and ${database} ms` },
        { what: "Memory of the server at rest", baseline: "", measured: Math.round(resting), unit: "MiB", detail: "resident, after its first answer" },
      ],
      figures: { milliseconds: times, restingMiB: Math.round(resting) },
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const startDatabase = async (dataDirectory: string): Promise<number> => {
  const began = performance.now();
  const database = await startEmbedded({ dataDirectory });
  const milliseconds = Math.round(performance.now() - began);
  await database.stop();
  return milliseconds;
};

const startAll = async (settings: Record<string, string>): Promise<{ milliseconds: number; resident: number }> => {
  const began = performance.now();
  const server = await startServer(settings);
  const answer = await fetch(`${server.url}/readyz`);
  const milliseconds = Math.round(performance.now() - began);
  const resident = await residentOf(server.pid);
  await server.stop();
  if (!answer.ok) throw new Error(`The server is not ready: ${answer.status}.`);
  return { milliseconds, resident };
};
