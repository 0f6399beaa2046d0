import { gunzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, createPatient, must } from "../support/billing-scene.js";
import { call, type Answer } from "../support/call.js";
import { registerClient } from "../support/smart-client.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
let patients: string[];
let superuser: pg.Client;

const FHIR = { "content-type": "application/fhir+json" };
const ASYNC = { prefer: "respond-async" };
const toFhirId = (id: string): string => id.replaceAll("_", "-");
const fhir = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}, actor = owner) =>
  actor.call(method, `/fhir/R4${path}`, body === undefined ? undefined : JSON.stringify(body), { ...(body !== undefined && FHIR), ...headers });
const reading = (patientId: string, value: number, deviceId?: string) => ({
  patientId, metricDefinitionId: "metric_spo2", value, unit: "%", source: deviceId ? "DEVICE" : "MANUAL", recordedAt: server.clock.now().toISOString(), ...(deviceId && { deviceId }),
});

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  patients = [await createPatient(owner), await createPatient(owner), await createPatient(owner)];
  await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patients[0]!)));
  const device = await must(owner.call("POST", "/api/devices", { serialNumber: "S-1", manufacturer: "Acme" }));
  await must(owner.call("POST", "/api/devices", { serialNumber: "S-2", manufacturer: "Acme" }));
  await must(owner.call("POST", `/api/devices/${device.id as string}/assign`, { patientId: patients[0] }));
  await must(owner.call("POST", "/api/observations", reading(patients[0]!, 97, device.id as string)));
  await must(owner.call("POST", "/api/observations", reading(patients[1]!, 95)));
  for (const [index, patient] of patients.entries()) {
    await must(fhir("PUT", `/Goal/goal-${index}`, { resourceType: "Goal", id: `goal-${index}`, lifecycleStatus: "active", description: { text: "Walk" }, subject: { reference: `Patient/${toFhirId(patient)}` } }));
  }
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

type Files = Record<string, Record<string, unknown>[]>;
const pathOf = (url: string): string => url.slice(server.url.length + "/fhir/R4".length);

const untilDone = async (location: string, headers = {}, actor = owner): Promise<Answer> => {
  for (;;) {
    const answer = await fhir("GET", pathOf(location), undefined, headers, actor);
    if (answer.status !== 202) return answer;
    server.clock.advance(1_100);
    await sleep(20);
  }
};
const linesOf = (text: string): Record<string, unknown>[] => text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

const kickOff = async (path: string, body?: object): Promise<string> => {
  const answer = await fhir(body ? "POST" : "GET", path, body, ASYNC);
  expect({ status: answer.status, text: answer.status === 202 ? "" : answer.text }).toEqual({ status: 202, text: "" });
  return answer.headers.get("content-location")!;
};
const exported = async (path: string, body?: object): Promise<{ manifest: Record<string, unknown>; files: Files }> => {
  const { body: manifest } = await untilDone(await kickOff(path, body));
  const files: Files = {};
  for (const { type, url, count } of [...manifest.output, ...(manifest.deleted ?? []), ...manifest.error] as { type: string; url: string; count: number }[]) {
    const { text } = await fhir("GET", pathOf(url), undefined, { accept: "application/fhir+ndjson" });
    files[type] = linesOf(text);
    expect(files[type]).toHaveLength(count);
  }
  return { manifest, files };
};
const ids = (files: Files, type: string): string[] => (files[type] ?? []).map(({ id }) => id as string).toSorted();
const parameters = (...parameter: object[]) => ({ resourceType: "Parameters", parameter });

