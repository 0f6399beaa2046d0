import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readingOn } from "../support/billing-scene.js";
import { call } from "../support/call.js";
import { makeWatchedDirectory } from "../support/cluster.js";
import { setCrashStage } from "../support/crash-stage.js";
import { auditLedger, emptyLedger, startWriters } from "../support/ledger.js";
import { expect } from "./smoke.js";

// Runs in a mount namespace of its own, as root: see full-disk.ts.
const SIZE = "400m";
const TIMES = 3;
const WRITERS = 4;
const UPLOAD = 5_000;
const UPLOADS = 4;
const PROMISED = 5_000;

const { directory, remove } = await makeWatchedDirectory();
const disk = join(directory, "disk");
mkdirSync(disk);
execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=711`, "none", disk]);

const filler = join(disk, "filler");
const fill = (): void => {
  const file = openSync(filler, "a");
  for (const size of [1_048_576, 4_096]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  closeSync(file);
};

const stage = await setCrashStage(disk, WRITERS);
const { subject } = stage;
const ledger = emptyLedger();
let [refused, named, taken, slowest, restarts] = [0, 0, 0, 0, 0];

const untilWritten = async (most: number): Promise<boolean> => {
  const before = ledger.acknowledged.size;
  for (const end = performance.now() + most; ledger.acknowledged.size < before + WRITERS; await sleep(20)) if (performance.now() > end) return false;
  return true;
};

/** Of one patient, at moments that the writers' readings do not have. */
const upload = async (turn: number): Promise<void> => {
  const since = ledger.since - (turn + 1) * 2 * UPLOAD * 1_000;
  const observations = Array.from({ length: UPLOAD }, (_, index) => ({
    ...readingOn(uploaded, "2026-01-01"), recordedAt: new Date(since + index * 1_000).toISOString(), note: "Taken sitting, after a rest of five minutes.",
  }));
  const began = performance.now();
  const { status, body, text } = await call(subject.url, "POST", "/api/observations/bulk", { observations }, subject.headers());
  slowest = Math.max(slowest, performance.now() - began);
  expect(status === 200 || status === 503, `an upload is answered 200 or 503, not ${status} ${text}`);
  if (status === 200) taken += body.created;
  else refused += 1;
  if (body.code === "storage_full") named += 1;
};

const { body: patient } = await call(subject.url, "POST", "/api/patients", { firstName: "Maria", lastName: "Upload", birthDate: "1950-01-01" }, subject.headers());
const uploaded: string = patient.id;
try {
  const writers = startWriters(subject, ledger);
  for (let time = 0; time < TIMES; time += 1) {
    expect(await untilWritten(30_000), "the writers get through before the disk is full");
    fill();
    for (let turn = 0; turn < UPLOADS; turn += 1) await upload(time * UPLOADS + turn);
    expect((await call(subject.url, "GET", "/healthz")).status === 200, "the server lives on a full disk");
    rmSync(filler);
    if (await untilWritten(PROMISED)) continue;
    // PostgreSQL ends where it cannot write its log; whoever runs it starts it again.
    await stage.killDatabase();
    restarts += 1;
  }
  expect(await untilWritten(30_000), "the writers get through afterwards");
  await writers.stop();
  expect(slowest < PROMISED, `every upload is answered within 5 s, not ${Math.round(slowest)} ms`);
  expect(refused > 0, "some upload meets a full disk");
  expect(named > 0, "some upload is told that it was the disk");
  const faults = await auditLedger(subject, ledger);
  expect(faults.length === 0, `nothing is lost or half made: ${faults.join("; ")}`);
} finally {
  await stage.close();
  execFileSync("umount", [disk]);
  await remove();
}
console.log(`${TIMES} times full: ${refused} uploads refused with 503, ${named} of them as storage_full, ${taken} of their readings stored; ${ledger.acknowledged.size} readings acknowledged and found; the slowest answer after ${Math.round(slowest)} ms; the database started anew ${restarts} times`);
