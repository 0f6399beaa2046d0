import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import pg from "pg";
import type { Resource } from "../../packages/server/src/features/fhir/model.js";
import { issuesOf } from "../../packages/server/src/features/fhir/validate-resource.js";
import { keepSubscriptions } from "../../packages/server/src/features/fhir/subscriptions/publish.js";
import { SYSTEM, withTenant } from "../../packages/server/src/db/with-tenant.js";
import type { Actor } from "../support/actors.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import { call, type Answer } from "../support/call.js";
import { makeProgram } from "../support/programs.js";
import { startReceiver, type Receiver } from "../support/receiver.js";
import { registerClient } from "../support/smart-client.js";
import { startServer, type TestServer } from "../support/server.js";

const IG = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition";
const ALERT_RAISED = "https://vitaledge.dev/fhir/SubscriptionTopic/alert-raised";
const OUT_OF_RANGE = "https://vitaledge.dev/fhir/SubscriptionTopic/observation-out-of-range";

let server: TestServer;
let owner: Actor;
let receiver: Receiver;
let scene: Scene;
beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_WEBHOOK_LOOPBACK: "allow" } });
  // HL7's definitions are read at the first use.
  await (await server.owner()).call("POST", "/fhir/R4/Subscription/$validate", JSON.stringify({ resourceType: "Subscription" }), { "content-type": "application/fhir+json" });
});
afterAll(() => server.close());
beforeEach(async () => {
  [owner, receiver] = [await server.owner(), await startReceiver()];
  scene = await makeScene(() => owner, new Date(server.clock.now().getTime() - 3_600_000));
  return () => receiver.close();
});

type Json = Record<string, unknown>;
type Given = { topic?: string; content?: string; patient?: string; more?: Json; channel?: Json; extension?: Json[] };

const subscription = ({ topic = ALERT_RAISED, content = "id-only", patient, more = {}, channel = {}, extension }: Given = {}) => ({
  resourceType: "Subscription", status: "requested", reason: "The care team is told", criteria: topic,
  ...(patient !== undefined && { _criteria: { extension: [{ url: `${IG}/backport-filter-criteria`, valueString: patient }] } }),
  channel: {
    type: "rest-hook", endpoint: receiver.url, payload: "application/fhir+json",
    _payload: { extension: [{ url: `${IG}/backport-payload-content`, valueCode: content }] }, ...(extension && { extension }), ...channel,
  },
  ...more,
});

const fhir = (method: string, path: string, body?: unknown, actor = owner): Promise<Answer> =>
  actor.call(method, `/fhir/R4${path}`, body === undefined ? undefined : JSON.stringify(body), body === undefined ? {} : { "content-type": "application/fhir+json" });

const until = async <T>(read: () => Promise<T | undefined>): Promise<T> => {
  for (const end = performance.now() + 60_000; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 30))) {
    const found = await read();
    if (found !== undefined) return found;
  }
  throw new Error("it did not come to be");
};

/** `step`: milliseconds that pass between two looks. */
const withStatus = (id: string, status: string, step = 0): Promise<Json> =>
  until(async () => {
    server.clock.advance(step);
    const { body } = await fhir("GET", `/Subscription/${id}`);
    return body.status === status ? body : undefined;
  });

/** An active one. */
const subscribe = async (given: Given = {}, actor = owner): Promise<string> => {
  const made = await fhir("POST", "/Subscription", subscription(given), actor);
  expect([made.status, made.body.status]).toEqual([201, "requested"]);
  await withStatus(made.body.id, "active");
  return made.body.id;
};

type Parameter = { name: string; part?: Parameter[]; [value: string]: unknown };
type Notification = { type: string; entry: { fullUrl: string; resource?: Json & { parameter: Parameter[] }; request: Json; response: Json }[] };

const valueOf = ({ name: _name, part, ...value }: Parameter): unknown => (part ? flat(part) : Object.values(value)[0]);
const flat = (parameters: Parameter[]): Json => Object.fromEntries(parameters.map((parameter) => [parameter.name, valueOf(parameter)]));
/** The SubscriptionStatus as names and values. */
const statusOf = ({ entry }: Notification): Json => flat(entry[0]!.resource!.parameter);
const bundles = (): Notification[] => receiver.received.map(({ body }) => JSON.parse(body) as Notification);
const ofType = (type: string) => ({ body }: { body: string }): boolean => statusOf(JSON.parse(body) as Notification).type === type;

