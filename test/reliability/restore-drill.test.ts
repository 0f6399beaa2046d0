import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { listChains, signHeads, verifyChainNamed } from "../../packages/server/src/audit/heads.js";
import { recipientsOf } from "../../packages/server/src/commands/backup.js";
import { verifyBackup } from "../../packages/server/src/db/backup/read-backup.js";
import { restoreBackup, verifyFiles } from "../../packages/server/src/db/backup/restore-backup.js";
import { encryptedFile } from "../../packages/server/src/db/backup/write-file.js";
import { makeIdentity, parseIdentity, parseRecipient } from "../../packages/server/src/platform/age.js";
import { parseConfig } from "../../packages/server/src/platform/config.js";
import type { Actor } from "../support/actors.js";
import { COMPLETE_PATIENT, must } from "../support/billing-scene.js";
import { fingerprint } from "../support/fingerprint.js";
import { runProgram, type Ended } from "../support/program.js";
import { startServer, type TestServer } from "../support/server.js";
import { bareDatabase, type TestDatabase } from "../support/template-db.js";

const NOW = "2026-03-20T12:00:00Z";
const READINGS = 1_000;
const MASTER_KEY = randomBytes(32).toString("base64");

let folder: string;
let file: string;
let identityFile: string;
let identity: string;
let server: TestServer;
let owner: Actor;
let patientId: string;
let before: Awaited<ReturnType<typeof fingerprint>>;
let heads: Awaited<ReturnType<typeof signHeads>>;
let backup: Ended;

beforeAll(async () => {
  folder = await mkdtemp(join(inject("scratchDirectory"), "backup-"));
  [file, identityFile] = [join(folder, "night.backup"), join(folder, "private.key")];
  const pair = await runProgram(["backup-key"]);
  identity = pair.stdout;
  await writeFile(identityFile, identity);
  server = await startServer({ now: NOW, settings: { VITALEDGE_MASTER_KEY: MASTER_KEY } });
  owner = await server.owner();
  await must((await server.owner()).call("POST", "/api/patients", COMPLETE_PATIENT));
  patientId = (await must(owner.call("POST", "/api/patients", { ...COMPLETE_PATIENT, phone: "+1 518 555 0199", metadata: { room: "a\tb\\n\nc" } }))).id;
  await must(owner.call("POST", "/api/enrollments", { patientId, program: "RPM", startDate: "2025-11-01" }));
  const observations = Array.from({ length: READINGS }, (_, at) => readingAt(at));
  for (let from = 0; from < READINGS; from += 500) await must(owner.call("POST", "/api/observations/bulk", { observations: observations.slice(from, from + 500) }));
  heads = await signHeads(server.deps);
  before = await fingerprint(server.database.superuserUrl);
  backup = await runProgram(["backup", file, "--recipient", /age1\w+/.exec(identity)![0]], settings(server.database));
  await must(owner.call("POST", "/api/observations", readingAt(READINGS)));
  await server.stop();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Some are high, so that alerts refer to them; the oldest lie in the partition of history. */
const readingAt = (at: number) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: at % 100 === 0 ? 190 : 120, unit: "mmHg", source: "DEVICE",
  recordedAt: new Date(Date.parse(NOW) - at * 24 * 3_600_000).toISOString(), note: "after lunch",
});

const settings = ({ ownerUrl }: TestDatabase, masterKey = MASTER_KEY): Record<string, string> => ({ DATABASE_OWNER_URL: ownerUrl, VITALEDGE_MASTER_KEY: masterKey });

const expectOneSentence = ({ code, stderr }: Ended, words: RegExp): void => {
  expect(stderr).toMatch(words);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(code).toBe(1);
};

const tablesIn = async ({ superuserUrl }: TestDatabase): Promise<number> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query("select count(*)::integer as count from pg_class where relnamespace = 'public'::regnamespace");
  await client.end();
  return rows[0].count;
};

const withBare = async (work: (database: TestDatabase) => Promise<void>): Promise<void> => {
  const database = await bareDatabase();
  try {
    await work(database);
  } finally {
    await database.drop();
  }
};

const keys = (key = identity, masterKey = MASTER_KEY) => ({ identity: parseIdentity(key)!, masterKey: Buffer.from(masterKey, "base64") });
const files = (data = file) => ({ data, keys: join(folder, "organization-keys.age") });

