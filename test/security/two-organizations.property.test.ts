import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const RUNS = Number(process.env.MODEL_RUNS ?? 6);
const MOST_STEPS = 30;

let server: TestServer;
let owners: [Actor, Actor];

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:00Z" });
  owners = [await server.owner(), await server.owner()];
});
afterAll(() => server.close());

/** What an organization must look like: just what its own people did. */
type Model = {
  patients: Map<string, { mrn: string | null; firstName: string; status: string }>;
  devices: Map<string, { serialNumber: string; patientId: string | null }>;
  readings: Map<string, { patientId: string; value: number; externalId: string; status: string }>;
  enrollments: Map<string, { patientId: string; status: string }>;
  rules: Map<string, { severity: string; patientId: string }>;
};
const emptyModel = (): Model => ({ patients: new Map(), devices: new Map(), readings: new Map(), enrollments: new Map(), rules: new Map() });

/** `who` acts; `on` says whose row is meant: one's own or the other's, by its place among all. */
type Step = { who: 0 | 1; on: "own" | "other"; place: number; act: (typeof ACTS)[number]; letter: string };
const ACTS = [
  "createPatient", "patchPatient", "deletePatient", "createDevice", "assignDevice", "readingByPatient", "readingByDevice", "voidReading", "enroll", "endEnrollment",
  "createRule", "patchRule", "deleteRule", "read",
] as const;

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom<(0 | 1)[]>(0, 1), on: fc.constantFrom("own" as const, "other" as const), place: fc.nat(3), act: fc.constantFrom(...ACTS),
  // Few, so that both organizations use the same MRNs, serial numbers and external ids.
  letter: fc.constantFrom("a", "b", "c"),
});

const pick = (map: ReadonlyMap<string, unknown>, place: number): string | undefined => [...map.keys()][map.size ? place % map.size : 0];

/** What was tried, on rows of either kind. */
const done = new Set<string>();

/** One step against the server; what it answers is noted in the model of whoever asked, or has to be "not there". */
const perform = async (step: Step, models: [Model, Model]): Promise<void> => {
  const me = owners[step.who];
  const mine = models[step.who];
  const theirs = step.on === "own" ? mine : models[step.who === 0 ? 1 : 0];
  const foreign = step.on === "other";
  const [patient, device, readingId, enrollment, rule] = [theirs.patients, theirs.devices, theirs.readings, theirs.enrollments, theirs.rules].map((map) => pick(map, step.place));
  const settle = (answer: Answer, code: string, note: () => void): void => {
    done.add(`${step.act} of ${step.on === "own" ? "one's own" : "another's"}`);
    if (foreign) expect({ status: answer.status, code: answer.body.code }, step.act).toEqual({ status: 404, code });
    else if (answer.status < 300) note();
    else expect([409, 422], `${step.act} ${answer.text}`).toContain(answer.status);
  };
  const record = async (target: object, code: string): Promise<void> => {
    const value = 90 + step.place;
    const answer = await me.call("POST", "/api/observations", {
      ...target, metricDefinitionId: "metric_spo2", value, unit: "%", source: "DEVICE", recordedAt: "2026-03-02T11:00:00Z", externalId: step.letter,
    });
    settle(answer, code, () => mine.readings.set(answer.body.id, { patientId: answer.body.patientId, value, externalId: step.letter, status: "FINAL" }));
  };
  switch (step.act) {
    case "createPatient": {
      const given = { mrn: step.letter, firstName: `Of${step.who}`, lastName: "L", birthDate: "1950-01-01" };
      const answer = await me.call("POST", "/api/patients", given);
      const taken = [...mine.patients.values()].some(({ mrn }) => mrn === given.mrn);
      expect(answer.status, answer.text).toBe(taken ? 409 : 201);
      if (!taken) mine.patients.set(answer.body.id, { mrn: given.mrn, firstName: given.firstName, status: "ACTIVE" });
      return;
    }
    case "patchPatient": {
      if (!patient) return;
      const answer = await me.call("PATCH", `/api/patients/${patient}`, { firstName: `Of${step.who}${step.letter}` });
      return settle(answer, "patient_not_found", () => void (mine.patients.get(patient)!.firstName = `Of${step.who}${step.letter}`));
    }
    case "deletePatient": {
      if (!patient) return;
      return settle(await me.call("DELETE", `/api/patients/${patient}`), "patient_not_found", () => void (mine.patients.get(patient)!.status = "INACTIVE"));
    }
    case "createDevice": {
      const answer = await me.call("POST", "/api/devices", { serialNumber: step.letter, manufacturer: "Acme" });
      const taken = [...mine.devices.values()].some(({ serialNumber }) => serialNumber === step.letter);
      expect(answer.status, answer.text).toBe(taken ? 409 : 201);
      if (!taken) mine.devices.set(answer.body.id, { serialNumber: step.letter, patientId: null });
      return;
    }
    case "assignDevice": {
      // One's own device to another's patient, and another's device to one's own patient.
      const [own, ownPatient] = [pick(mine.devices, step.place), pick(mine.patients, step.place)];
      if (!own || !ownPatient || !device || !patient) return;
      if (foreign) expect((await me.call("POST", `/api/devices/${device}/assign`, { patientId: ownPatient })).body.code).toBe("device_not_found");
      const answer = await me.call("POST", `/api/devices/${own}/assign`, { patientId: patient, from: "2026-03-01T00:00:00Z" });
      return settle(answer, "patient_not_found", () => void (mine.devices.get(own)!.patientId = patient));
    }
    case "readingByPatient":
      return patient ? record({ patientId: patient }, "patient_not_found") : undefined;
    case "readingByDevice":
      return device ? record({ deviceId: device }, "device_not_found") : undefined;
    case "voidReading": {
      if (!readingId) return;
      return settle(await me.call("POST", `/api/observations/${readingId}/void`, {}), "observation_not_found", () => void (mine.readings.get(readingId)!.status = "ENTERED_IN_ERROR"));
    }
    case "enroll": {
      if (!patient) return;
      const answer = await me.call("POST", "/api/enrollments", { patientId: patient, program: "RPM", startDate: "2026-01-01" });
      return settle(answer, "patient_not_found", () => void mine.enrollments.set(answer.body.id, { patientId: patient, status: "ACTIVE" }));
    }
    case "endEnrollment": {
      if (!enrollment) return;
      const answer = await me.call("PATCH", `/api/enrollments/${enrollment}`, { status: "ENDED", endDate: "2026-03-01", endReason: "OTHER" });
      return settle(answer, "enrollment_not_found", () => void (mine.enrollments.get(enrollment)!.status = "ENDED"));
    }
    case "createRule": {
      if (!patient) return;
      const answer = await me.call("POST", "/api/alert-rules", {
        metricDefinitionId: "metric_spo2", patientId: patient, condition: { type: "threshold", operator: "lt", value: 50 }, severity: "LOW",
      });
      return settle(answer, "patient_not_found", () => void mine.rules.set(answer.body.id, { severity: "LOW", patientId: patient }));
    }
    case "patchRule":
      return rule ? settle(await me.call("PATCH", `/api/alert-rules/${rule}`, { severity: "HIGH" }), "alert_rule_not_found", () => void (mine.rules.get(rule)!.severity = "HIGH")) : undefined;
    case "deleteRule":
      return rule ? settle(await me.call("DELETE", `/api/alert-rules/${rule}`), "alert_rule_not_found", () => void mine.rules.delete(rule)) : undefined;
    case "read": {
      const rows: [string, string | undefined][] = [["patients", patient], ["devices", device], ["observations", readingId], ["enrollments", enrollment], ["alert-rules", rule]];
      for (const [path, id] of rows.filter(([, found]) => found)) expect((await me.call("GET", `/api/${path}/${id}`)).status, path).toBe(foreign ? 404 : 200);
    }
  }
};