/** All that is sent is valid R4. */
const waitFor = async (count: number, type = "event-notification"): Promise<Notification[]> => {
  const received = (await receiver.wait(count, ofType(type))).map(({ body }) => JSON.parse(body) as Notification & Resource);
  expect(received.flatMap((bundle) => [bundle, ...bundle.entry.flatMap(({ resource }) => resource ?? [])].flatMap((each) => issuesOf(each as Resource)))).toEqual([]);
  return received;
};

const base = () => `${server.url}/fhir/R4`;
const asFhir = (id: string) => id.replaceAll("_", "-");

describe("a subscription", () => {
  test("becomes active once its handshake was answered, and lies encrypted with its headers", async () => {
    const id = await subscribe({ channel: { header: ["Authorization: Bearer of-the-receiver", "X-Room: 7"] } });
    const [handshake] = await waitFor(1, "handshake");
    expect(statusOf(handshake!)).toEqual({
      subscription: { reference: `${base()}/Subscription/${id}` }, topic: ALERT_RAISED, status: "requested", type: "handshake", "events-since-subscription-start": "0",
    });
    expect(handshake).toMatchObject({ type: "history", meta: { profile: [`${IG}/backport-subscription-notification-r4`] } });
    expect(handshake!.entry[0]).toMatchObject({ request: { method: "GET", url: `${base()}/Subscription/${id}/$status` }, response: { status: "200" }, resource: { meta: { profile: [`${IG}/backport-subscription-status-r4`] } } });
    expect(receiver.received[0]!.headers).toMatchObject({ "authorization": "Bearer of-the-receiver", "x-room": "7", "content-type": "application/fhir+json" });
    expect((await fhir("GET", `/Subscription/${id}/_history`)).body.entry.map(({ resource }: { resource: Json }) => resource.status)).toEqual(["active", "requested"]);

    const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query("select to_jsonb(r)::text as row from fhir_resources r where id = $1 union all select to_jsonb(s)::text from fhir_subscriptions s where id = $1", [id]);
    await superuser.end();
    expect(rows).toHaveLength(2);
    expect(rows.map(({ row }) => row as string).join()).not.toContain("of-the-receiver");
  });

  test("is in error, with the reason, where the handshake is not answered in time, and may ask again", async () => {
    receiver.answer((response) => void response.writeHead(404).end());
    const { body: { id } } = await fhir("POST", "/Subscription", subscription());
    await waitFor(1, "handshake");
    const failed = await withStatus(id, "error", 10_000);
    expect(failed.error).toBe("The endpoint has taken nothing for as long as is tried: the last attempt met HTTP 404.");
    expect((await fhir("GET", `/Subscription/${id}/$status`)).body.entry[0].resource.parameter).toContainEqual({ name: "error", valueCodeableConcept: { text: failed.error } });

    receiver.answer((response) => void response.writeHead(204).end());
    expect((await fhir("PUT", `/Subscription/${id}`, { ...failed, status: "active" })).status).toBe(422);
    expect((await fhir("PUT", `/Subscription/${id}`, { ...failed, status: "requested" })).body.status).toBe("requested");
    expect(await withStatus(id, "active")).not.toHaveProperty("error");
  });

  test("is in error at once where its endpoint is gone", async () => {
    receiver.answer((response) => void response.writeHead(410).end());
    const { body: { id } } = await fhir("POST", "/Subscription", subscription());
    expect((await withStatus(id, "error")).error).toBe("The endpoint answered 410 Gone.");
  });

  test("keeps on where it is changed but for its channel, shakes hands anew for another channel, and is off when it is told so or deleted", async () => {
    const id = await subscribe();
    const changed = await fhir("PUT", `/Subscription/${id}`, { ...subscription({ more: { id, reason: "Another", status: "active" } }) });
    expect([changed.status, changed.body.status, changed.body.reason]).toEqual([200, "active", "Another"]);
    const moved = await fhir("PUT", `/Subscription/${id}`, subscription({ more: { id, status: "active" }, channel: { endpoint: `${receiver.url}/other` } }));
    expect(moved.body.status).toBe("requested");
    await withStatus(id, "active");
    const off = await owner.call("PATCH", `/fhir/R4/Subscription/${id}`, JSON.stringify([{ op: "replace", path: "/status", value: "off" }]), { "content-type": "application/json-patch+json" });
    expect([off.status, off.body.status]).toEqual([200, "off"]);
    // Another one sees when the alert has been published.
    await subscribe({ content: "empty" });
    await scene.send(190, 0);
    await waitFor(1);
    expect((await fhir("PUT", `/Subscription/${id}`, subscription({ more: { id } }))).body.status).toBe("requested");
    await withStatus(id, "active");
    expect((await fhir("DELETE", `/Subscription/${id}`)).status).toBe(204);
    expect((await fhir("GET", `/Subscription/${id}/$status`)).status).toBe(410);
    const told = bundles().map(statusOf).filter((status) => (status.subscription as { reference: string }).reference.endsWith(id));
    expect(told.map(({ type }) => type)).toEqual(["handshake", "handshake", "handshake"]);
  });

  test("comes in a transaction, is found by its status and declared with its topics, and is no webhook of the API", async () => {
    const entry = [{ resource: subscription(), request: { method: "POST", url: "Subscription" } }];
    const { body } = await fhir("POST", "", { resourceType: "Bundle", type: "transaction", entry });
    const [id] = /[^/]+(?=\/_history)/.exec(body.entry[0].response.location as string)!;
    await withStatus(id, "active");
    expect((await fhir("GET", "/Subscription?status=active&_total=accurate")).body).toMatchObject({ total: 1, entry: [{ resource: { id } }] });
    const { rest } = (await fhir("GET", "/metadata")).body as { rest: { resource: { type: string; extension?: { valueCanonical: string }[] }[] }[] };
    expect(rest[0]!.resource.find(({ type }) => type === "Subscription")?.extension?.map(({ valueCanonical }) => valueCanonical)).toEqual([ALERT_RAISED, OUT_OF_RANGE]);
    expect((await owner.call("GET", "/api/webhooks?includeTotal=true")).body).toMatchObject({ data: [], total: 0 });
  });

  const refusals: [string, Given, string, number?][] = [
    ["another topic", { topic: "https://example.com/topic" }, "Subscription.criteria"],
    ["a search as criteria", { topic: "Observation?code=1" }, "Subscription.criteria"],
    ["a filter that nobody knows", { patient: "DetectedIssue.code=1" }, "Subscription.criteria.extension"],
    ["a filter of another type", { patient: "Observation.patient=Patient/1" }, "Subscription.criteria.extension"],
    ["a patient who is not there", { patient: "DetectedIssue.patient=Patient/nobody" }, "Subscription.criteria.extension[0].value"],
    ["another channel", { channel: { type: "email" } }, "Subscription.channel.type"],
    ["another payload", { channel: { payload: "application/fhir+xml" } }, "Subscription.channel.payload"],
    ["no payload content", { channel: { _payload: {} } }, "Subscription.channel.payload.extension"],
    ["an unknown payload content", { content: "all" }, "Subscription.channel.payload.extension[0].value"],
    ["no endpoint", { channel: { endpoint: undefined } }, "Subscription.channel.endpoint"],
    ["an address inside", { channel: { endpoint: "http://169.254.169.254/latest" } }, "Subscription.channel.endpoint"],
    ["plain http", { channel: { endpoint: "http://hooks.example.com/a" } }, "Subscription.channel.endpoint"],
    ["a header that the server sets", { channel: { header: ["Host: inside"] } }, "Subscription.channel.header[0]"],
    ["what is no header", { channel: { header: ["X-A: 1", "nothing"] } }, "Subscription.channel.header[1]"],
    ["heartbeats too often", { extension: [{ url: `${IG}/backport-heartbeat-period`, valueUnsignedInt: 5 }] }, "Subscription.channel.extension[0].value"],
    ["an extension of the channel that is not known", { extension: [{ url: "https://example.com/x", valueString: "x" }] }, "Subscription.channel.extension[0]"],
    ["an end that lies behind", { more: { end: "2020-01-01T00:00:00Z" } }, "Subscription.end"],
    ["to be active at once", { more: { status: "active" } }, "Subscription.status"],
  ];
  test("is refused, with the place, where it asks for what is not done", async () => {
    for (const [name, given, place] of refusals) {
      const { status, body } = await fhir("POST", "/Subscription", subscription(given));
      expect([name, status, body.issue?.[0].expression?.[0]]).toEqual([name, 422, place]);
    }
    expect((await fhir("POST", "/Subscription", subscription({ channel: { endpoint: "https://10.0.0.1/" } }))).body.issue[0].details.coding[0].code).toBe("webhook_url_refused");
    expect((await fhir("GET", "/Subscription/$status")).body).toMatchObject({ total: 0 });
  });

  test("leads to this machine itself nowhere but in development and tests", async () => {
    const strict = await startServer();
    const person = await strict.owner();
    const { status, body } = await fhir("POST", "/Subscription", subscription(), person);
    await strict.close();
    expect([status, body.issue[0].details.coding[0].code, body.issue[0].expression]).toEqual([422, "webhook_url_refused", ["Subscription.channel.endpoint"]]);
  });

  test("is for who may write webhooks, and be told of its topic", async () => {
    const clinician = await server.member(owner, "CLINICIAN");
    expect((await fhir("POST", "/Subscription", subscription(), clinician)).status).toBe(403);
    expect((await fhir("GET", "/Subscription/$status", undefined, clinician)).status).toBe(403);
    const program = await makeProgram(server.url, owner, ["webhooks:write", "observations:read"]);
    const ask = (topic: string) => program.call("POST", "/fhir/R4/Subscription", JSON.stringify(subscription({ topic })), { "content-type": "application/fhir+json" });
    expect([(await ask(ALERT_RAISED)).status, (await ask(OUT_OF_RANGE)).status]).toEqual([403, 201]);
  });
});

