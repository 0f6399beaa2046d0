import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BadRequestError, NotFoundError, PermissionDeniedError, PreconditionFailedError } from "@vitaledge/sdk";
import { fhirOf, type FhirApi } from "@vitaledge/sdk/fhir";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { createClient } from "./client.js";
import { failureOf } from "./scenarios/scene.js";

let server: TestServer;
let owner: Actor;
let fhir: FhirApi;
let sent: string[];

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  const client = createClient(server.url, owner);
  ({ sent } = client);
  fhir = fhirOf(client.ve);
});
afterAll(() => server.close());

const goal = (text: string) => ({ resourceType: "Goal" as const, lifecycleStatus: "active" as const, description: { text }, subject: { display: "Maria" } });

describe("a resource", () => {
  test("goes through its life, and each version can be read", async () => {
    const { data: made, etag, response } = await fhir.create(goal("Walk")).withResponse();
    expect([response.status, etag, made.meta?.versionId]).toEqual([201, 'W/"1"', "1"]);
    const changed = await fhir.update({ ...made, lifecycleStatus: "on-hold" }, { etag });
    expect(await failureOf(fhir.update(made, { etag }))).toBeInstanceOf(PreconditionFailedError);
    expect(await fhir.patch("Goal", made.id, [{ op: "replace", path: "/description/text", value: "Swim" }])).toMatchObject({ description: { text: "Swim" }, lifecycleStatus: changed.lifecycleStatus });
    expect(await fhir.vread("Goal", made.id, "1")).toMatchObject(goal("Walk"));
    expect(await fhir.delete("Goal", made.id)).toBeUndefined();
    const gone = await failureOf(fhir.read("Goal", made.id));
    expect(gone).toMatchObject({ status: 410, code: "resource_deleted", operation: "fhirRead", requestId: expect.stringMatching(/\w/) });
    const versions = await fhir.history("Goal", made.id).toArray({ limit: 10 });
    expect(versions.map(({ request }) => request?.method)).toEqual(["DELETE", "PUT", "PUT", "POST"]);
  });

  test("that is sent as text keeps its decimals", async () => {
    const text = '{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"Weigh less"},"subject":{"display":"Maria"},"target":[{"measure":{"text":"weight"},"detailQuantity":{"value":72.50,"unit":"kg"}}]}';
    const { data, response } = await fhir.create(text).withResponse();
    expect(await response.text()).toContain("72.50");
    expect(data.resourceType).toBe("Goal");
  });

  test("is made once under one key", async () => {
    const [one, two] = [await fhir.create(goal("Sleep"), { idempotencyKey: "the-same" }), await fhir.create(goal("Sleep"), { idempotencyKey: "the-same" })];
    expect(two.id).toBe(one.id);
  });
});

describe("a refusal", () => {
  test("has the class, the code and the place that are wrong, and nothing of what was sent", async () => {
    const missing = await failureOf(fhir.read("Goal", "nobody"));
    expect(missing).toBeInstanceOf(NotFoundError);
    expect(missing).toMatchObject({ code: "resource_not_found" });
    const wrong = await failureOf(fhir.create('{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"Secret"},"subject":{"display":"Maria"},"colour":"red"}'));
    expect(wrong).toBeInstanceOf(BadRequestError);
    expect(wrong).toMatchObject({ fields: [{ pointer: expect.stringContaining("Goal") }] });
    expect(JSON.stringify(wrong)).not.toMatch(/Secret|Maria|red/);
    expect(await failureOf(fhir.create({ resourceType: "Task", status: "requested", intent: "order" }))).toMatchObject({ status: 405, code: "method_not_allowed" });
  });

  test("is of the role, where the role may not", async () => {
    const auditor = fhirOf(createClient(server.url, await server.member(owner, "AUDITOR")).ve);
    expect(await failureOf(auditor.create(goal("Walk")))).toBeInstanceOf(PermissionDeniedError);
  });
});

test("a transaction is done whole or not at all", async () => {
  const entry = (resource: ReturnType<typeof goal>, url = "Goal") => ({ resource, request: { method: "POST" as const, url } });
  const done = await fhir.transaction({ resourceType: "Bundle", type: "transaction", entry: [entry(goal("One")), entry(goal("Two"))] });
  expect(done.entry?.map(({ response }) => response?.status.slice(0, 3))).toEqual(["201", "201"]);
  const before = await fhir.history("Goal", undefined, { _count: 50 }).toArray({ limit: 100 });
  const bad = { ...entry(goal("Three")), resource: { resourceType: "Goal", colour: "red" } as unknown as ReturnType<typeof goal> };
  expect(await failureOf(fhir.transaction({ resourceType: "Bundle", type: "transaction", entry: [entry(goal("Four")), bad] }))).toMatchObject({ status: 400 });
  expect(await fhir.history("Goal", undefined, { _count: 50 }).toArray({ limit: 100 })).toHaveLength(before.length);
});

test("a history goes over its pages", async () => {
  const all = await fhir.history("Goal", undefined, { _count: 3 }).toArray({ limit: 100 });
  expect(new Set(all.map(({ resource, fullUrl, response }) => `${fullUrl} ${resource?.meta?.versionId ?? response?.etag}`)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(5);
});

test("what the server can do is there for anybody, and validation writes nothing", async () => {
  expect(await fhir.capabilities()).toMatchObject({ resourceType: "CapabilityStatement", fhirVersion: "4.0.1" });
  const outcome = await fhir.validate({ resourceType: "Goal", lifecycleStatus: "active", description: {}, subject: {} });
  expect(outcome.resourceType).toBe("OperationOutcome");
  expect(sent.at(-1)).toBe("POST /fhir/R4/Goal/$validate");
});