describe("an export", () => {
  test("of the whole system holds every type that the caller sees, and tells of its files", async () => {
    const { manifest, files } = await exported("/$export");
    expect(Object.keys(manifest).toSorted()).toEqual(["error", "output", "request", "requiresAccessToken", "transactionTime"]);
    expect(manifest).toMatchObject({ requiresAccessToken: true, request: `${server.url}/fhir/R4/$export`, error: [] });
    expect(ids(files, "Patient")).toEqual(patients.map(toFhirId).toSorted());
    expect(ids(files, "Device")).toHaveLength(2);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(["Organization", "EpisodeOfCare", "Observation", "Goal", "Group"]));
    expect(Object.keys(files)).not.toContain("AuditEvent");
    const goal = await fhir("GET", "/Goal/goal-0");
    expect(files["Goal"]).toContainEqual(goal.body);
  });

  test("of patients holds their compartments and the devices they are referred to from", async () => {
    const { files } = await exported("/Patient/$export?_type=Patient,Device,Observation,Goal");
    expect([ids(files, "Patient"), ids(files, "Goal"), ids(files, "Observation").length, ids(files, "Device").length]).toEqual([patients.map(toFhirId).toSorted(), ["goal-0", "goal-1", "goal-2"], 2, 1]);
  });

  test("of a group holds its members' alone", async () => {
    const { files } = await exported("/Group/program-rpm/$export");
    expect([ids(files, "Patient"), ids(files, "Goal"), ids(files, "Observation").length, ids(files, "Device").length]).toEqual([[toFhirId(patients[0]!)], ["goal-0"], 1, 1]);
    expect((await fhir("GET", "/Group/program-none/$export", undefined, ASYNC)).status).toBe(404);
  });

  test("takes parameters in a body, tells of patients who are not here, and leaves elements out", async () => {
    const { manifest, files } = await exported("/Patient/$export", parameters(
      { name: "_outputFormat", valueString: "ndjson" }, { name: "_type", valueString: "Patient,Goal" }, { name: "_elements", valueString: "lifecycleStatus,Patient.gender" },
      { name: "patient", valueReference: { reference: `Patient/${toFhirId(patients[1]!)}` } }, { name: "patient", valueReference: { reference: "Patient/nobody" } },
      { name: "_typeFilter", valueString: "Goal?lifecycle-status=active,Goal?lifecycle-status=planned,completed" }));
    expect(manifest["request"]).toBe(`${server.url}/fhir/R4/Patient/$export`);
    expect([ids(files, "Patient"), ids(files, "Goal")]).toEqual([[toFhirId(patients[1]!)], ["goal-1"]]);
    expect(Object.keys(files["Goal"]![0]!).toSorted()).toEqual(["description", "id", "lifecycleStatus", "meta", "resourceType", "subject"]);
    expect(files["OperationOutcome"]).toHaveLength(1);
  });

  test("since an earlier one holds what changed, and what was deleted", async () => {
    const first = await exported("/$export?_type=Goal");
    server.clock.advance(60_000);
    await must(fhir("PUT", "/Goal/passing", { resourceType: "Goal", id: "passing", lifecycleStatus: "active", description: { text: "Run" }, subject: { reference: `Patient/${toFhirId(patients[0]!)}` } }));
    await fhir("DELETE", "/Goal/passing");
    await must(fhir("PUT", "/Goal/goal-0", { resourceType: "Goal", id: "goal-0", lifecycleStatus: "completed", description: { text: "Walk" }, subject: { reference: `Patient/${toFhirId(patients[0]!)}` } }));
    const { files } = await exported(`/$export?_type=Goal&_since=${first.manifest["transactionTime"] as string}`);
    expect(ids(files, "Goal")).toContain("goal-0");
    expect(files["Bundle"]).toEqual([{ resourceType: "Bundle", type: "transaction", entry: [{ request: { method: "DELETE", url: "Goal/passing" } }] }]);
    const later = new Date(server.clock.now().getTime() + 60_000).toISOString();
    expect((await exported(`/$export?_type=Goal&_since=${later}`)).files).toEqual({});
  });

  test("waits for who writes at the moment it is asked for, so that what is committed late is in it", async () => {
    await superuser.query("begin");
    await superuser.query("select set_config('app.organization_id', $1, true)", [owner.organizationId]);
    await superuser.query(`update fhir_resources set updated_at = updated_at where id = 'goal-2'`);
    const location = await kickOff("/$export?_type=Goal");
    await sleep(400);
    const waiting = await fhir("GET", pathOf(location));
    expect([waiting.status, waiting.headers.get("x-progress"), waiting.headers.get("retry-after")]).toEqual([202, "waiting", "2"]);
    expect(await fhir("GET", pathOf(location))).toMatchObject({ status: 429 });
    await superuser.query("commit");
    server.clock.advance(1_100);
    expect((await untilDone(location)).status).toBe(200);
  });

  test("brings who made what is exported where it is asked to", async () => {
    const made = await exported("/$export?_type=Goal&includeAssociatedData=RelevantProvenanceResources");
    expect(Object.keys(made.files)).toContain("Goal");
    await must(fhir("PUT", "/Provenance/p-1", { resourceType: "Provenance", id: "p-1", target: [{ reference: "Goal/goal-1" }, { reference: "Goal/goal-2" }], recorded: "2026-01-01T00:00:00Z", agent: [{ who: { display: "Eve" } }] }));
    await must(fhir("PUT", "/Provenance/p-2", { resourceType: "Provenance", id: "p-2", target: [{ reference: "Goal/goal-1" }, { reference: "Goal/goal-2" }], recorded: "2026-02-01T00:00:00Z", agent: [{ who: { display: "Eve" } }] }));
    expect(ids((await exported("/$export?_type=Goal&includeAssociatedData=RelevantProvenanceResources")).files, "Provenance")).toEqual(expect.arrayContaining(["p-1", "p-2"]));
    const latest = ids((await exported("/$export?_type=Goal&includeAssociatedData=LatestProvenanceResources")).files, "Provenance");
    expect([latest.includes("p-1"), latest.includes("p-2")]).toEqual([false, true]);
  });
});

