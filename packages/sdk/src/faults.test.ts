import { getEventListeners } from "node:events";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BASE_URL, createClient, failureOf, json, problem } from "../test/api.js";
import {
  AbortError, ConfigurationError, ConflictError, MfaRequiredError, NotFoundError, RateLimitError, ServerError, session, UnexpectedResponseError,
} from "./index.js";
import type { OutgoingRequest } from "./index.js";
import { rawOf } from "./raw.js";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const PATIENT = `${BASE_URL}/api/patients/patient_xyz`;
const OBSERVATIONS = `${BASE_URL}/api/observations`;
const READING = {
  patientId: "patient_xyz", metricDefinitionId: "metric_bp_systolic", value: 142, unit: "mmHg", source: "DEVICE" as const,
  recordedAt: "2025-01-31T10:30:00Z",
};

/** Answers in turn, the last one for ever; keeps what was asked. */
function answer(method: "get" | "post" | "patch" | "delete", url: string, ...answers: (() => Response)[]): Request[] {
  const seen: Request[] = [];
  server.use(
    http[method](url, ({ request }) => {
      seen.push(request.clone());
      return answers[Math.min(seen.length, answers.length) - 1]?.();
    }),
  );
  return seen;
}

describe("a busy server", () => {
  it("that asks for longer than the longest wait gets none", async () => {
    const seen = answer("get", PATIENT, () =>
      problem(429, "rate_limited", { "Retry-After": "90", "RateLimit-Policy": '"default";q=1000;w=60', RateLimit: '"default";r=0;t=60' }));
    const { ve, timing } = createClient();
    const error = (await failureOf(ve.patients.get("patient_xyz"))) as RateLimitError;
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfterMs: 90_000, limit: 1000, window: 60, code: "rate_limited", attempt: 1 });
    expect(seen).toHaveLength(1);
    expect(timing.sleeps).toEqual([]);
  });

  it("never gets a POST without a key twice", async () => {
    const seen = answer("post", `${BASE_URL}/api/auth/password/forgot`, () => problem(503, "unavailable"));
    const error = await failureOf(createClient().ve.auth.forgotPassword({ email: "user@example.com" }));
    expect(error).toBeInstanceOf(ServerError);
    expect(seen).toHaveLength(1);
  });

  it("gets a POST that takes a key again, with the same one", async () => {
    const seen = answer("post", OBSERVATIONS, () => problem(503, "unavailable"), () => json({ id: "obs_1" }, { status: 201 }));
    await createClient().ve.observations.create(READING);
    const keys = seen.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), keys[0]]);
  });

  it("gets the POST again where it says when", async () => {
    const seen = answer("post", OBSERVATIONS, () => problem(503, "unavailable", { "Retry-After": "2" }), () => json({ id: "obs_1" }, { status: 201 }));
    const { ve, timing } = createClient();
    await ve.observations.create(READING);
    expect(timing.sleeps).toEqual([2000]);
    expect(await Promise.all(seen.map((request) => request.text()))).toEqual([JSON.stringify(READING), JSON.stringify(READING)]);
  });

  it("gets a PATCH again only with If-Match", async () => {
    const seen = answer("patch", PATIENT, () => problem(502, "unavailable"));
    const { ve } = createClient();
    await failureOf(ve.patients.update("patient_xyz", { phone: null }));
    expect(seen).toHaveLength(1);
    await failureOf(ve.patients.update("patient_xyz", { phone: null }, { etag: '"1"' }));
    expect(seen).toHaveLength(4);
    expect(seen[1]?.headers.get("If-Match")).toBe('"1"');
    expect(seen[1]?.headers.get("Content-Type")).toBe("application/merge-patch+json");
  });

  it("is left alone when the caller wants no repetition, or the time for all attempts is over", async () => {
    const seen = answer("get", PATIENT, () => problem(503, "unavailable", { "Retry-After": "30" }));
    const { ve } = createClient();
    await failureOf(ve.patients.get("patient_xyz", { maxRetries: 0 }));
    expect(seen).toHaveLength(1);
    await failureOf(ve.patients.get("patient_xyz", { totalTimeout: 29_000 }));
    expect(seen).toHaveLength(2);
  });
});

