import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { listChains, signHeads, verifyChainNamed } from "../../packages/server/src/audit/heads.js";
import { deleteOrganizationCommand } from "../../packages/server/src/commands/organization-keys.js";
import { makeBackup } from "../../packages/server/src/db/backup/make-backup.js";
import { readBackup } from "../../packages/server/src/db/backup/read-backup.js";
import { restoreBackup } from "../../packages/server/src/db/backup/restore-backup.js";
import { encryptedFile } from "../../packages/server/src/db/backup/write-file.js";
import { openDatabase, type Database } from "../../packages/server/src/db/knex.js";
import { makeIdentity, parseIdentity, parseRecipient } from "../../packages/server/src/platform/age.js";
import { parseConfig } from "../../packages/server/src/platform/config.js";
import { fieldCipher, unwrapKey } from "../../packages/server/src/platform/field-cipher.js";
import type { Actor } from "../support/actors.js";
import { COMPLETE_PATIENT, completeEnrollment, createPatient, must } from "../support/billing-scene.js";
import { call } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";
import { bareDatabase } from "../support/template-db.js";

const masterKey = randomBytes(32);
const pair = makeIdentity();
const identity = parseIdentity(pair.identity)!;
const PHONE = "+15185550123";

let folder: string;
let server: TestServer;
let database: Database;
let superuser: pg.Client;
let leaving: Actor;
let staying: Actor;
/** Made after the backup. */
let late: Actor;
let patientId: string;
/** Of before the deletion: a backup, and a copy of the key file as it was, which an operator is told to destroy. */
let old: string;
let oldKeys: string;
let keyFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(inject("scratchDirectory"), "deletion-"));
  [old, oldKeys, keyFile] = [join(folder, "old"), join(folder, "old.keys"), join(folder, "organization-keys.age")];
  server = await startServer({ settings: { VITALEDGE_MASTER_KEY: masterKey.toString("base64") } });
  database = openDatabase(server.database.ownerUrl, { poolSize: 1, applicationName: "test" });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  leaving = await server.owner({ name: "Leaving Clinic" });
  staying = await server.owner({ name: "Staying Clinic" });
  for (const actor of [leaving, staying]) {
    const id = await fill(actor);
    if (actor === leaving) patientId = id;
  }
  await server.member(leaving, "CLINICIAN");
  await signHeads(server.deps);
  await makeBackup(database, { masterKey, keys: encryptedFile(keyFile, [parseRecipient(pair.recipient)!]), data: encryptedFile(old, [parseRecipient(pair.recipient)!]) });
  await copyFile(keyFile, oldKeys);
  late = await server.owner({ name: "Late Clinic" });
});
afterAll(async () => {
  await superuser.end();
  await database.destroy();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Rows in many tables, and in one more than a statement deletes. */
const fill = async (actor: Actor): Promise<string> => {
  const id = await createPatient(actor, { ...COMPLETE_PATIENT, phone: PHONE });
  const enrollment = await must(actor.call("POST", "/api/enrollments", await completeEnrollment(actor, id)));
  const device = await must(actor.call("POST", "/api/devices", { serialNumber: "S-1", manufacturer: "Acme" }));
  await must(actor.call("POST", `/api/devices/${device.id}/assign`, { patientId: id, from: "2026-01-01T00:00:00Z" }));
  const now = server.clock.now().getTime();
  await must(actor.call("POST", "/api/observations/bulk", { observations: Array.from({ length: 60 }, (_, at) => ({
    patientId: id, metricDefinitionId: "metric_bp_systolic", value: at ? 120 : 200, unit: "mmHg", source: "MANUAL", note: "at home",
    recordedAt: new Date(now - at * 12 * 3_600_000).toISOString(),
  })) }));
  await must(actor.call("POST", "/api/time-entries", { enrollmentId: enrollment.id, startedAt: new Date(now - 3_600_000).toISOString(), durationSeconds: 60, activity: "CALL", staffRole: "CLINICAL_STAFF" }));
  await must(actor.call("PATCH", `/api/patients/${id}`, { email: "changed@example.com" }));
  await superuser.query("insert into patient_keys (organization_id, patient_id, kind, key) select $1, $2, 'EXTERNAL', 'k' || n from generate_series(1, 10001) n", [actor.organizationId, id]);
  return id;
};

const remove = async (name: string, id = leaving.organizationId, settings: Record<string, string> = { VITALEDGE_BACKUP_KEYS: keyFile, VITALEDGE_BACKUP_RECIPIENT: pair.recipient }): Promise<string> => {
  const words: string[] = [];
  await deleteOrganizationCommand({ database, masterKey, config: parseConfig(settings), id, name }, { write: (text) => words.push(text) });
  return words.join("");
};

/** Rows of an organization by table, of those that have any. */
const rowsOf = async (organizationId: string, client = superuser): Promise<Record<string, number>> => {
  const { rows } = await client.query("select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id'");
  const counts: Record<string, number> = {};
  for (const { name } of rows as { name: string }[]) {
    const count = (await client.query(`select count(*)::integer as count from "${name}" where organization_id = $1`, [organizationId])).rows[0].count;
    if (count) counts[name] = count;
  }
  return counts;
};

/** A table's text in a backup, as whoever has the private key reads it. */
const textOf = (path: string, table: string): Promise<string> => readBackup(path, identity, async (frames) => {
  let [current, text] = ["", ""];
  for await (const { type, content } of frames) {
    if (type === "T") current = content.toString();
    else if (type === "R" && current === table) text += content.toString();
  }
  return text;
});

/** Every data key that the backup, this key file, the database and the master key give. */
const openWithAll = async (path: string, sealed: string): Promise<string | undefined> => {
  const kept = (await textOf(path, "organization_keys")).trim().split("\n").map((line) => line.split("\t"));
  const { rows } = await superuser.query<{ organization_id: string; id: string; wrapped: string }>("select organization_id, id, wrapped from organization_keys");
  const wrapped = [...kept.map(([owner = "", id = "", text = ""]) => ({ owner, id, wrapped: text })), ...rows.map((row) => ({ owner: row.organization_id, ...row }))];
  const keys = [masterKey, ...wrapped.map((key) => unwrapKey(masterKey, key.owner, key))];
  for (const key of keys) {
    try {
      return fieldCipher(leaving.organizationId, new Map([["k1", key]]), "k1").open({ table: "patients", column: "phone", id: patientId }, sealed);
    } catch {
      // Not this one.
    }
  }
  return undefined;
};

describe("deleting an organization", () => {
  test("asks for its name, letter by letter", async () => {
    for (const name of ["leaving clinic", "Leaving Clinic ", "Staying Clinic", ""]) await expect(remove(name)).rejects.toThrow("is not the organization's name");
    await expect(remove("Leaving Clinic", "org_none")).rejects.toThrow("There is no organization with this id.");
    expect((await leaving.call("GET", `/api/patients/${patientId}`)).status).toBe(200);
  });

  test("destroys its keys and lets nobody in first, and can be asked for again where it stopped", async () => {
    const before = await rowsOf(staying.organizationId);
    // It stops at the observations: the lock is never given.
    const blocker = new pg.Client({ connectionString: server.database.superuserUrl });
    await blocker.connect();
    await blocker.query("begin");
    await blocker.query("select from observations where organization_id = $1 for update", [leaving.organizationId]);
    await database.raw("set statement_timeout = '500ms'");
    await expect(remove("Leaving Clinic")).rejects.toThrow(/statement timeout/);
    await database.raw("set statement_timeout = 0");
    await blocker.query("rollback");
    await blocker.end();
    const halfway = await rowsOf(leaving.organizationId);
    expect(halfway).toMatchObject({ organizations: 1, observations: 60 });
    expect(halfway).not.toHaveProperty("organization_keys");
    expect(halfway).not.toHaveProperty("members");
    expect((await leaving.call("GET", `/api/patients/${patientId}`)).body).toMatchObject({ code: "organization_forbidden" });
    const words = await remove("Leaving Clinic");
    expect(words).toMatch(/^Deleted org_\w+: its keys first, then \d+ rows\./);
    expect(await rowsOf(staying.organizationId)).toEqual(before);
    await expect(remove("Leaving Clinic")).rejects.toThrow("There is no organization with this id.");
  });

  test("can be asked for again, for what a request left that was under way", async () => {
    await superuser.query("insert into patients (organization_id, id, created_at, updated_at) values ($1, 'patient_late', now(), now())", [leaving.organizationId]);
    expect(await remove("Leaving Clinic")).toContain("1 rows");
    await expect(remove("Leaving Clinic")).rejects.toThrow("There is no organization with this id.");
  });

  test("leaves no row but its audit trail, which verifies, and its members' accounts", async () => {
    expect(Object.keys(await rowsOf(leaving.organizationId)).toSorted()).toEqual(["audit_events", "audit_heads"]);
    expect(await listChains(server.deps)).toContain(leaving.organizationId);
    expect(await verifyChainNamed(server.deps, leaving.organizationId)).toMatchObject({ ok: true });
    const { rows } = await superuser.query("select actor_type, resource_id from audit_events where organization_id = $1 and operation_id = 'organizations delete'", [leaving.organizationId]);
    // Once when it stopped halfway, once when it was asked for again.
    const ended = { actor_type: "OPERATOR", resource_id: leaving.organizationId };
    expect(rows).toEqual([ended, ended]);
    const { body } = await call(server.url, "POST", "/api/auth/login", { email: leaving.email, password: "correct horse battery staple" });
    expect(body).toMatchObject({ user: { id: leaving.userId, memberships: [] } });
    expect((await staying.call("GET", "/api/patients")).body.data).toMatchObject([{ phone: PHONE }]);
  });
});

describe("an older backup", () => {
  test("holds the organization's encrypted columns, and nothing that opens them; the key file of then did", async () => {
    const sealed = /v2\.k1\.[\w-]+/.exec((await textOf(old, "patients")).split("\n").find((line) => line.includes(patientId))!)![0];
    expect(await openWithAll(oldKeys, sealed)).toBe(PHONE);
    expect(await openWithAll(keyFile, sealed)).toBeUndefined();
    const wrapped = (await textOf(oldKeys, "organization_keys")).split("\n").find((line) => line.startsWith(leaving.organizationId))!.split("\t")[2]!;
    const whole = await readBackup(old, identity, async (frames) => {
      let text = "";
      for await (const { content } of frames) text += content.toString();
      return text;
    });
    expect(whole).toContain(leaving.organizationId);
    expect(whole).not.toContain(wrapped);
  });

  test("does not bring it back when it is restored", async () => {
    const target = await bareDatabase();
    const client = new pg.Client({ connectionString: target.superuserUrl });
    try {
      const done = await restoreBackup(target.ownerUrl, { data: old, keys: keyFile }, { identity, masterKey });
      expect(done.deletedSince).toEqual([leaving.organizationId]);
      await client.connect();
      expect(Object.keys(await rowsOf(leaving.organizationId, client)).toSorted()).toEqual(["audit_events", "audit_heads"]);
      expect(await rowsOf(staying.organizationId, client)).toMatchObject({ patients: 1, observations: 60, organization_keys: 1 });
      expect(await rowsOf(late.organizationId, client)).toEqual({});
    } finally {
      await client.end();
      await target.drop();
    }
  });
});

test("without the settings of backups the operator is told what is left to do", async () => {
  const short = await server.owner({ name: "Short" });
  expect(await remove("Short", short.organizationId, {})).toMatch(/run `vitaledge-server backup` now/);
});
