import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { rebuildRollups } from "../../packages/server/src/commands/rollups.js";
import { attachCommand, detachCommand, ensurePartitionsCommand, listPartitionsCommand, splitCommand, type OwnerDeps } from "../../packages/server/src/commands/partitions.js";
import { makeBackup } from "../../packages/server/src/db/backup/make-backup.js";
import { restoreBackup } from "../../packages/server/src/db/backup/restore-backup.js";
import { encryptedFile } from "../../packages/server/src/db/backup/write-file.js";
import { deleteAllRows } from "../../packages/server/src/db/organization-rows.js";
import { runPlain } from "../../packages/server/src/db/connection.js";
import { openDatabase, type Database } from "../../packages/server/src/db/knex.js";
import { UNLIMITED } from "../../packages/server/src/db/patience.js";
import { shift, type Part } from "../../packages/server/src/db/partitions/spans.js";
import { splitHistory } from "../../packages/server/src/db/partitions/split.js";
import { partsOf } from "../../packages/server/src/db/partitions/unclosed.js";
import { makeIdentity, parseIdentity, parseRecipient } from "../../packages/server/src/platform/age.js";
import type { Actor } from "../support/actors.js";
import { COMPLETE_ORGANIZATION, completeEnrollment, createPatient, must, sendReadings } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";
import { bareDatabase } from "../support/template-db.js";

const MASTER = randomBytes(32);

let server: TestServer;
let owner: Actor;
let superuser: pg.Client;
let database: Database;
let all: OwnerDeps;
/** Where the history ends: the month after it and the one behind that have partitions of their own. */
let months: { long: string; older: string; old: string; first: string; second: string };
let patientId: string;
let duplicateId: string;
let enrollmentId: string;

const asOwner = (url: string): Database => openDatabase(url, { poolSize: 2, applicationName: "test", patience: UNLIMITED });

beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_READINGS_KEPT_YEARS: "1", VITALEDGE_MASTER_KEY: MASTER.toString("base64") } });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  database = asOwner(server.database.ownerUrl);
  all = { deps: server.deps, owner: database };
  const first = (await partsOf(database))[0]!.before;
  months = { long: shift(first, -200), older: shift(first, -2), old: shift(first, -1), first, second: shift(first, 1) };
  patientId = await createPatient(owner);
  duplicateId = await createPatient(owner, { firstName: "Marie" });
  const enrollment = { ...(await completeEnrollment(owner, patientId)), startDate: `${months.older}-01`, consent: { date: `${months.older}-01` }, deviceSetupDate: `${months.older}-01` };
  enrollmentId = (await must(owner.call("POST", "/api/enrollments", enrollment))).id;
});
afterAll(async () => {
  await database.destroy();
  await superuser.end();
  await server.close();
});

const reading = (month: string, day: number, more: Record<string, unknown> = {}) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg", source: "DEVICE", recordedAt: `${month}-${String(day).padStart(2, "0")}T12:00:00Z`, ...more,
});
const record = async (...given: Parameters<typeof reading>): Promise<{ id: string; alerts: string[] }> => must(owner.call("POST", "/api/observations", reading(...given)));
const listed = async (id = patientId): Promise<string[]> =>
  (await must(owner.call("GET", `/api/observations/patient/${id}?limit=100&status=FINAL,ENTERED_IN_ERROR`))).data.map((one: { id: string }) => one.id);
const fhir = (method: string, path: string, body?: unknown) => owner.call(method, `/fhir/R4${path}`, body, { "content-type": "application/fhir+json" });
const said = async (run: (out: { write(text: string): unknown }) => Promise<void>): Promise<string> => {
  const words: string[] = [];
  await run({ write: (text) => words.push(text) });
  return words.join("");
};
const names = async (condition: string): Promise<string[]> =>
  (await superuser.query<{ name: string }>(`select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and ${condition} order by 1`)).rows.map(({ name }) => name);