describe("answers that are none", () => {
  it("HTML with 200 is unexpected, not data", async () => {
    answer("get", PATIENT, () => new Response("<html>Maria</html>", { headers: { "Content-Type": "text/html", "X-Request-ID": "req_2" } }));
    const error = (await failureOf(createClient().ve.patients.get("patient_xyz"))) as UnexpectedResponseError;
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ status: 200, contentType: "text/html", requestId: "req_2", operation: "getPatient" });
    expect(JSON.stringify(error)).not.toContain("Maria");
    expect(error.message).toMatch(/a web page answered: baseUrl/i);
  });

  it("a list without items is of another server, as is a route that it does not know", async () => {
    const { ve } = createClient();
    answer("get", `${BASE_URL}/api/patients`, () => json({ items: [] }));
    const error = await failureOf(ve.patients.list().page());
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error.message).toMatch(/is no list .*another version than this SDK/);
    answer("get", PATIENT, () => problem(404, "route_not_found"), () => new Response("no such page", { status: 404 }));
    expect((await failureOf(ve.patients.get("patient_xyz"))).message).toMatch(/older than this SDK/);
    expect((await failureOf(ve.patients.get("patient_xyz"))).message).toMatch(/is baseUrl right/);
  });

  it.each(["api.example.org", "ftp://example.org", "https://example.org/?a=b", "https://user:secret@example.org", "https://example.org/api/"])(
    "%s is no address of an API", (baseUrl) => {
      expect(() => createClient({ baseUrl })).toThrow(ConfigurationError);
    },
  );

  it.each([["broken JSON", '{"firstName":"Maria'], ["nothing", ""]])("%s is unexpected too", async (_, body) => {
    answer("get", PATIENT, () => new Response(body, { headers: { "Content-Type": "application/json" } }));
    const error = await failureOf(createClient().ve.patients.get("patient_xyz"));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(`${error.message}${String(error.cause)}`).not.toContain("Maria");
  });

});

describe("refusals", () => {
  it("have a class each", async () => {
    answer("get", PATIENT, () => problem(404, "patient_not_found"), () => problem(403, "mfa_required"));
    const { ve } = createClient();
    expect(await failureOf(ve.patients.get("patient_xyz"))).toBeInstanceOf(NotFoundError);
    expect(await failureOf(ve.patients.get("patient_xyz"))).toBeInstanceOf(MfaRequiredError);
  });

  it("name the observation that holds the natural key", async () => {
    answer("post", OBSERVATIONS, () => json(
      { type: "x", title: "x", status: 409, code: "observation_conflict", requestId: "r", existingId: "obs_9" }, { status: 409 }));
    const error = await failureOf(createClient().ve.observations.create(READING));
    expect(error).toBeInstanceOf(ConflictError);
    expect((error as ConflictError).existingId).toBe("obs_9");
  });

  it("come as a value from safe()", async () => {
    answer("get", PATIENT, () => problem(404, "patient_not_found"));
    const result = await createClient().ve.patients.get("patient_xyz").safe();
    expect(result.ok ? undefined : result.error).toBeInstanceOf(NotFoundError);
  });
});

