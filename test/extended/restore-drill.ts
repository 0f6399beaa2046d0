import { spawn } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { VitalEdge } from "@vitaledge/sdk";
import { runOperator, startServer } from "../../bench/children.js";
import { readingAt } from "../../bench/seed.js";
import { makeOrganization, OWNER } from "../../bench/stage.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const SERVER = fileURLToPath(new URL("../../packages/server/dist/bin.js", import.meta.url));
const PATIENTS = 100;
const READINGS_EACH = 1_000;
const MINUTE = 60_000;

/** On the embedded database, as most have it: everything but the master key and the two files of the backup is lost. */
export const restoreDrill: Part = {
  name: "restore-drill",
  shows: "100,000 readings are backed up beside the running server, lost with their cluster, restored, and read",
  needs: [],
  async run() {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "vitaledge-drill-")));
    try {
      // As root, PostgreSQL runs as a user that has to pass through.
      await chmod(folder, 0o711);
      return await drill(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const drill = async (folder: string): Promise<string> => {
  const [lost, fresh, file, key] = ["lost", "fresh", "night.backup", "private.key"].map((name) => join(folder, name)) as [string, string, string, string];
  await writeFile(key, runOperator({}, ["backup-key"]));
  const recipient = /age1\w+/.exec(await readFile(key, "utf8"))![0];
  const organizationId = makeOrganization({ VITALEDGE_DATA_DIR: lost });
  const server = await startServer({ VITALEDGE_DATA_DIR: lost, NODE_ENV: "test" });
  let backup: Run;
  try {
    await seed(server.url, organizationId);
    backup = await run({ VITALEDGE_DATA_DIR: lost }, ["backup", file, "--recipient", recipient]);
  } finally {
    await server.stop();
  }
  await mkdir(fresh, { mode: 0o711 });
  await copyFile(join(lost, "master.key"), join(fresh, "master.key"));
  await rm(lost, { recursive: true });
  const restore = await run({ VITALEDGE_DATA_DIR: fresh }, ["restore", file, "--identity", key]);
  const again = await startServer({ VITALEDGE_DATA_DIR: fresh, NODE_ENV: "test" });
  try {
    await readAll(again.url, organizationId);
  } finally {
    await again.stop();
  }
  const megabytes = ((await stat(file)).size / 1024 / 1024).toFixed(1);
  return `backup ${backup.seconds} s (${backup.peak}, ${megabytes} MiB), restore ${restore.seconds} s (${restore.peak})`;
};

const seed = async (url: string, organizationId: string): Promise<void> => {
  const ve = new VitalEdge({ baseUrl: url, organizationId });
  await ve.auth.login(OWNER);
  for (let number = 1; number <= PATIENTS; number += 1) {
    const { id } = await ve.patients.create({ firstName: "Maria", lastName: `Example ${number}`, birthDate: "1950-01-01", phone: "+15185550123" });
    const now = Date.now();
    const rows = Array.from({ length: READINGS_EACH }, (_, turn) => readingAt(id, now - turn * 100 * MINUTE, turn));
    const { created, duplicates } = await ve.observations.createMany(rows, { chunk: 1_000 });
    // On a machine that is busy an upload may be answered 503 when half of it is stored; the SDK sends it again.
    expect(created + duplicates === READINGS_EACH, `every reading is stored: ${created} are, ${duplicates} were before`);
  }
};

const readAll = async (url: string, organizationId: string): Promise<void> => {
  const ve = new VitalEdge({ baseUrl: url, organizationId });
  await ve.auth.login(OWNER);
  const patients = await ve.patients.list({ limit: 200 }).toArray({ limit: 200 });
  expect(patients.length === PATIENTS && patients.every(({ phone }) => phone === "+15185550123"), "every patient is there, and readable");
  for (const { id } of patients) {
    const readings = await ve.observations.forPatient(id, { limit: 200 }).toArray({ limit: 2 * READINGS_EACH });
    expect(readings.length === READINGS_EACH, "every reading is there");
  }
};

type Run = { seconds: string; peak: string };

/** A command in a process of its own, with the most memory it held where the system tells. */
const run = (settings: Record<string, string>, args: string[]): Promise<Run> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [SERVER, ...args], { env: { PATH: process.env["PATH"], ...settings }, stdio: ["ignore", "ignore", "pipe"] });
    let [printed, peak] = ["", "memory not known"];
    child.stderr.on("data", (text: Buffer) => (printed += text.toString()));
    const watching = setInterval(() => {
      readFile(`/proc/${child.pid}/status`, "utf8").then((status) => {
        const found = /VmHWM:\s+(\d+) kB/.exec(status);
        if (found) peak = `${Math.round(Number(found[1]) / 1024)} MiB of memory`;
      }, () => undefined);
    }, 50);
    child.once("close", (code) => {
      clearInterval(watching);
      if (code === 0) resolve({ seconds: ((performance.now() - began) / 1000).toFixed(1), peak });
      else reject(new Error(`vitaledge-server ${args[0]} ended with ${code}: ${printed}`));
    });
  });
