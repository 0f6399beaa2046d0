import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { createPatient } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";
import { textsOf } from "../support/texts-of.js";

const TABLE = Object.values(OPERATIONS) as readonly Operation[];
const MILLION = "a".repeat(1_000_000);
/** Milliseconds. */
const LONGEST = 5_000;
/** Below the 16 KiB that all of a request's headers may have, its target included. */
const FITS = "a".repeat(10_000);

let server: TestServer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  patientId = await createPatient(owner);
});
afterAll(() => server.close());

const pathOf = ({ path }: Operation): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ({ orgId: owner.organizationId, month: "2026-02", patientId })[name] ?? "x_missing");

const inTime = async (work: () => Promise<Answer>): Promise<Answer> => {
  const began = performance.now();
  const answer = await work();
  expect(performance.now() - began).toBeLessThan(LONGEST);
  return answer;
};

const expectRefused = ({ status, body }: Answer, pointer: string): void => {
  expect({ status, code: body.code }, pointer).toEqual({ status: 400, code: "invalid_request" });
  expect((body.errors as { pointer: string }[]).map((error) => error.pointer)).toContainEqual(expect.stringMatching(new RegExp(`^${pointer}(/0)?$`)));
};

const WITH_TEXTS = TABLE.filter((operation) => operation.body?.mediaTypes[0]?.endsWith("json") && textsOf(operation).length);

test.each(WITH_TEXTS.map((operation) => [operation.id, operation] as const))("a million letters in a text of %s is 400 with a pointer", async (_id, operation) => {
  // Every text has had its 100,000 in hostile-http.test.ts.
  const [name] = textsOf(operation);
  const body = JSON.stringify({ [name!]: MILLION });
  expectRefused(await inTime(() => owner.call(operation.method.toUpperCase(), pathOf(operation), body, { "content-type": operation.body!.mediaTypes[0]! })), `/${name}`);
});

test("a million letters as a property's name is 400 with a pointer that has the beginning", async () => {
  expectRefused(await inTime(() => owner.call("POST", "/api/patients", { [MILLION]: 1 })), `/${"a".repeat(200)}`);
  expectRefused(await inTime(() => owner.call("POST", "/api/patients", { metadata: { [MILLION]: "x" } })), "/metadata");
});

const WITH_QUERY = TABLE.filter(({ query, method }) => query.length && method === "get");

test.each(WITH_QUERY.map((operation) => [operation.id, operation] as const))("ten thousand letters in a parameter of %s is 400 with a pointer", async (_id, operation) => {
  for (const { name } of operation.query) expectRefused(await inTime(() => owner.call("GET", `${pathOf(operation)}?${name}=${FITS}`)), `/query/${name}`);
});

test("ten thousand letters in a path's id is 400 with a pointer", async () => {
  expectRefused(await inTime(() => owner.call("GET", `/api/patients/${FITS}`)), "/path/id");
});

test("ten thousand letters in a header are refused, or nothing comes of them", async () => {
  const patch = (headers: Record<string, string>) => inTime(() => owner.call("PATCH", `/api/patients/${patientId}`, { language: "en" }, headers));
  const create = (headers: Record<string, string>) => inTime(() => owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" }, headers));
  expectRefused(await patch({ "if-match": `"${FITS}"` }), "/header/If-Match");
  expectRefused(await create({ "idempotency-key": FITS }), "/header/Idempotency-Key");
  expect((await patch({ authorization: `Bearer ${FITS}` })).body.code).toBe("unauthenticated");
  expect((await patch({ "x-organization-id": FITS })).status).toBe(403);
  expect((await create({ "content-type": `application/json; x=${FITS}` })).status).toBe(201);
  const readers = { accept: FITS, cookie: `vitaledge_device=${FITS}`, "user-agent": FITS, "x-request-id": FITS, "x-forwarded-for": FITS, origin: FITS, range: `bytes=${FITS}`, "last-event-id": FITS };
  for (const [name, value] of Object.entries(readers)) {
    const answer = await inTime(() => owner.call("GET", `/api/patients/${patientId}`, undefined, { [name]: value }));
    expect(answer.status, name).toBe(200);
    expect(answer.headers.get("x-request-id")).not.toBe(FITS);
  }
});

test.each([100_000, 1_000_000])("%i letters in the target or a header are 431 at once, or the connection is closed while they still come", async (length) => {
  const text = "a".repeat(length);
  for (const head of [`GET /api/patients?search=${text} HTTP/1.1\r\nHost: x\r\n\r\n`, `GET /api/patients HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${text}\r\n\r\n`, `GET /${text} HTTP/1.1\r\nHost: x\r\n\r\n`]) {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      let heard = "";
      socket.setTimeout(LONGEST, () => resolve("nothing")).on("error", () => undefined).on("data", (data: Buffer) => (heard += data.toString("latin1"))).on("close", () => resolve(heard));
      socket.write(head);
    });
    expect(answer).toMatch(/^(HTTP\/1\.1 431 [^]*)?$/);
  }
  expect((await owner.call("GET", `/api/patients/${patientId}`)).status).toBe(200);
});
