import { describe, expect, it } from "vitest";
import type { Observation } from "fhir/r4.js";
import { BASE_URL, createClient, failureOf } from "../../test/api.js";
import { bearer, createClient as createSmall, NotFoundError, PreconditionFailedError, UnexpectedResponseError, ValidationError } from "../index.js";
import { fhir, fhirOf } from "./index.js";
import type { FhirApi } from "./index.js";

type Sent = { method: string; path: string; headers: Headers; body: string };
type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };

/** A server that answers these, one after the other, and what it was asked. */
function scene(...replies: Reply[]) {
  const sent: Sent[] = [];
  const fetch = (url: string, { method = "", headers, body }: RequestInit): Promise<Response> => {
    sent.push({ method, path: url.slice(BASE_URL.length), headers: new Headers(headers), body: body as string });
    const { status = 200, body: answer, headers: more } = replies.shift() ?? { status: 500 };
    const text = answer === undefined ? null : typeof answer === "string" ? answer : JSON.stringify(answer);
    return Promise.resolve(new Response(text, { status, headers: { "Content-Type": "application/fhir+json", "X-Request-ID": "req_1", ...more } }));
  };
  const { ve, timing } = createClient({ fetch });
  return { api: fhirOf(ve), sent, timing };
}

const outcome = (code: string, issue: object = {}): object => ({
  resourceType: "OperationOutcome",
  issue: [{
    severity: "error", code: "processing", details: { coding: [{ system: `${BASE_URL}/docs/problems`, code, display: "Title" }], text: "It is so." },
    diagnostics: "urn:vitaledge:request:req_1", ...issue,
  }],
});
const bundle = (entry: object[], next?: string): object =>
  ({ resourceType: "Bundle", type: "searchset", entry, link: next === undefined ? [] : [{ relation: "next", url: next }] });
const match = (resource: object): object => ({ resource, search: { mode: "match" } });
const include = (resource: object): object => ({ resource, search: { mode: "include" } });

describe("a refusal", () => {
  it("is an error of the SDK with the platform's code", async () => {
    const { api } = scene({ status: 404, body: outcome("resource_not_found") });
    const error = await failureOf(api.read("Patient", "nobody"));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ status: 404, code: "resource_not_found", message: "It is so.", requestId: "req_1", operation: "fhirRead", fields: [] });
  });

  it("names the places that are wrong, and nothing of what was sent", async () => {
    const { api } = scene({ status: 422, body: outcome("invariant_violated", { code: "invariant", expression: ["Patient.name[0]"], diagnostics: "The resource breaks a rule. urn:vitaledge:request:req_1" }) });
    const error = await failureOf(api.create({ resourceType: "Patient", name: [{ family: "Example" }] }));
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ message: "The resource breaks a rule.", fields: [{ pointer: "Patient.name[0]", code: "invariant", message: "It is so." }] });
    expect(JSON.stringify(error)).not.toContain("Example");
  });

  it("that passes is waited for, under the same key", async () => {
    const { api, sent, timing } = scene({ status: 409, body: outcome("idempotency_in_progress"), headers: { "Retry-After": "3" } }, { status: 201, body: { resourceType: "Patient", id: "p" } });
    await api.create({ resourceType: "Patient" });
    expect(timing.sleeps).toEqual([3_000]);
    expect(new Set(sent.map(({ headers }) => headers.get("Idempotency-Key"))).size).toBe(1);
  });
});