const listed = async (actor: Actor, path: string): Promise<Record<string, unknown>[]> => {
  const rows: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await actor.call("GET", `/api/${path}${path.includes("?") ? "&" : "?"}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    rows.push(...(body.data as Record<string, unknown>[]));
    cursor = body.nextCursor as string | null;
  } while (cursor);
  return rows;
};
const holderOf = ({ assignments }: Record<string, unknown>): string | null => (assignments as { patientId: string }[])[0]?.patientId ?? null;
const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] => [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));
const viewOf = async (actor: Actor): Promise<object> => {
  const view = async (path: string, shape: (row: Record<string, unknown>) => object) =>
    sorted(new Map((await listed(actor, path)).map((row) => [row.id as string, shape(row)])));
  return {
    patients: await view("patients", ({ mrn, firstName, status }) => ({ mrn, firstName, status })),
    devices: await view("devices", (row) => ({ serialNumber: row.serialNumber, patientId: holderOf(row) })),
    readings: await view("observations?status=FINAL,ENTERED_IN_ERROR", ({ patientId, value, externalId, status }) => ({ patientId, value, externalId, status })),
    enrollments: await view("enrollments", ({ patientId, status }) => ({ patientId, status })),
    rules: sorted(new Map((await listed(actor, "alert-rules")).filter(({ builtIn }) => !builtIn).map(({ id, severity, patientId }) => [id as string, { severity, patientId }]))),
  };
};

test("whatever two organizations do, each sees just what its own people did", async () => {
  // Grows over the runs: what an earlier one left is part of the next one's organization.
  const models: [Model, Model] = [emptyModel(), emptyModel()];
  let steps = 0;
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: MOST_STEPS, maxLength: MOST_STEPS }), async (sequence) => {
    for (const each of sequence) {
      await perform(each, models);
      steps += 1;
    }
    for (const who of [0, 1] as const) {
      const { patients, devices, readings, enrollments, rules } = models[who];
      expect(await viewOf(owners[who])).toEqual({
        patients: sorted(patients), devices: sorted(devices), readings: sorted(readings), enrollments: sorted(enrollments), rules: sorted(rules),
      });
    }
  }), { numRuns: RUNS, seed: 7, endOnFailure: true });
  expect(steps).toBe(RUNS * MOST_STEPS);
  const settled = ["patchPatient", "deletePatient", "assignDevice", "readingByPatient", "readingByDevice", "voidReading", "enroll", "endEnrollment", "createRule", "patchRule", "deleteRule"];
  expect([...done].toSorted()).toEqual(settled.flatMap((act) => [`${act} of another's`, `${act} of one's own`]).toSorted());
});
