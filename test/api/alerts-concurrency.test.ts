import { afterAll, beforeAll, expect, test } from "vitest";
import { makeRecorder } from "../../packages/server/src/features/observations/observations.writer.js";
import type { Actor } from "../support/actors.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import { startServer, type TestServer } from "../support/server.js";

const START = new Date("2026-03-02T12:00:00Z");
const ROUNDS = 5;
const WRITERS = 4;

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer({ now: START });
  owner = await server.owner();
});
afterAll(() => server.close());

const reading = (patientId: string, externalId: string) => ({
  receivedAt: START,
  input: {
    patientId, externalId, metricDefinitionId: "metric_bp_systolic", value: 165, unit: "mmHg", source: "DEVICE" as const, recordedAt: START.toISOString(),
  },
});

test("writers, actions and resolutions of the same alerts neither fail nor lose a breach", async () => {
  const scenes: Scene[] = [];
  for (let index = 0; index < 5; index++) scenes.push(await makeScene(() => owner, START));
  // Each recorder has one batch in flight: several of them are as several processes.
  const recorders = Array.from({ length: WRITERS }, () => makeRecorder(server.deps));
  for (let round = 0; round < ROUNDS; round++) {
    const alertIds = (await owner.call("GET", "/api/alerts?limit=200")).body.data.map((alert: { id: string }) => alert.id);
    const [outcomes, acted, resolved] = await Promise.all([
      Promise.all(recorders.map((recorder, writer) => recorder.recordMany(owner.organizationId,
        scenes.map((_, index) => reading(scenes[(index * (writer + 1) + writer) % scenes.length]!.patientId, `${round}-${writer}`))))),
      alertIds.length ? owner.call("POST", "/api/alerts/triage", { alertIds, action: "ESCALATE" }) : undefined,
      owner.call("POST", "/api/alerts/bulk-resolve", { filter: { severity: ["HIGH"] }, outcome: "NO_ACTION" }),
    ]);
    expect(new Set(outcomes.flat().map((outcome) => outcome.kind))).toEqual(new Set(["created"]));
    expect([acted?.status ?? 200, resolved.status]).toEqual([200, 200]);
  }
  for (const scene of scenes) {
    const alerts = await scene.alerts("&limit=200");
    expect(alerts.reduce((sum, alert) => sum + alert.occurrences, 0)).toBe(ROUNDS * WRITERS);
    expect(alerts.filter((alert) => alert.status !== "RESOLVED").length).toBeLessThanOrEqual(1);
  }
});
