import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import { openEventStream, type EventStream } from "../support/event-stream.js";
import { startServer, type TestServer } from "../support/server.js";

const HOUR = 3_600_000;

let server: TestServer;
let owner: Actor;
let scene: Scene;
let stream: EventStream;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  owner = await server.owner();
  scene = await makeScene(() => owner, new Date(server.clock.now().getTime() - 10 * HOUR));
  stream = await openEventStream(server.url, headersOf(owner));
});
afterEach(() => stream.close());

const headersOf = (actor: Actor): Record<string, string> => ({ authorization: `Bearer ${actor.accessToken}`, "x-organization-id": actor.organizationId });
type Told = { type: string; data: Record<string, string> };
const told = async (count: number): Promise<Told[]> =>
  (await stream.wait(count)).map(({ data }) => JSON.parse(data!) as Told).map(({ type, data }) => ({ type, data }));

describe("what happens is told", () => {
  test("of readings and the alerts they open, repeat and make worse", async () => {
    const first = await scene.send(165, 0);
    const second = await scene.send(195, 60);
    const [alertId] = first.body.alerts;
    expect(second.body.alerts).toEqual([alertId]);
    const of = { patientId: scene.patientId };
    expect(await told(4)).toEqual([
      { type: "observation.created", data: { ...of, id: first.body.id } },
      { type: "alert.opened", data: { ...of, id: alertId, severity: expect.any(String) } },
      { type: "observation.created", data: { ...of, id: second.body.id } },
      { type: "alert.updated", data: { ...of, id: alertId, severity: "CRITICAL" } },
    ]);
  });

  test("once a reading that was sent twice, and of a bulk each", async () => {
    const reading = (minutes: number) => ({ patientId: scene.patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: scene.at(minutes) });
    const { body } = await owner.call("POST", "/api/observations/bulk", { observations: [reading(0), reading(1), reading(0)] });
    await owner.call("POST", "/api/observations", reading(1));
    const { body: last } = await owner.call("POST", "/api/observations", reading(2));
    const ids = [...new Set(body.results.map((result: { id: string }) => result.id)), last.id];
    expect((await told(3)).map(({ type, data }) => `${type} ${data.id}`)).toEqual(ids.map((id) => `observation.created ${id}`));
  });

  test("of a month that is closed and reopened", async () => {
    await owner.call("POST", `/api/billing/close/${owner.organizationId}/2025-01`);
    await owner.call("POST", `/api/billing/reopen/${owner.organizationId}/2025-01`, { reason: "Wrong charges" });
    expect(await told(2)).toEqual([
      { type: "billing.month_closed", data: { id: expect.stringMatching(/^close_/), month: "2025-01" } },
      { type: "billing.month_reopened", data: { id: expect.stringMatching(/^close_/), month: "2025-01" } },
    ]);
  });

  test("of readings that are voided: once", async () => {
    const { body } = await scene.send(120, 0);
    await owner.call("POST", `/api/observations/${body.id}/void`, { reason: "cuff slipped" });
    await owner.call("POST", `/api/observations/${body.id}/void`);
    await scene.send(121, 1);
    expect((await told(3)).map(({ type }) => type)).toEqual(["observation.created", "observation.voided", "observation.created"]);
  });

  test("of alerts that are acted on and resolved, not of what changes nothing", async () => {
    const { body } = await scene.send(195, 0);
    const alertIds = body.alerts;
    await owner.call("POST", "/api/alerts/triage", { alertIds, action: "ACKNOWLEDGE" });
    await owner.call("POST", "/api/alerts/triage", { alertIds, action: "ACKNOWLEDGE" });
    await owner.call("POST", "/api/alerts/triage", { alertIds, action: "ESCALATE", note: "call her" });
    await owner.call("POST", `/api/alerts/${alertIds[0]}/resolve`, { outcome: "NO_ACTION" });
    await owner.call("POST", `/api/alerts/${alertIds[0]}/resolve`, { outcome: "NO_ACTION" });
    const again = await scene.send(198, 5);
    await owner.call("POST", "/api/alerts/bulk-resolve", { alertIds: again.body.alerts, outcome: "FALSE_POSITIVE" });
    const third = await scene.send(199, 10);
    await owner.call("POST", "/api/alerts/bulk-resolve", { filter: { patientId: scene.patientId }, outcome: "FALSE_POSITIVE" });
    expect(third.body.alerts).toHaveLength(1);
    expect((await told(11)).map(({ type }) => type).filter((type) => type.startsWith("alert."))).toEqual([
      "alert.opened", "alert.updated", "alert.updated", "alert.resolved", "alert.opened", "alert.resolved", "alert.opened", "alert.resolved",
    ]);
  });

  test("of enrollments that are created, changed and ended", async () => {
    const today = server.clock.now().toISOString().slice(0, 10);
    const { body } = await owner.call("POST", "/api/enrollments", { patientId: scene.patientId, program: "RPM", startDate: today });
    const path = `/api/enrollments/${body.id}`;
    await owner.call("PATCH", path, { placeOfService: "12" });
    await owner.call("PATCH", path, { placeOfService: "12" });
    await owner.call("PATCH", path, { status: "ENDED", endDate: today, endReason: "GOALS_MET" });
    const data = { id: body.id, enrollmentId: body.id, patientId: scene.patientId };
    expect(await told(3)).toEqual(["created", "updated", "ended"].map((what) => ({ type: `enrollment.${what}`, data })));
  });

  test("of what is refused or rolled back, nothing", async () => {
    const { body } = await scene.send(195, 0);
    const timeEntry = { startedAt: scene.at(0), durationSeconds: 60, activity: "CALL", staffRole: "CLINICAL_STAFF" };
    const refused = await owner.call("POST", `/api/alerts/${body.alerts[0]}/resolve`, { outcome: "NO_ACTION", timeEntry });
    expect(refused.status).toBe(400);
    await scene.send(120, 1);
    expect((await told(3)).map(({ type }) => type)).toEqual(["observation.created", "alert.opened", "observation.created"]);
  });
});

test("each caller is told the types whose resource they may read", async () => {
  const biller = await server.member(owner, "BILLER");
  const device = await server.member(owner, "DEVICE");
  const streams = [await openEventStream(server.url, headersOf(biller)), await openEventStream(server.url, headersOf(device)), await openEventStream(server.url, headersOf(owner), "?types=alert.opened,alert.resolved")];
  const { body } = await scene.send(195, 0);
  await owner.call("POST", `/api/alerts/${body.alerts[0]}/resolve`, { outcome: "NO_ACTION" });
  await scene.send(120, 1);
  expect((await told(4)).map(({ type }) => type)).toEqual(["observation.created", "alert.opened", "alert.resolved", "observation.created"]);
  await streams[0]!.wait(2);
  await streams[2]!.wait(2);
  expect(streams.map(({ messages }) => messages.map(({ event }) => event))).toEqual([
    ["observation.created", "observation.created"], [], ["alert.opened", "alert.resolved"],
  ]);
  for (const { close } of streams) close();
});