describe("a backup", () => {
  test("is written beside a running server, for its owner alone, and says no more than tables and counts", async () => {
    expect(backup).toMatchObject({ code: 0, stdout: "" });
    expect(backup.stderr).toContain(`observations: ${READINGS} rows`);
    expect(backup.stderr).not.toMatch(/Maria|Albany|lunch|example\.com/);
    if (process.platform !== "win32") for (const path of Object.values(files())) expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("says what it holds, once it is opened", async () => {
    const manifest = await verifyBackup(file, keys());
    expect(manifest).toMatchObject({ format: "vitaledge-backup/1", kind: "data", postgres: expect.stringMatching(/^\d+\.\d+/) });
    expect(manifest.auditHeads).toEqual(expect.arrayContaining([expect.objectContaining({ chain: "system" }), expect.objectContaining({ organization_id: owner.organizationId })]));
    expect(manifest.migrations).toEqual(expect.arrayContaining(["0001_accounts", "0003_observations"]));
    expect(manifest.tables.find(({ name }) => name === "observations")).toMatchObject({ rows: READINGS, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(manifest.tables.map(({ name }) => name)).not.toContain("organization_keys");
    expect((await verifyBackup(files().keys, keys())).tables).toMatchObject([{ name: "organization_keys", rows: 2 }]);
  });

  test("takes a public key to be written, and a folder that is there", async () => {
    expect(() => recipientsOf(undefined, parseConfig({}))).toThrow(/A public key is needed/);
    expect(() => recipientsOf(["age1qqqq"], parseConfig({}))).toThrow(/is not the public key/);
    await expect(encryptedFile(join(folder, "none", "other"), [parseRecipient(makeIdentity().recipient)!])(async function* () {})).rejects.toThrow(/cannot be written: its folder is not there/);
  });
});

describe("a restore", () => {
  test("brings every row and rule of a lost database back, and people sign in and read on", { timeout: 120_000 }, async () => {
    await server.database.drop();
    await withBare(async (database) => {
      const began = performance.now();
      const done = await runProgram(["restore", file, "--identity", identityFile], settings(database));
      console.log(`restored ${READINGS} readings in ${((performance.now() - began) / 1000).toFixed(1)} s`);
      expect(done).toMatchObject({ code: 0, stdout: "" });
      const after = await fingerprint(database.superuserUrl);
      expect(after).toEqual(before);
      const later = new Date(server.clock.now().getTime() + 5 * 60_000);
      const again = await startServer({ now: later, settings: { VITALEDGE_MASTER_KEY: MASTER_KEY, DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl } });
      try {
        for (const chain of await listChains(again.deps)) expect(await verifyChainNamed(again.deps, chain, heads)).toMatchObject({ ok: true });
        expect(heads.map(({ chain }) => chain)).toEqual(expect.arrayContaining(["system", owner.organizationId]));
        const who = await again.signIn(owner.email, owner.organizationId);
        expect((await who.call("GET", `/api/patients/${patientId}`)).body).toMatchObject({ phone: "+15185550199", metadata: { room: "a\tb\\n\nc" } });
        const page = await who.call("GET", `/api/observations?patientId=${patientId}&limit=1&includeTotal=true`);
        expect(page.body).toMatchObject({ total: READINGS, data: [{ note: "after lunch" }] });
        expect((await who.call("POST", "/api/observations", readingAt(READINGS))).status).toBe(201);
        // What was ended after the backup must not live again, so all sessions have ended.
        const old = await fetch(`${again.url}/api/auth/me`, { headers: { authorization: `Bearer ${owner.accessToken}` } });
        expect(((await old.json()) as { code: string }).code).toBe("session_ended");
      } finally {
        await again.close();
      }
    });
  });

  test("is refused with one byte flipped anywhere, cut or extended, and writes nothing", async () => {
    const whole = await readFile(file);
    const bad = join(folder, "bad.backup");
    const places = [0, 30, 70, 120, 165, 180, 200, whole.length - 1, whole.length - 20, ...Array.from({ length: 12 }, (_, at) => Math.floor((whole.length * (at + Math.random())) / 12))];
    const damaged = [
      whole.subarray(0, -1), whole.subarray(0, whole.length >> 1), whole.subarray(0, 100), Buffer.alloc(0), Buffer.concat([whole, Buffer.from([0])]),
      ...places.map((place) => Buffer.concat([whole.subarray(0, place), Buffer.from([whole[place]! ^ 1]), whole.subarray(place + 1)])),
    ];
    for (const [at, bytes] of damaged.entries()) {
      await writeFile(bad, bytes);
      await expect(verifyFiles(files(bad), keys()), `change ${at}`).rejects.toThrow(/is damaged|does not open/);
    }
    await withBare(async (database) => {
      await expect(restoreBackup(database.ownerUrl, files(bad), keys())).rejects.toThrow(/is damaged or no backup/);
      expect(await tablesIn(database)).toBe(0);
    });
  });

  test("is refused under another master key and with another private key, before anything is written", async () => {
    await withBare(async (database) => {
      expectOneSentence(await runProgram(["restore", file, "--identity", identityFile], settings(database, randomBytes(32).toString("base64"))), /The master key is not the one/);
      await expect(restoreBackup(database.ownerUrl, files(), keys(makeIdentity().identity))).rejects.toThrow(/private key does not open/);
      expect(await tablesIn(database)).toBe(0);
    });
  });

  test("is refused into a database that holds something, and with the two files in each other's place", async () => {
    await expect(restoreBackup(inject("cluster").ownerUrl, files(), keys())).rejects.toThrow(/The database is not empty/);
    await expect(verifyFiles({ data: files().keys, keys: file }, keys())).rejects.toThrow(/is a key file/);
    await expect(verifyFiles({ data: file, keys: file }, keys())).rejects.toThrow(/is no key file/);
  });

  test("that is stopped halfway leaves the database as empty as it was", async () => {
    await withBare(async (database) => {
      const copy = join(folder, "copy.backup");
      await copyFile(file, copy);
      // The file changes between its check and its loading, as on a disk that fails.
      const tail = await readFile(file);
      tail[tail.length - 30]! ^= 1;
      const lines: string[] = [];
      const progress = (line: string): void => {
        lines.push(line);
        if (line.includes("is whole")) writeFileSync(copy, tail);
      };
      await expect(restoreBackup(database.ownerUrl, files(copy), keys(), progress)).rejects.toThrow(/is damaged/);
      expect(lines).toContain("organization_keys: 2 rows");
      expect(await tablesIn(database)).toBe(0);
    });
  });
});