it.each<[string, (api: FhirApi) => PromiseLike<unknown>, Partial<Sent>, Record<string, string | null>]>([
  ["read", (api) => api.read("Patient", "a"), { method: "GET", path: "/fhir/R4/Patient/a" }, { Accept: "application/fhir+json", "X-Organization-ID": "org_abc123" }],
  ["vread", (api) => api.vread("Patient", "a", "2"), { path: "/fhir/R4/Patient/a/_history/2" }, {}],
  ["create", (api) => api.create({ resourceType: "Patient" }, { ifNoneExist: { identifier: "urn:mrn|1" } }), { method: "POST", path: "/fhir/R4/Patient", body: '{"resourceType":"Patient"}' },
    { "If-None-Exist": "identifier=urn%3Amrn%7C1", "Content-Type": "application/fhir+json", "Idempotency-Key": expect.any(String) as string }],
  ["create as text", (api) => api.create('{"resourceType":"Basic","extension":[{"valueDecimal":1.00}]}'), { path: "/fhir/R4/Basic", body: '{"resourceType":"Basic","extension":[{"valueDecimal":1.00}]}' }, {}],
  ["update", (api) => api.update({ resourceType: "Patient", id: "a" }, { etag: 'W/"3"' }), { method: "PUT", path: "/fhir/R4/Patient/a" }, { "If-Match": 'W/"3"', "Idempotency-Key": null }],
  ["JSON Patch", (api) => api.patch("Patient", "a", [{ op: "remove", path: "/name" }]), { method: "PATCH", body: '[{"op":"remove","path":"/name"}]' }, { "Content-Type": "application/json-patch+json" }],
  ["FHIRPath Patch", (api) => api.patch("Patient", "a", { resourceType: "Parameters" }), { method: "PATCH" }, { "Content-Type": "application/fhir+json" }],
  ["conditional update", (api) => api.update({ resourceType: "Patient" }, { where: { identifier: "urn:mrn|1" } }), { method: "PUT", path: "/fhir/R4/Patient?identifier=urn%3Amrn%7C1" }, {}],
  ["conditional patch", (api) => api.patch("Patient", { identifier: "1" }, []), { method: "PATCH", path: "/fhir/R4/Patient?identifier=1" }, {}],
  ["conditional delete", (api) => api.delete("Patient", { identifier: "1" }), { method: "DELETE", path: "/fhir/R4/Patient?identifier=1" }, {}],
  ["an operation", (api) => api.operation("Patient/a/$meta"), { method: "GET", path: "/fhir/R4/Patient/a/$meta" }, {}],
  ["an operation with a body", (api) => api.operation("Patient/a/$validate", { resourceType: "Parameters" }), { method: "POST", path: "/fhir/R4/Patient/a/$validate" }, {}],
  ["transaction", (api) => api.transaction({ resourceType: "Bundle", type: "transaction" }), { method: "POST", path: "/fhir/R4" }, { "Idempotency-Key": expect.any(String) as string }],
  ["capabilities", (api) => api.capabilities(), { path: "/fhir/R4/metadata" }, { Authorization: null, "X-Organization-ID": null }],
  ["validate", (api) => api.validate({ resourceType: "Patient" }), { method: "POST", path: "/fhir/R4/Patient/$validate" }, {}],
  ["history of all", (api) => api.history(undefined, undefined, { _since: "2026-01-01" }).page(), { path: "/fhir/R4/_history?_since=2026-01-01" }, {}],
  ["lastn", (api) => api.lastn({ patient: "a", date: ["ge2026-01-01", "lt2026-02-01"] }).page(), { path: "/fhir/R4/Observation/$lastn?patient=a&date=ge2026-01-01&date=lt2026-02-01" }, {}],
])("%s is FHIR's", async (_, call, wanted, headers) => {
  const { api, sent } = scene({ body: bundle([]) });
  await call(api);
  expect(sent[0]).toMatchObject(wanted);
  expect(Object.fromEntries(Object.keys(headers).map((name) => [name, sent[0]?.headers.get(name) ?? null]))).toEqual(headers);
});

it("an answer's own text is there beside it, with its decimals as they are", async () => {
  const { api } = scene({ body: '{"resourceType":"Observation","valueQuantity":{"value":1.00}}' });
  const { response } = await api.read("Observation", "a").withResponse();
  expect(await response.text()).toContain("1.00");
});

it("sends nothing that has no type", async () => {
  const { api, sent } = scene();
  await expect(api.create("{")).rejects.toThrow("fhirCreate needs type");
  expect(sent).toEqual([]);
});

it("deletes without an answer, and says who was later", async () => {
  const { api } = scene({ status: 204 }, { status: 412, body: outcome("version_mismatch") });
  expect(await api.delete("Patient", "a")).toBeUndefined();
  expect(await failureOf(api.delete("Patient", "a", { etag: 'W/"1"' }))).toBeInstanceOf(PreconditionFailedError);
});