describe("the history", () => {
  test("is split beside a server at work: what is written and changed meanwhile is in its month", async () => {
    await sendReadings(owner, [reading(months.long, 1), reading(months.older, 3), reading(months.old, 4), reading(months.old, 5)]);
    const before = await listed();
    const history = (await partsOf(database))[0]!;
    expect(history).toMatchObject({ from: null, before: months.first, attached: true });
    await splitHistory(database, history, months.older, async () => {
      await must(owner.call("POST", `/api/observations/${before[0]}/void`, { reason: "wrong arm" }));
      before.push((await record(months.older, 9)).id);
    });
    expect((await listed()).toSorted()).toEqual(before.toSorted());
    expect((await must(owner.call("GET", `/api/observations/${before[0]}`))).status).toBe("ENTERED_IN_ERROR");
    const parts = await partsOf(database);
    expect(parts.slice(0, 4).map(({ from, before: end }) => [from, end])).toEqual([[null, months.older], [months.older, months.old], [months.old, months.first], [months.first, months.second]]);
    expect((await superuser.query(`select id from observations_${months.old.replace("-", "_")}`)).rows).toHaveLength(2);
    expect(await names("relname like 'split_%'")).toEqual([]);
    expect(await names("relispartition and not (relrowsecurity and relforcerowsecurity)")).toEqual([]);
  });

  test("that holds nothing is left as it is; months are listed with their sizes", async () => {
    await expect(said((out) => splitCommand(all, { from: "2999-01" }, out))).rejects.toThrow(`--from must be before ${months.older}`);
    const parts = JSON.parse(await said((out) => listPartitionsCommand(all, { json: true }, out))) as Part[];
    expect(parts.every(({ attached, bytes }) => attached && bytes > 0)).toBe(true);
    expect(await said((out) => listPartitionsCommand(all, {}, out))).toContain(`${months.first}\tattached\t`);
  });
});

