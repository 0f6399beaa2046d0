import { chmod, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call } from "../support/call.js";
import { setCrashStage, type CrashStage } from "../support/crash-stage.js";
import { auditLedger, emptyLedger, startWriters } from "../support/ledger.js";

const WRITERS = 8;
/** Milliseconds of writing between two kills, by chance up to this long. */
const LONGEST = 600;

let stage: CrashStage;
beforeAll(async () => {
  const directory = await mkdtemp(join(inject("scratchDirectory"), "crash-"));
  // mkdtemp keeps everybody else out; as root, PostgreSQL runs as another user.
  await chmod(directory, 0o711);
  stage = await setCrashStage(directory, WRITERS);
});
afterAll(() => stage.close());

test("what was acknowledged is stored, and nothing is half made, after kill -9 of the server and a crash of the database", async () => {
  const ledger = emptyLedger();
  const writers = startWriters(stage.subject, ledger);
  const kills = [() => stage.killServer(), () => stage.killDatabase(), () => stage.killServer(), () => stage.killServer()];
  for (const kill of kills) {
    const before = ledger.acknowledged.size;
    while (ledger.acknowledged.size < before + WRITERS) await sleep(10);
    await sleep(LONGEST * Math.random());
    await kill();
  }
  const before = ledger.acknowledged.size;
  while (ledger.acknowledged.size < before + WRITERS) await sleep(10);
  await writers.stop();
  console.log(`${kills.length} kills, ${ledger.requests} writes: ${ledger.acknowledged.size} readings and ${ledger.patients.size} patients acknowledged, ${ledger.unanswered.size} readings unanswered`);
  expect(await auditLedger(stage.subject, ledger)).toEqual([]);
});

// Windows has no SIGSTOP, by which the database is made to hang.
test.skipIf(process.platform === "win32")("a database that hangs costs 503 within 5 s, and nothing once it goes on", async () => {
  const { url, headers, patientIds } = stage.subject;
  const list = `/api/observations?patientId=${patientIds[0]}&limit=5`;
  expect((await call(url, "GET", list, undefined, headers())).status).toBe(200);
  const goOn = await stage.freezeDatabase();
  const began = performance.now();
  const during = await Promise.all([
    ...Array.from({ length: 6 }, () => call(url, "GET", list, undefined, headers())),
    call(url, "POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01", mrn: "FROZEN" }, headers()),
    call(url, "GET", "/readyz"),
  ]);
  const took = performance.now() - began;
  expect((await call(url, "GET", "/healthz")).status).toBe(200);
  await goOn();
  expect(during.map(({ status }) => status)).toEqual(during.map(() => 503));
  expect(took).toBeLessThan(5_000);
  const resumed = performance.now();
  while ((await call(url, "GET", list, undefined, headers())).status !== 200) await sleep(50);
  expect(performance.now() - resumed).toBeLessThan(5_000);
  expect((await call(url, "GET", "/readyz")).status).toBe(200);
});