describe("a search", () => {
  const reading = (id: string): Partial<Observation> => ({ resourceType: "Observation", id, subject: { reference: "Patient/p" } });

  it("goes from page to page by POST, without a name in an address, and to no other server", async () => {
    const first = bundle([match(reading("1"))], "https://elsewhere.example.org/fhir/R4/Observation?_cursor=abc&subject.name=Ann");
    const { api, sent } = scene({ body: first }, { body: bundle([], "?_cursor=def") }, { body: bundle([match(reading("2"))]) });
    const ids: unknown[] = [];
    for await (const { resource } of api.search("Observation", { "subject.name": "Ann", date: ["ge2026-01-01", "lt2026-02-01"], _count: 1 })) ids.push(resource.id);
    expect(ids).toEqual(["1", "2"]);
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill("POST /fhir/R4/Observation/_search"));
    expect(sent.map(({ body }) => body)).toEqual(["subject.name=Ann&date=ge2026-01-01&date=lt2026-02-01&_count=1", "_cursor=abc&subject.name=Ann", "_cursor=def"]);
  });

  it("is not sent with a filter that has no value", async () => {
    const { api, sent } = scene();
    const nobody = undefined as unknown as string;
    await expect(api.search("Observation", { patient: nobody }).page()).rejects.toThrow("The parameter patient has no value");
    expect(sent).toEqual([]);
  });

  it("goes on behind a page, by its cursor", async () => {
    const { api, sent } = scene({ body: bundle([], "?_cursor=x") }, { body: bundle([]) });
    const { cursor } = await api.search("Observation").page();
    await api.search("Observation", cursor ?? "").page();
    expect(sent[1]?.body).toBe("_cursor=x");
  });

  it("has with each resource what was included for it", async () => {
    const patient = { resourceType: "Patient", id: "p" };
    const origin = { resourceType: "Provenance", id: "o", target: [{ reference: `${BASE_URL}/fhir/R4/Observation/1/_history/2` }] };
    const warning = { resource: outcome("invalid_request"), search: { mode: "outcome" } };
    const { api } = scene({ body: { ...bundle([match(reading("1")), match({ ...reading("2"), subject: undefined }), include(patient), include(origin), warning]), total: 2 } });
    const { data: [one, two], total, outcomes } = await api.search("Observation").page();
    expect(one?.included).toEqual([patient, origin]);
    expect(one?.resolve(one.resource.subject, "Patient")).toEqual(patient);
    expect([one?.resolve(one.resource.subject, "Device"), one?.resolve(undefined, "Patient"), two?.included]).toEqual([undefined, undefined, []]);
    expect([total, outcomes.length]).toEqual([2, 1]);
  });

  it("that is answered by no Bundle is none", async () => {
    const { api } = scene({ body: { resourceType: "Patient" } });
    expect(await failureOf(api.search("Patient").page())).toBeInstanceOf(UnexpectedResponseError);
  });
});

describe("an export", () => {
  const JOB = { status: 202, headers: { "Content-Location": "https://public.example.org/fhir/R4/$export-status/job%201" } };
  const files = [{ type: "Patient", url: `${BASE_URL}/fhir/R4/$export-file/1`, count: 1 }];
  const done = { transactionTime: "2026-01-01T00:00:00Z", request: "", requiresAccessToken: true, output: files, error: [], deleted: [] };

  it("is begun once, waited for as the server says, and read line by line", async () => {
    const { api, sent, timing } = scene(
      JOB, { status: 202, headers: { "Retry-After": "5", "X-Progress": "50%" } }, { status: 429, body: outcome("rate_limited"), headers: { "Retry-After": "90" } }, { body: done },
      { body: '{"resourceType":"Patient","id":"1"}\n', headers: { "Content-Type": "application/fhir+ndjson" } },
    );
    const told: string[] = [];
    const result = await api.export({ patients: ["p"], types: ["Patient", "Observation"], since: new Date(0) }, { onProgress: (text) => told.push(text) });
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ resourceType: "Parameters", parameter: [
      { name: "_type", valueString: "Patient,Observation" }, { name: "_since", valueInstant: "1970-01-01T00:00:00.000Z" }, { name: "patient", valueReference: { reference: "Patient/p" } },
    ] });
    expect(sent[0]?.headers.get("Prefer")).toBe("respond-async");
    expect([timing.sleeps, told]).toEqual([[5_000, 90_000], ["50%"]]);
    const lines: string[] = [];
    for (const file of result.files) for await (const line of file.open().lines()) lines.push(line);
    expect(lines).toEqual(['{"resourceType":"Patient","id":"1"}']);
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /fhir/R4/Patient/$export", ...Array<string>(3).fill("GET /fhir/R4/$export-status/job%201"), "GET /fhir/R4/$export-file/1",
    ]);
  });

  it("that nobody waits for any more is cancelled", async () => {
    const { api, sent } = scene(JOB, { status: 202 }, { status: 202 });
    const stop = new AbortController();
    await failureOf(api.export({}, { signal: stop.signal, onProgress: () => stop.abort() }));
    expect(sent.map(({ method }) => method)).toEqual(["POST", "GET", "DELETE"]);
  });
});

it("is a namespace of a small client too", async () => {
  const ve = createSmall({ baseUrl: BASE_URL, organizationId: "org_a", auth: bearer(() => "token"), fetch: () => Promise.resolve(Response.json({ resourceType: "Patient", id: "a" })) }, { fhir });
  expect(await ve.fhir.read("Patient", "a")).toMatchObject({ id: "a" });
});