describe("detach", () => {
  const detach = (before: string, more: object = { yes: true, unclosed: true }) => said((out) => detachCommand(all, { before, ...more }, out));

  test("takes no month that is to be kept, is not closed or is not confirmed", async () => {
    const floor = shift(server.clock.now().toISOString().slice(0, 7), -12);
    await expect(detach(shift(floor, 1))).rejects.toThrow(`Readings are kept for 1 years (VITALEDGE_READINGS_KEPT_YEARS): --before ${floor} is the latest month today.`);
    await expect(detach(months.first, { yes: true })).rejects.toThrow(`Billing is not closed for ${months.older} of ${owner.organizationId}, ${months.old} of`);
    await expect(detach(months.first, { unclosed: true })).rejects.toThrow(`This takes before ${months.older}, ${months.older}, ${months.old} out of every list`);
    await expect(detach(shift(months.older, -1))).rejects.toThrow(`Name --before ${months.older}, or run \`vitaledge-server partitions split\` first.`);
    await expect(detach("2016-13")).rejects.toThrow("--before takes a month, as 2016-01.");
    expect(await names("relname like 'detached%'")).toEqual([]);
  });

  let gone: { high: { id: string; alerts: string[] }; sent: string; double: string };

  test("puts readings away with their earlier forms; what they raised and what billing counted stays", async () => {
    const high = await record(months.first, 2, { value: 190 });
    // Rules do not look at readings that come years later: today's alert stands for one of then.
    const { alerts } = await must(owner.call("POST", "/api/observations", { ...reading(months.first, 2, { value: 190 }), recordedAt: server.clock.now().toISOString() }));
    await superuser.query("update alerts set observation_id = $1, observation_recorded_at = $2 where id = $3", [high.id, `${months.first}-02T12:00:00Z`, alerts[0]]);
    high.alerts = alerts;
    const double = await record(months.first, 3, { patientId: duplicateId, value: 120 });
    const voided = await record(months.first, 4);
    await must(owner.call("POST", `/api/observations/${voided.id}/void`, { reason: "wrong arm" }));
    const sent = await fhir("POST", "/Observation", {
      resourceType: "Observation", status: "final", code: { coding: [{ system: "http://loinc.org", code: "29463-7" }] }, subject: { reference: `Patient/${patientId.replace("_", "-")}` },
      effectiveDateTime: `${months.first}-05T12:00:00Z`, valueQuantity: { value: 82, unit: "kg", system: "http://unitsofmeasure.org", code: "kg" }, method: { text: "scale" },
    });
    expect(sent.status, sent.text).toBe(201);
    const [today] = await listed();
    const kept = await record(months.second, 2);
    const days = (await superuser.query("select * from reading_days order by 1, 2, 3, 4, 5, 6")).rows;
    gone = { high, double: double.id, sent: sent.body.id };

    expect(await detach(months.second)).toContain(`Detached ${months.first}: about`);
    expect(await listed()).toEqual([today, kept.id]);
    expect((await owner.call("GET", `/api/observations/${high.id}`)).body.code).toBe("observation_not_found");
    expect((await fhir("GET", `/Observation/${gone.sent}`)).status).toBe(404);
    expect((await fhir("GET", "/Observation?code=29463-7&method:text=scale&_total=accurate")).body).toMatchObject({ total: 0 });
    expect((await fhir("GET", "/Observation/_history?_count=50")).body.entry).toHaveLength(2);
    const alert = await must(owner.call("GET", `/api/alerts/${high.alerts[0]}`));
    expect(alert).toMatchObject({ observationId: high.id, value: 190 });
    await must(owner.call("POST", `/api/alerts/${high.alerts[0]}/resolve`, { outcome: "CONTACTED_PATIENT", note: "called" }));

    expect((await superuser.query("select * from reading_days order by 1, 2, 3, 4, 5, 6")).rows).toEqual(days);
    for (const check of [true, false, true]) await said((out) => rebuildRollups(server.deps, { check }, out));
    expect((await superuser.query("select * from reading_days order by 1, 2, 3, 4, 5, 6")).rows).toEqual(days);
    const audit = (await superuser.query("select operation_id, reason from system_audit_events where operation_id = 'partitions detach'")).rows;
    expect(audit.at(-1)).toEqual({ operation_id: "partitions detach", reason: months.first });
  });

  test("leaves tables that nobody but the owner gets at", async () => {
    const tables = await names("relname like 'detached%'");
    expect(tables).toHaveLength(8);
    const app = new pg.Client({ connectionString: server.database.appUrl });
    await app.connect();
    for (const table of tables) await expect(app.query(`select from ${table}`)).rejects.toMatchObject({ code: "42501" });
    await app.end();
    expect(await names("relname like 'detached%' and not (relrowsecurity and relforcerowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid))")).toEqual([]);
    expect(await names("relname like 'detached%' and relowner <> 'vitaledge_owner'::regrole")).toEqual([]);
    expect((await superuser.query("select count(*)::integer as count from detached_versions_" + months.first.replace("-", "_"))).rows[0].count).toBeGreaterThan(0);
  });

  test("stays: a late reading is refused alone, and no month comes back by itself", async () => {
    const late = await owner.call("POST", "/api/observations", reading(months.first, 9));
    expect([late.status, late.body.code]).toEqual([409, "month_detached"]);
    const bulk = await must(owner.call("POST", "/api/observations/bulk", { observations: [reading(months.first, 9), reading(months.second, 9)] }));
    expect(bulk.results.map((one: { status: string; problem?: { code: string } }) => [one.status, one.problem?.code])).toEqual([["rejected", "month_detached"], ["created", undefined]]);
    const written = await fhir("POST", "/Observation", {
      resourceType: "Observation", status: "final", code: { coding: [{ system: "http://loinc.org", code: "29463-7" }] }, subject: { reference: `Patient/${patientId.replace("_", "-")}` },
      effectiveDateTime: `${months.first}-06T12:00:00Z`, valueQuantity: { value: 82, unit: "kg", system: "http://unitsofmeasure.org", code: "kg" },
    });
    expect([written.status, written.body.issue[0].details.coding[0].code]).toEqual([409, "month_detached"]);
    expect(await said((out) => ensurePartitionsCommand(all, out))).toContain("Detached ones stay detached");
    expect((await partsOf(database)).filter(({ attached }) => !attached)).toHaveLength(4);
  });

  test("is in a backup, and detached again where that is restored", async () => {
    const folder = await mkdtemp(join(inject("scratchDirectory"), "detached-"));
    const [{ identity, recipient }, target] = [makeIdentity(), await bareDatabase()];
    const to = (name: string) => encryptedFile(join(folder, name), [parseRecipient(recipient)!]);
    await makeBackup(database, { masterKey: MASTER, data: to("data"), keys: to("keys") });
    const restored = await restoreBackup(target.ownerUrl, { data: join(folder, "data"), keys: join(folder, "keys") }, { identity: parseIdentity(identity)!, masterKey: MASTER });
    expect(restored.leftOut).toEqual([]);
    const there = asOwner(target.ownerUrl);
    const spans = (parts: Part[]) => parts.map(({ from, before, attached }) => ({ from, before, attached }));
    expect(spans(await partsOf(there))).toEqual(spans(await partsOf(database)));
    const attached = await said((out) => attachCommand({ ...all, owner: there }, { from: "0001-01" }, out));
    expect(attached).toContain(`Attached before ${months.older}.`);
    const count = await runPlain<{ id: string }>(there, { text: "select id from observations where id = $1", values: [gone.high.id], parts: [] });
    expect(count).toEqual([{ id: gone.high.id }]);
    // The deletion of an organization finds what is detached as well.
    await detachCommand({ ...all, owner: there }, { before: months.second, yes: true, unclosed: true }, { write: () => true });
    await deleteAllRows((statement) => runPlain(there, statement), owner.organizationId);
    expect(await runPlain(there, { text: `select from detached_observations_${months.first.replace("-", "_")}`, values: [], parts: [] })).toEqual([]);
    await there.destroy();
    await target.drop();
    await rm(folder, { recursive: true });
  });

  test("is undone by attach: patients who were merged meanwhile have one reading of what both had", async () => {
    await must(owner.call("POST", `/api/patients/${patientId}/merge`, { duplicateId }));
    const same = await superuser.query(`select id from detached_observations_${months.first.replace("-", "_")} where patient_id = $1`, [duplicateId]);
    expect(same.rows).toEqual([{ id: gone.double }]);
    expect(await said((out) => attachCommand(all, { from: months.first }, out))).toContain(`Attached ${months.first}.\n`);
    expect(await listed()).toEqual(expect.arrayContaining([gone.high.id, gone.double]));
    expect(await must(owner.call("GET", `/api/observations/${gone.double}`))).toMatchObject({ patientId, version: 2 });
    expect(await fhir("GET", `/Observation/${gone.sent}`)).toMatchObject({ status: 200, body: { method: { text: "scale" } } });
    expect((await fhir("GET", "/Observation?code=29463-7&method:text=scale&_total=accurate")).body).toMatchObject({ total: 1 });
    expect((await partsOf(database)).filter(({ attached }) => !attached).map(({ before }) => before)).toEqual([months.older, months.old, months.first]);
    expect((await record(months.first, 20)).id).toMatch(/^obs_/);
    await said((out) => rebuildRollups(server.deps, {}, out));
    await said((out) => attachCommand(all, { from: "0001-01" }, out));
    expect(await names("relname like 'detached%'")).toEqual([]);
    expect(enrollmentId).toMatch(/^enr_/);
  });

  test("and a merge at the same moment are one after the other: no reading stays with the patient who is gone", async () => {
    const third = await createPatient(owner, { firstName: "Mary" });
    const { id } = await record(months.first, 21, { patientId: third });
    await detach(months.second);
    // An index that the other months have lost since.
    await superuser.query(`create index gone_elsewhere on detached_observations_${months.first.replace("-", "_")} (received_at)`);
    // It stops between moving what is detached and putting it back.
    const blocker = new pg.Client({ connectionString: server.database.superuserUrl });
    await blocker.connect();
    await blocker.query("begin; lock table fhir_watermarks in share mode");
    const attaching = said((out) => attachCommand(all, { from: months.first }, out));
    const isHeld = async () => (await superuser.query("select from pg_stat_activity where wait_event_type = 'Lock' and query like 'update fhir_watermarks%'")).rowCount === 1;
    await vi.waitFor(async () => expect(await isHeld()).toBe(true), { timeout: 60_000, interval: 10 });
    const merging = must(owner.call("POST", `/api/patients/${patientId}/merge`, { duplicateId: third }));
    await Promise.race([merging, vi.waitFor(async () => expect(await isHeld()).toBe(false), { timeout: 60_000, interval: 10 })]);
    await blocker.query("rollback");
    await blocker.end();
    await Promise.all([attaching, merging]);
    expect(await must(owner.call("GET", `/api/observations/${id}`))).toMatchObject({ patientId });
    expect((await superuser.query("select from pg_class where relname = 'gone_elsewhere'")).rowCount).toBe(0);
  });
});