describe("a call", () => {
  it("goes out when it is awaited, and once", async () => {
    const seen = answer("get", PATIENT, () => json({ id: "patient_xyz" }, { headers: { ETag: '"3"' } }));
    const call = createClient().ve.patients.get("patient_xyz");
    expect(seen).toHaveLength(0);
    const { etag, requestId } = await call.withResponse();
    await call;
    expect({ etag, requestId, sent: seen.length }).toEqual({ etag: '"3"', requestId: "req_1", sent: 1 });
  });

  it("keeps its key where it is asked for its response and then for its data", async () => {
    const seen = answer("post", OBSERVATIONS, () => json({ id: "obs_1" }, { status: 201 }));
    const call = createClient().ve.observations.create(READING);
    expect([(await call.raw()).status, (await call).id]).toEqual([201, "obs_1"]);
    const keys = seen.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), keys[0]]);
  });

  it.each(["", ".", ".."])("never reaches another operation by an id that is \"%s\"", async (id) => {
    const error = await failureOf(createClient({ fetch: () => Promise.reject(new Error("it went out")) }).ve.patients.get(id));
    expect(error).toBeInstanceOf(ConfigurationError);
  });

  it("names its organization, the client's, the call's or the derived client's, but for login and the list", async () => {
    const seen = answer("get", PATIENT, () => json({}));
    const lists = answer("get", `${BASE_URL}/api/organizations`, () => json({ data: [], nextCursor: null }));
    const { ve } = createClient();
    await ve.patients.get("patient_xyz");
    await ve.patients.get("patient_xyz", { organizationId: "org_b" });
    await ve.forOrganization("org_c").patients.get("patient_xyz");
    await ve.organizations.list().page();
    expect(seen.map(({ headers }) => headers.get("X-Organization-ID"))).toEqual(["org_abc123", "org_b", "org_c"]);
    expect(lists[0]?.headers.has("X-Organization-ID")).toBe(false);
    expect(lists[0]?.headers.get("Authorization")).toBe("Bearer token");
    const without = createClient({ organizationId: undefined }).ve;
    expect(await failureOf(without.patients.get("patient_xyz"))).toBeInstanceOf(ConfigurationError);
  });

  it("leaves read-only properties out of an update", async () => {
    const seen = answer("patch", PATIENT, () => json({}));
    const patch = { firstName: "A", id: "patient_xyz", version: 3, organizationId: "org_abc123" };
    await createClient().ve.patients.update("patient_xyz", patch);
    expect(await seen[0]?.json()).toEqual({ firstName: "A" });
  });

  it("joins several values of a filter with commas", async () => {
    const seen = answer("get", `${BASE_URL}/api/alerts`, () => json({ data: [], nextCursor: null }));
    await createClient().ve.alerts.list({ severity: ["CRITICAL", "HIGH"] }).page();
    expect(seen[0]?.url).toBe(`${BASE_URL}/api/alerts?severity=CRITICAL,HIGH`);
  });

  it("ends with its signal, before and between attempts", async () => {
    const seen = answer("get", PATIENT, () => problem(503, "unavailable"));
    expect(await failureOf(createClient().ve.patients.get("p", { signal: AbortSignal.abort() }))).toBeInstanceOf(AbortError);
    expect(seen).toHaveLength(0);
    const controller = new AbortController();
    const { ve } = createClient({ hooks: { onRetry: () => controller.abort() } });
    expect(await failureOf(ve.patients.get("patient_xyz", { signal: controller.signal }))).toBeInstanceOf(AbortError);
    expect(seen).toHaveLength(1);
  });

  it("leaves neither timer nor listener behind", async () => {
    answer("get", PATIENT, () => json({}));
    const { ve, timing } = createClient();
    const { signal } = new AbortController();
    for (let turn = 0; turn < 5; turn += 1) await ve.patients.get("patient_xyz", { signal });
    expect({ listeners: getEventListeners(signal, "abort").length, timers: timing.pending }).toEqual({ listeners: 0, timers: 0 });
  });

  it("is watched by hooks, which see templates and may throw", async () => {
    answer("get", PATIENT, () => json({}));
    const events: unknown[] = [];
    const { ve } = createClient({
      hooks: {
        onRequest: () => { throw new Error("mine"); },
        onResponse: (event) => void events.push(event),
      },
    });
    await ve.patients.get("patient_xyz");
    expect(events).toMatchObject([{ operation: "getPatient", path: "/api/patients/{id}", status: 200, requestId: "req_1", attempt: 1 }]);
    expect(JSON.stringify(events)).not.toContain("patient_xyz");
  });

  it("outlives hooks and listeners that are async and fail", async () => {
    answer("get", PATIENT, () => json({}));
    const logged: unknown[] = [];
    // As a hook in JavaScript may be written.
    const fail = (async () => { throw new Error("mine"); }) as () => void;
    const { ve } = createClient({ auth: session(), hooks: { onRequest: fail }, logger: { error: (message) => void logged.push(message) } });
    ve.auth.onChange(fail);
    await ve.auth.logout();
    await failureOf(ve.patients.get("patient_xyz"));
    await createClient({ hooks: { onRequest: fail }, logger: { error: (message) => void logged.push(message) } }).ve.patients.get("patient_xyz");
    expect(logged).toEqual(["a session listener threw", "a hook threw"]);
  });

  it("passes middleware, once for all attempts", async () => {
    const seen = answer("get", PATIENT, () => problem(503, "unavailable"), () => json({}));
    let turns = 0;
    const onRequest = ({ request }: { request: OutgoingRequest }): void => {
      turns += 1;
      request.headers.set("X-Trace", "t1");
    };
    await createClient({ middleware: [{ onRequest }] }).ve.patients.get("patient_xyz");
    expect({ turns, traces: seen.map(({ headers }) => headers.get("X-Trace")) }).toEqual({ turns: 1, traces: ["t1", "t1"] });
  });
});

describe("the raw client", () => {
  it("is typed, repeats and gives errors as values", async () => {
    const seen = answer("get", PATIENT, () => problem(503, "unavailable"), () => json({ id: "patient_xyz" }), () => problem(404, "patient_not_found"));
    const raw = rawOf(createClient().ve);
    const path = { params: { path: { id: "patient_xyz" } } };
    expect((await raw.GET("/api/patients/{id}", path)).data?.id).toBe("patient_xyz");
    expect((await raw.GET("/api/patients/{id}", path)).error?.code).toBe("patient_not_found");
    expect(seen[0]?.headers.get("X-Organization-ID")).toBe("org_abc123");
  });
});