test.each([
  ["without Prefer", "/$export", {}],
  ["an unknown parameter", "/$export?colour=red", ASYNC],
  ["an unknown type", "/$export?_type=Spaceship", ASYNC],
  ["another format", "/$export?_outputFormat=csv", ASYNC],
  ["a time that is none", "/$export?_since=yesterday", ASYNC],
  ["a filter of an unknown parameter", `/$export?_type=Goal&_typeFilter=${encodeURIComponent("Goal?colour=red")}`, ASYNC],
  ["a filter of what is not exported", `/$export?_type=Goal&_typeFilter=${encodeURIComponent("Patient?gender=male")}`, ASYNC],
  ["patients in an address", "/Patient/$export?patient=Patient/a", ASYNC],
  ["data that nobody associates", "/$export?includeAssociatedData=Everything", ASYNC],
])("refuses %s with an OperationOutcome", async (_name, path, headers) => {
  const answer = await fhir("GET", path, undefined, headers);
  expect([answer.status, answer.body.resourceType]).toEqual([400, "OperationOutcome"]);
});

test("lets go what nobody knows under handling=lenient, and takes each spelling of the format", async () => {
  for (const format of ["application/fhir+ndjson", "application/fhir%2Bndjson", "application/ndjson", "ndjson"]) {
    const answer = await fhir("GET", `/$export?_type=Goal&colour=red&_outputFormat=${format}`, undefined, { prefer: "respond-async, handling=lenient" });
    expect(answer.status).toBe(202);
    expect((await untilDone(answer.headers.get("content-location")!)).status).toBe(200);
  }
});

describe("its files", () => {
  test("are compressed for who takes that, of the media type of their own", async () => {
    const { body } = await untilDone(await kickOff("/$export?_type=Goal"));
    const response = await fetch(body.output[0].url as string, { headers: { "authorization": `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId, "accept-encoding": "gzip" } });
    expect([response.headers.get("content-type"), response.headers.get("content-encoding")]).toEqual(["application/fhir+ndjson", "gzip"]);
    expect(linesOf(await response.text())).toHaveLength(body.output[0].count as number);
    expect(await call("", "GET", body.output[0].url as string)).toMatchObject({ status: 401 });
  });

  test("lie sealed, and are of who asked alone, even to others of the organization", async () => {
    const location = await kickOff("/$export?_type=Goal");
    const { body } = await untilDone(location);
    const url = pathOf(body.output[0].url as string);
    const piece = (await superuser.query<{ content_sealed: string }>("select content_sealed from fhir_export_pieces limit 1")).rows[0]!.content_sealed;
    expect(() => gunzipSync(Buffer.from(piece, "base64"))).toThrow();
    for (const other of [await server.owner(), await server.member(owner, "ADMIN")]) {
      for (const [method, path] of [["GET", pathOf(location)], ["DELETE", pathOf(location)], ["GET", url]] as const) {
        expect((await fhir(method, path, undefined, {}, other)).status).toBe(404);
      }
    }
  });

  test("are gone after a day, and at once when they are deleted", async () => {
    const [kept, cancelled] = [await kickOff("/$export?_type=Goal"), await kickOff("/$export?_type=Goal")];
    const { headers, body } = await untilDone(kept);
    await untilDone(cancelled);
    expect(new Date(headers.get("expires")!).getTime() - server.clock.now().getTime()).toBeGreaterThan(23 * 3_600_000);
    expect((await fhir("DELETE", pathOf(cancelled))).status).toBe(202);
    expect((await fhir("GET", pathOf(cancelled))).status).toBe(404);
    server.clock.advance(86_500_000);
    owner = await server.signIn(owner.email, owner.organizationId);
    while ((await superuser.query("select from fhir_export_pieces")).rowCount) await sleep(50);
    expect((await fhir("GET", pathOf(kept))).status).toBe(404);
    expect((await fhir("GET", pathOf(body.output[0].url as string))).status).toBe(404);
    while ((await superuser.query("select from fhir_export_queue")).rowCount) await sleep(50);
    expect((await superuser.query("select from fhir_exports")).rowCount).toBe(0);
  });

  test("hold what a client's scopes do, and are asked for its scopes again", async () => {
    const client = await registerClient(server, owner, { scopes: ["system/Goal.rs?lifecycle-status=completed", "system/Patient.rs"] });
    const asked = await client.call("GET", "/fhir/R4/$export", ASYNC);
    expect(asked.status).toBe(202);
    const location = asked.headers.get("content-location")!.slice(server.url.length);
    let done = await client.call("GET", location);
    for (; done.status === 202; done = await client.call("GET", location)) server.clock.advance(1_100);
    const goals = (done.body.output as { type: string; url: string }[]).find(({ type }) => type === "Goal")!.url.slice(server.url.length);
    expect((done.body.output as { type: string }[]).map(({ type }) => type).toSorted()).toEqual(["Goal", "Patient"]);
    expect(linesOf((await client.call("GET", goals)).text).map(({ id }) => id)).toEqual(["goal-0"]);
    const narrow = (await client.ask("system/Patient.rs")).body.access_token as string;
    expect((await call(server.url, "GET", goals, undefined, { authorization: `Bearer ${narrow}` })).status).toBe(403);
    const member = await server.member(owner, "BILLER");
    expect((await fhir("GET", "/$export", undefined, ASYNC, member)).status).toBe(403);
  });
});
