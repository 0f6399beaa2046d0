import { BadRequestError, NotFoundError, TimeoutError, UnexpectedResponseError } from "@vitaledge/sdk";
import { check, equal, failureOf, intercept, problem } from "./scene.js";
import type { Scenario } from "./scene.js";
import { signIn } from "./session.js";

const MARIA = { firstName: "Maria", lastName: "Scenario", birthDate: "1950-01-01" };
const nothing = (): undefined => undefined;
const stalled = (): Response => new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{"data":[')) }), {
  headers: { "Content-Type": "application/json" },
});

export const FAULTS: readonly Scenario[] = [
  {
    name: "a 429 with Retry-After is waited for and tried again", mock: true,
    async run(scene) {
      const { fetch, sent } = intercept(scene.fetch, [nothing, () => problem(429, "rate_limited", { "Retry-After": "0" })]);
      const ve = await signIn(scene, fetch);
      check(Array.isArray((await ve.patients.list().page()).data), "the second attempt answers");
      equal(sent.length, 3, "requests");
    },
  },
  {
    name: "a POST that met a 503 is sent again under the same key, and done once", mock: true,
    async run(scene) {
      const { fetch, sent } = intercept(scene.fetch, [nothing, () => problem(503, "unavailable", { "Retry-After": "0" })]);
      const ve = await signIn(scene, fetch);
      const { id } = await ve.patients.create(MARIA);
      equal((await ve.patients.get(id)).lastName, "Scenario", "the patient");
      const keys = sent.filter(({ method, path }) => method === "POST" && path === "/api/patients").map(({ key }) => key);
      equal(keys.length, 2, "attempts");
      check(keys[0] !== null && keys[0] === keys[1], "both attempts have one key");
    },
  },
  {
    name: "a problem becomes an error of its kind, with code and fields", mock: true,
    async run(scene) {
      const ve = await signIn(scene);
      const missing = await failureOf(ve.patients.get("patient_nobody"));
      check(missing instanceof NotFoundError, "404 is a NotFoundError");
      equal(missing.code, "patient_not_found", "the code");
      const bad = await failureOf(ve.patients.create({ firstName: "Maria", lastName: "Scenario" } as never));
      check(bad instanceof BadRequestError, "400 is a BadRequestError");
      equal(bad.fields.map(({ pointer }) => pointer), ["/birthDate"], "the fields");
      const safe = await ve.patients.get("patient_nobody").safe();
      check(!safe.ok && safe.error instanceof NotFoundError, "safe() answers the error");
    },
  },
  {
    name: "a page of HTML is no answer", mock: true,
    async run(scene) {
      const page = (): Response => new Response("<html>hello</html>", { headers: { "Content-Type": "text/html" } });
      const { fetch } = intercept(scene.fetch, [nothing, page]);
      const ve = await signIn(scene, fetch);
      check((await failureOf(ve.patients.list().page())) instanceof UnexpectedResponseError, "it is an UnexpectedResponseError");
    },
  },
  {
    name: "a body that stalls is a TimeoutError of its body", mock: true,
    async run(scene) {
      const { fetch } = intercept(scene.fetch, [nothing, stalled]);
      const ve = await signIn(scene, fetch);
      const error = await failureOf(ve.patients.list({}, { timeout: 100, maxRetries: 0 }).page());
      check(error instanceof TimeoutError, "it is a TimeoutError");
      equal(error.phase, "body", "the phase");
    },
  },
];