describe("events", () => {
  test("come by their numbers in the order of publication, id-only with the focus's address", async () => {
    const id = await subscribe();
    const first = (await scene.send(190, 0)).body.alerts[0] as string;
    const second = (await scene.send(95, 1, { metricDefinitionId: "metric_bp_diastolic", value: 130 })).body.alerts[0] as string;
    const told = await waitFor(2);
    expect(told.map(statusOf)).toEqual([first, second].map((alert, index) => ({
      subscription: { reference: `${base()}/Subscription/${id}` }, topic: ALERT_RAISED, status: "active", type: "event-notification",
      "events-since-subscription-start": String(index + 1),
      "notification-event": { "event-number": String(index + 1), timestamp: expect.any(String), focus: { reference: `${base()}/DetectedIssue/${asFhir(alert)}` } },
    })));
    expect(told.map(({ entry }) => entry.slice(1))).toEqual([first, second].map((alert) =>
      [{ fullUrl: `${base()}/DetectedIssue/${asFhir(alert)}`, request: { method: "POST", url: "DetectedIssue" }, response: { status: "201" } }]));

    const status = await fhir("GET", `/Subscription/${id}/$status`);
    expect(status.body).toMatchObject({ type: "searchset", total: 1 });
    expect(statusOf(status.body as Notification)).toMatchObject({ status: "active", type: "query-status", "events-since-subscription-start": "2" });
    const events = (await fhir("GET", `/Subscription/${id}/$events?eventsSinceNumber=2`)).body as Notification;
    expect(statusOf(events)).toMatchObject({ type: "query-event", "events-since-subscription-start": "2", "notification-event": { "event-number": "2", focus: { reference: `${base()}/DetectedIssue/${asFhir(second)}` } } });
    const before = (await fhir("GET", `/Subscription/${id}/$events?eventsUntilNumber=1&content=empty`)).body as Notification;
    expect(before.entry).toHaveLength(1);
    expect(statusOf(before)["notification-event"]).toEqual({ "event-number": "1", timestamp: expect.any(String) });
    expect((await fhir("GET", `/Subscription/${id}/$events?eventsSinceNumber=x`)).status).toBe(400);
    expect((await fhir("GET", `/Subscription/${id}/$events?since=1`)).status).toBe(400);
    expect((await fhir("GET", "/Subscription/$status?status=off")).body.total).toBe(0);
    expect((await fhir("GET", `/Subscription/$status?id=${id}&status=active,error`)).body.total).toBe(1);
    expect((await fhir("GET", `/Subscription/${id}/$status`, undefined, await server.owner())).status).toBe(404);
  });

  test("of many at once come one after the other, and none is left out", async () => {
    await subscribe({ topic: OUT_OF_RANGE });
    const reading = { patientId: scene.patientId, metricDefinitionId: "metric_spo2", value: 80, unit: "%", source: "DEVICE" };
    await owner.call("POST", "/api/observations/bulk", { observations: Array.from({ length: 12 }, (_, minute) => ({ ...reading, recordedAt: scene.at(minute) })) });
    const told = await waitFor(12);
    expect(told.map((bundle) => statusOf(bundle)["events-since-subscription-start"])).toEqual(Array.from({ length: 12 }, (_, index) => String(index + 1)));
    expect(new Set(told.map(({ entry }) => entry[1]!.fullUrl)).size).toBe(12);
  });

  test("say nothing of what happened where the payload is empty", async () => {
    await subscribe({ content: "empty" });
    const { body } = await scene.send(190, 0);
    const [told] = await waitFor(1);
    expect(told!.entry).toHaveLength(1);
    expect(statusOf(told!)).not.toHaveProperty("topic");
    expect(statusOf(told!)["notification-event"]).toEqual({ "event-number": "1", timestamp: expect.any(String) });
    expect(JSON.stringify(told)).not.toContain(asFhir(body.alerts[0] as string));
  });

  test("are of the topic and the patient that were asked for", async () => {
    const other = await makeScene(() => owner, new Date(server.clock.now().getTime() - 3_600_000));
    await subscribe({ topic: OUT_OF_RANGE, patient: `Observation.patient=Patient/${asFhir(scene.patientId)}` });
    await other.send(190, 0);
    await scene.send(120, 0);
    await scene.send(190, 1);
    await scene.send(191, 2);
    const told = await waitFor(2);
    expect(told.map((bundle) => statusOf(bundle)["events-since-subscription-start"])).toEqual(["1", "2"]);
    const values = await Promise.all(told.map(async ({ entry }) => (await owner.call("GET", entry[1]!.fullUrl.slice(server.url.length))).text));
    expect(values.map((text) => /"value":(19[01])/.exec(text)?.[1])).toEqual(["190", "191"]);
    expect(receiver.received.filter(ofType("event-notification"))).toHaveLength(2);
  });

  test("go on for a patient who was merged into another one", async () => {
    await subscribe({ patient: `patient=Patient/${asFhir(scene.patientId)}` });
    const other = await makeScene(() => owner, new Date(server.clock.now().getTime() - 3_600_000));
    expect((await owner.call("POST", `/api/patients/${other.patientId}/merge`, { duplicateId: scene.patientId })).status).toBe(200);
    await other.send(190, 0);
    expect(statusOf((await waitFor(1))[0]!)["events-since-subscription-start"]).toBe("1");
  });

  test("bring the whole resource where that is asked for, a blood pressure once", async () => {
    const id = await subscribe({ topic: OUT_OF_RANGE, content: "full-resource" });
    const reading = { patientId: scene.patientId, unit: "mmHg", source: "DEVICE", recordedAt: scene.at(1) };
    const sent = await owner.call("POST", "/api/observations/bulk", { observations: [
      { ...reading, metricDefinitionId: "metric_bp_systolic", value: 190 }, { ...reading, metricDefinitionId: "metric_bp_diastolic", value: 125 }] });
    expect(sent.body.created).toBe(2);
    const [told] = await waitFor(1);
    const [, entry] = told!.entry;
    const { body } = await owner.call("GET", entry!.fullUrl.slice(server.url.length));
    expect(entry).toEqual({ fullUrl: `${base()}/Observation/${body.id as string}`, resource: body, request: { method: "POST", url: "Observation" }, response: { status: "201" } });
    expect(body.component).toHaveLength(2);
    const events = (await fhir("GET", `/Subscription/${id}/$events`)).body as Notification;
    expect(events.entry[1]!.resource).toEqual(body);
    expect(statusOf(events)["events-since-subscription-start"]).toBe("1");
  });

  test("bring the alert whole, as it is read", async () => {
    await subscribe({ content: "full-resource" });
    const { body } = await scene.send(190, 0);
    const [told] = await waitFor(1);
    expect(told!.entry[1]!.resource).toEqual((await fhir("GET", `/DetectedIssue/${asFhir(body.alerts[0] as string)}`)).body);
  });

  test("tell a SMART client of what its scopes hold", async () => {
    const subscribeWith = async (category: string): Promise<string> => {
      const { ask } = await registerClient(server, owner, { scopes: ["system/Subscription.cruds", `system/Observation.rs?category=${category}`] });
      const headers = { "authorization": `Bearer ${(await ask()).body.access_token as string}`, "content-type": "application/fhir+json" };
      const made = await call(server.url, "POST", "/fhir/R4/Subscription", JSON.stringify(subscription({ topic: OUT_OF_RANGE, content: "full-resource" })), headers);
      expect(made.status).toBe(201);
      await withStatus(made.body.id as string, "active");
      return made.body.id;
    };
    const [ofSigns, ofLaboratory] = [await subscribeWith("vital-signs"), await subscribeWith("laboratory")];
    await scene.send(190, 1);
    const told = await waitFor(2);
    const toldOf = (id: string) => told.find((bundle) => (statusOf(bundle).subscription as { reference: string }).reference.endsWith(id))!;
    expect(toldOf(ofSigns).entry[1]!.resource).toMatchObject({ resourceType: "Observation" });
    expect(toldOf(ofLaboratory).entry).toHaveLength(1);
    expect(statusOf(toldOf(ofLaboratory))["notification-event"]).toEqual({ "event-number": "1", timestamp: expect.any(String) });
  });

  test("wait for a receiver that is away, in their order, and make the subscription an error after three days", async () => {
    const id = await subscribe();
    receiver.answer((response) => void response.writeHead(500).end());
    await scene.send(190, 0);
    await scene.send(95, 1, { metricDefinitionId: "metric_bp_diastolic", value: 130 });
    await waitFor(1);
    server.clock.advance(10_000);
    receiver.answer((response) => void response.writeHead(200).end());
    const told = await waitFor(3);
    expect(told.map((bundle) => statusOf(bundle)["events-since-subscription-start"])).toEqual(["1", "1", "2"]);

    receiver.answer((response) => void response.writeHead(500).end());
    const third = await makeScene(() => owner, new Date(server.clock.now().getTime() - 3_600_000));
    await third.send(190, 0);
    await waitFor(4);
    server.clock.advance(73 * 3_600_000);
    owner = await server.signIn(owner.email, owner.organizationId);
    expect((await withStatus(id, "error", 10_000)).error).toContain("HTTP 500");
    expect(statusOf((await fhir("GET", `/Subscription/${id}/$events`)).body as Notification)["events-since-subscription-start"]).toBe("3");
  });

  test("are told nobody any more once whoever subscribed may not be told", async () => {
    const admin = await server.member(owner, "ADMIN");
    const id = await subscribe({}, admin);
    await owner.call("PATCH", `/api/organizations/${owner.organizationId}/members/${admin.userId}`, { role: "BILLER" });
    await scene.send(190, 0);
    expect((await withStatus(id, "error")).error).toBe("Whoever wrote the subscription may not be told of its topic any more.");
    expect(receiver.received.filter(ofType("event-notification"))).toEqual([]);
  });
});

describe("time", () => {
  const look = () => withTenant(server.deps, owner.organizationId, SYSTEM, keepSubscriptions);

  test("brings a heartbeat where nothing else was told", async () => {
    await subscribe({ extension: [{ url: `${IG}/backport-heartbeat-period`, valueUnsignedInt: 120 }] });
    await look();
    server.clock.advance(121_000);
    await look();
    const [beat] = await waitFor(1, "heartbeat");
    expect(statusOf(beat!)).toMatchObject({ type: "heartbeat", status: "active", "events-since-subscription-start": "0" });
    await look();
    expect(receiver.received.filter(ofType("heartbeat"))).toHaveLength(1);
  });

  test("ends a subscription at its end", async () => {
    const id = await subscribe({ more: { end: new Date(server.clock.now().getTime() + 60_000).toISOString() } });
    server.clock.advance(61_000);
    await look();
    expect((await fhir("GET", `/Subscription/${id}`)).body.status).toBe("off");
    await scene.send(190, 0);
    expect((await fhir("GET", `/Subscription/${id}/$status`)).body.entry[0].resource.parameter).toContainEqual({ name: "events-since-subscription-start", valueString: "0" });
  });
});
