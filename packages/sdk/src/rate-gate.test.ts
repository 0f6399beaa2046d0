import { expect, it } from "vitest";
import { createClient, json } from "../test/api.js";

const READING = {
  patientId: "patient_xyz", metricDefinitionId: "metric_bp_systolic", value: 142, unit: "mmHg", source: "DEVICE" as const, recordedAt: "2025-01-31T10:30:00Z",
};

/** A server that says how much is left of 1,000 requests, 30 seconds before the window's end. */
function createLimited(left: () => number, rateLimit?: boolean) {
  const fetch = (url: string): Promise<Response> => {
    const headers = { "RateLimit-Policy": '"organization";q=1000;w=60', RateLimit: `"organization";r=${left()};t=30` };
    const report = { created: 1, duplicates: 0, rejected: 0, notEvaluated: 0, results: [{ index: 0, id: "obs_1", status: "created" }] };
    return Promise.resolve(json(url.endsWith("/bulk") ? report : { id: "patient_xyz" }, { headers }));
  };
  return createClient({ fetch, rateLimit });
}

const readings = (count: number) => Array.from({ length: count }, () => READING);

it("nothing waits while a tenth of the limit is left", async () => {
  const { ve, timing } = createLimited(() => 100);
  for (let turn = 0; turn < 2; turn += 1) await ve.patients.get("patient_xyz");
  expect(timing.sleeps).toEqual([]);
});

it("what is left is spread over the window, in each organization for itself", async () => {
  const { ve, timing } = createLimited(() => 30);
  for (let turn = 0; turn < 4; turn += 1) await ve.patients.get("patient_xyz");
  expect(timing.sleeps.map((ms) => Math.round(ms / 100))).toEqual([10, 10]);
  await ve.forOrganization("org_other").patients.get("patient_xyz");
  expect(timing.sleeps).toHaveLength(2);
});

it("with nothing left a call waits for the next window, and not where that is switched off", async () => {
  const { ve, timing } = createLimited(() => 0);
  for (let turn = 0; turn < 2; turn += 1) await ve.patients.get("patient_xyz");
  expect(timing.sleeps).toEqual([30_000]);
  const free = createLimited(() => 0, false);
  for (let turn = 0; turn < 3; turn += 1) await free.ve.patients.get("patient_xyz");
  expect(free.timing.sleeps).toEqual([]);
});

it("a login, which counts against its address, says nothing of the organization", async () => {
  const ofAddress = { "RateLimit-Policy": '"address";q=600;w=60', RateLimit: '"address";r=0;t=30' };
  const of = { "RateLimit-Policy": '"organization";q=10000;w=60', RateLimit: '"organization";r=9990;t=30' };
  const fetch = (url: string): Promise<Response> => Promise.resolve(url.endsWith("/me") ? json({}, { headers: ofAddress }) : json({}, { headers: of }));
  const { ve, timing } = createClient({ fetch });
  await ve.auth.me();
  for (let turn = 0; turn < 2; turn += 1) await ve.patients.get("patient_xyz", { budget: 0.5 });
  expect(timing.sleeps).toEqual([]);
  await ve.auth.me();
  expect(timing.sleeps).toEqual([30_000]);
});

it("many rows take half of the limit, or the share they are given, and leave the rest to others", async () => {
  const half = createLimited(() => 499);
  await half.ve.observations.createMany(readings(2), { chunk: 1, concurrency: 1 });
  expect(half.timing.sleeps).toEqual([30_000]);
  await half.ve.patients.get("patient_xyz");
  expect(half.timing.sleeps).toHaveLength(1);
  const more = createLimited(() => 499);
  await more.ve.observations.createMany(readings(2), { chunk: 1, concurrency: 1, budget: 0.9 });
  expect(more.timing.sleeps).toEqual([]);
});

it("a key that is given is another for each chunk", async () => {
  const keys: (string | null)[] = [];
  const fetch = (_: string, init: RequestInit): Promise<Response> => {
    keys.push(new Headers(init.headers).get("Idempotency-Key"));
    return Promise.resolve(json({ created: 1, duplicates: 0, rejected: 0, notEvaluated: 0, results: [{ index: 0, id: "obs_1", status: "created" }] }));
  };
  await createClient({ fetch }).ve.observations.createMany(readings(2), { chunk: 1, concurrency: 1, idempotencyKey: "mine" });
  expect(keys).toEqual(["mine-0", "mine-1"]);
});
