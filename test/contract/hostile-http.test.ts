import { connect } from "node:net";
import type * as threads from "node:worker_threads";
import { Worker } from "node:worker_threads";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { createPatient, must } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";
import { textsOf } from "../support/texts-of.js";

const TABLE = Object.values(OPERATIONS) as readonly Operation[];
const PATIENT = { firstName: "A", lastName: "B", birthDate: "1950-01-01" };

let server: TestServer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:00Z" });
  owner = await server.owner();
  patientId = await createPatient(owner, { mrn: "M-1" });
});
afterAll(() => server.close());

const errorsOf = ({ body }: Answer): string[] => (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
const JSON_TYPE = { "content-type": "application/json" };

describe("bytes on the line", () => {
  /** Sends bytes as they are; answers every status line that came until the server closed, or fell silent for a while. */
  const raw = (head: string, body: string | Buffer = ""): Promise<{ statuses: number[]; text: string }> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      let text = "";
      const done = (): void => {
        socket.destroy();
        resolve({ statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)), text });
      };
      socket.setTimeout(700, done).on("error", reject).on("close", done).on("data", (chunk) => void (text += chunk.toString("latin1")));
      socket.write(head.replaceAll("\n", "\r\n"));
      socket.write(body);
    });
  const signed = (): string => `Host: x\nAuthorization: Bearer ${owner.accessToken}\nX-Organization-ID: ${owner.organizationId}\n`;
  const SMUGGLED = "GET /api/auth/me HTTP/1.1\r\nHost: x\r\n\r\n";

  test.each<[string, () => [string, string?]]>([
    ["two lengths", () => [`POST /api/patients HTTP/1.1\n${signed()}Content-Type: application/json\nContent-Length: 2\nContent-Length: 4\n\n`, "{}{}"]],
    ["a length and chunks", () => [`POST /api/patients HTTP/1.1\n${signed()}Content-Type: application/json\nContent-Length: 4\nTransfer-Encoding: chunked\n\n`, `0\r\n\r\n${SMUGGLED}`]],
    ["chunks that are not the last encoding", () => [`POST /api/patients HTTP/1.1\n${signed()}Content-Type: application/json\nTransfer-Encoding: chunked, identity\n\n`, `0\r\n\r\n${SMUGGLED}`]],
    ["an encoding with a blank before its colon", () => [`POST /api/patients HTTP/1.1\n${signed()}Transfer-Encoding : chunked\nContent-Length: 4\n\n`, `0\r\n\r\n${SMUGGLED}`]],
    ["a length below nothing", () => [`POST /api/patients HTTP/1.1\n${signed()}Content-Length: -1\n\n`]],
    ["a length that is no number", () => [`POST /api/patients HTTP/1.1\n${signed()}Content-Length: 4e1\n\n`, "{}"]],
    ["a chunk of no size", () => [`POST /api/patients HTTP/1.1\n${signed()}Content-Type: application/json\nTransfer-Encoding: chunked\n\n`, "zz\r\n{}\r\n0\r\n\r\n"]],
    ["a NUL in a header", () => [`GET /api/patients HTTP/1.1\n${signed()}X-Mine: a\0b\n\n`]],
    ["a version that is none", () => ["GET /api/patients HTTP/9.9\nHost: x\n\n"]],
  ])("%s is one 400, and nothing that follows is taken for a request", async (_name, bytes) => {
    const { statuses } = await raw(...bytes());
    expect(statuses).toEqual([400]);
  });

  test("a line of HTTP/0.9 has no headers, and nothing after it is read", async () => {
    for (const head of ["GET /api/patients\n\n", `GET /api/patients\n${signed()}\n`, "GET /api/patients\nX: 1 HTTP/1.1\nHost: x\n\n"]) {
      const { statuses } = await raw(head, SMUGGLED);
      expect([[400], [401]], head).toContainEqual(statuses);
    }
  });

  test("headers without end are 431, and so is one long one", async () => {
    expect((await raw(`GET /healthz HTTP/1.1\nHost: x\nX-Mine: ${"x".repeat(20_000)}\n\n`)).statuses).toEqual([431]);
    const many = Array.from({ length: 3000 }, (_, index) => `X-${index}: 1`).join("\n");
    expect((await raw(`GET /healthz HTTP/1.1\nHost: x\n${many}\n\n`)).statuses).toEqual([431]);
  });

  test.each<[string, string, number]>([
    ["a target of another host", "GET http://evil.example/api/patients HTTP/1.1", 200], ["a target without a path", "GET * HTTP/1.1", 404],
    ["a path of dots", "GET /api/../api/patients HTTP/1.1", 404], ["a doubled slash", "GET //api/patients HTTP/1.1", 404], ["a slash at the end", "GET /api/patients/ HTTP/1.1", 404],
    ["other letters", "GET /API/patients HTTP/1.1", 404], ["a slash that is encoded", "GET /api%2Fpatients HTTP/1.1", 404], ["a backslash", "GET /api\\patients HTTP/1.1", 404],
    ["a NUL that is encoded", "GET /api/patients/%00 HTTP/1.1", 400], ["bytes that are no UTF-8", "GET /api/patients/%FF HTTP/1.1", 400],
    ["a hash", "GET /api/patients#x HTTP/1.1", 200],
  ])("%s is answered as what it is", async (_name, line, status) => {
    const { statuses, text } = await raw(`${line}\n${signed()}Connection: close\n\n`);
    expect(statuses, text.slice(0, 300)).toEqual([status]);
    expect(text).not.toMatch(/^location:/im);
  });

  test("a host that is not ours stands in no answer", async () => {
    const { text } = await raw(`GET /api/patients?limit=1 HTTP/1.1\n${signed().replace("Host: x", "Host: evil.example")}X-Forwarded-Host: evil.example\nX-Forwarded-Proto: https\nConnection: close\n\n`);
    expect(text).toContain(" 200 ");
    expect(text).not.toContain("evil.example");
  });

  test("a very long target, and one of a thousand parameters, are refused and nothing more", async () => {
    expect((await owner.call("GET", `/api/patients?search=${"x".repeat(10_000)}`)).status).toBe(400);
    const many = Array.from({ length: 1000 }, (_, index) => `p${index}=1`).join("&");
    const answer = await owner.call("GET", `/api/patients?${many}`);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer).length).toBeLessThanOrEqual(50);
    expect((await raw(`GET /api/patients?search=${"x".repeat(60_000)} HTTP/1.1\n${signed()}\n`)).statuses).toEqual([431]);
  });

  test("no word of a caller becomes a header", async () => {
    const injected = "a\r\nX-Injected: 1";
    for (const answer of [
      await owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-02%0D%0AX-Injected:%201?format=csv`),
      await owner.call("GET", `/api/billing/export/${owner.organizationId}%0D%0AX-Injected:1/2026-02?format=csv`),
      await owner.call("GET", `/api/patients?limit=1&includeTotal=true&search=${encodeURIComponent(injected)}`),
      await owner.call("POST", "/api/patients", { ...PATIENT, firstName: injected, mrn: injected, metadata: { [injected]: injected } }),
    ]) {
      expect(answer.headers.get("x-injected")).toBeNull();
      expect(answer.status).toBeLessThan(500);
    }
    const { text } = await raw(`GET /healthz HTTP/1.1\nHost: x\nX-Request-ID: a%0d%0aX-Injected: 1\nConnection: close\n\n`);
    expect(text).not.toMatch(/^X-Injected/im);
  });
});

describe("bodies of JSON", () => {
  const send = (text: string, headers: Record<string, string> = JSON_TYPE): Promise<Answer> => owner.call("POST", "/api/patients", text, headers);
  const patient = (more: string): string => `{"firstName":"A","lastName":"B","birthDate":"1950-01-01",${more}}`;

  test.each<[string, string, string]>([
    ["`constructor`", patient('"constructor":{"prototype":{"admin":true}}'), "/constructor"], ["`prototype`", patient('"prototype":1'), "/prototype"], ["`toString`", patient('"toString":1'), "/toString"],
    ["a number beyond all", patient('"metadata":{"n":1e400}'), "/metadata/n"], ["a number as a name", patient('"mrn":1e400'), "/mrn"],
    ["a deep array", patient(`"diagnoses":${"[".repeat(20)}${"]".repeat(20)}`), "/diagnoses/0"], ["NUL in a value within", patient('"address":{"city":"a\\u0000"}'), "/address/city"],
    ["half a pair in a value within", patient('"coverages":[{"order":1,"payerName":"\\udc00"}]'), "/coverages/0/payerName"],
    ["a blank for a name", patient('"firstName":" "'), "/firstName"], ["blanks of all kinds for a name", patient('"lastName":"\\u00a0\\t\\n\\u3000"'), "/lastName"],
    ["a day of birth ahead", patient('"birthDate":"2026-03-03"'), "/birthDate"], ["an insured person's day of birth ahead", patient('"coverages":[{"order":1,"subscriber":{"birthDate":"2030-01-01"}}]'), "/coverages/0/subscriber/birthDate"],
  ])("%s is 400 with a pointer", async (_name, text, pointer) => {
    const answer = await send(text);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(errorsOf(answer)).toContain(pointer);
  });

  test("a day of birth is ahead by the clock of where the patient is", async () => {
    const born = (birthDate: string, timezone: string) => owner.call("POST", "/api/patients", { ...PATIENT, birthDate, timezone });
    expect((await born("2026-03-03", "Pacific/Kiritimati")).status).toBe(201);
    expect((await born("2026-03-03", "America/New_York")).status).toBe(400);
    expect((await born("2026-03-02", "America/New_York")).status).toBe(201);
    const change = (birthDate: string) => owner.call("PATCH", `/api/patients/${patientId}`, { birthDate });
    expect(errorsOf(await change("2026-03-03"))).toEqual(["/birthDate"]);
    expect((await change("1950-04-12")).status).toBe(200);
  });

  test("of two of one name the last one counts, for what is checked and what is stored alike", async () => {
    const { body } = await send(patient('"mrn":7,"mrn":"M-two"'));
    expect(body.mrn).toBe("M-two");
    expect((await send(patient('"mrn":"M-three","mrn":7'))).status).toBe(400);
    expect((await send(patient('"id":"patient_x","mrn":"a","id":"patient_y"'))).body.code).toBe("read_only_property");
  });

  test("depth beyond 32 is 413 wherever it stands, and 10,000 as well", async () => {
    for (const depth of [33, 10_000]) {
      for (const text of [`${"[".repeat(depth)}${"]".repeat(depth)}`, patient(`"metadata":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`)]) {
        expect(await send(text), `${depth}`).toMatchObject({ status: 413, body: { code: "payload_too_large" } });
      }
    }
  });

  test("minus nothing is nothing", async () => {
    const reading = { patientId, metricDefinitionId: "metric_pain", value: -0, unit: "{score}", source: "DEVICE", recordedAt: "2026-03-02T11:00:00Z" };
    const metric = await must(owner.call("POST", "/api/metric-definitions", { code: "zero", name: "Zero", unit: "{score}", programs: ["RTM"] }));
    const { text, status } = await owner.call("POST", "/api/observations", JSON.stringify({ ...reading, metricDefinitionId: metric.id }).replace('"value":0', '"value":-0'), JSON_TYPE);
    expect(status, text).toBe(201);
    expect(text).toContain('"value":0,');
  });

  test.each<[string, Record<string, string>, number]>([
    ["another charset", { "content-type": "application/json; charset=utf-16" }, 415], ["a charset that is none", { "content-type": "application/json; charset=\"evil" }, 415],
    ["a charset of ours", { "content-type": 'application/json; charset="UTF-8"' }, 201], ["a content encoding", { ...JSON_TYPE, "content-encoding": "gzip" }, 415],
    ["no media type", { "content-type": "" }, 415], ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415], ["a merge patch for a whole", { "content-type": "application/merge-patch+json" }, 415],
  ])("%s", async (_name, headers, status) => {
    expect((await send(JSON.stringify(PATIENT), headers)).status).toBe(status);
  });
});

describe("a change with a tag", () => {
  const change = (tag: string): Promise<Answer> => owner.call("PATCH", `/api/patients/${patientId}`, { language: "en" }, { "if-match": tag });

  test("is compared strongly: a weak tag is the tag of no version", async () => {
    const { headers } = await owner.call("GET", `/api/patients/${patientId}`);
    const tag = headers.get("etag")!;
    expect(await change(`W/${tag}`)).toMatchObject({ status: 412, body: { code: "version_mismatch" } });
    expect(await owner.call("PATCH", "/api/patients/patient_missing", {}, { "if-match": `W/${tag}` })).toMatchObject({ status: 404 });
    expect((await change(tag)).status).toBe(200);
  });
});

describe("a bulk", () => {
  const reading = (externalId: string) => ({ patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: "2026-03-02T11:00:00Z", externalId });
  const codes = ({ body }: Answer): (string | undefined)[] => (body.results as { problem?: { code: string } }[]).map(({ problem }) => problem?.code);

  test("loses the bad items alone, whatever is bad about them", async () => {
    const deep = `${'{"a":'.repeat(40)}1${"}".repeat(40)}`;
    const items = [JSON.stringify(reading("good")), JSON.stringify({ ...reading("a"), note: "a\0b" }), JSON.stringify({ ...reading("b"), note: "\ud800" }), `{"metadata":${deep}}`, '{"__proto__":{"value":1}}',
      JSON.stringify({ ...reading("c"), id: "obs_mine" }), JSON.stringify({ ...reading("d"), surprise: 1 }), "null", "[]", '{"value":1e400}'];
    const expected = [undefined, "invalid_request", "invalid_request", "payload_too_large", "invalid_request", "read_only_property", "invalid_request", "invalid_request", "invalid_request", "invalid_request"];
    expect(codes(await owner.call("POST", "/api/observations/bulk", `{"observations":[${items.join(",")}]}`, JSON_TYPE))).toEqual(expected);
    expect(codes(await owner.call("POST", "/api/observations/bulk", items.join("\n"), { "content-type": "application/x-ndjson" }))).toEqual(expected);
  });

  test("waits for another of its organization, and none of them for a connection that others need", async () => {
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
    await superuser.connect();
    try {
      await superuser.query("begin");
      await superuser.query("select from patients where id = $1 for update", [patientId]);
      // More than the pool has connections; each of them would wait for the patient with one in its hand.
      const bulks = Array.from({ length: 12 }, (_, index) => owner.call("POST", "/api/observations/bulk", { observations: [reading(`held-${index}`), reading(`held-${index}-b`)] }));
      const stranger = await server.owner();
      for (const actor of [owner, stranger]) expect((await actor.call("GET", "/api/patients?limit=1")).status).toBe(200);
      const waiting = await superuser.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
      expect(waiting.rowCount).toBe(1);
      await superuser.query("commit");
      expect((await Promise.all(bulks)).map(({ status, body }) => `${status} ${body.created}`)).toEqual(Array.from({ length: 12 }, () => "200 2"));
    } finally {
      await superuser.end();
    }
  });
});

describe("texts of 100,000 letters", () => {
  const patternsIn = (node: unknown): string[] =>
    typeof node !== "object" || node === null ? [] : Object.entries(node).flatMap(([key, value]) => (key === "pattern" && typeof value === "string" ? [value] : patternsIn(value)));
  const PATTERNS = [...new Set(patternsIn(document))];
  const LONG = "a".repeat(100_000);

  test.each(TABLE.filter((operation) => operation.body?.mediaTypes[0]?.endsWith("json") && textsOf(operation).length).map((operation) => [operation.id, operation] as const))("in every text of %s are 400, each with its pointer", async (_id, operation) => {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ({ orgId: owner.organizationId, month: "2026-01" })[name] ?? "x_missing");
    for (const name of textsOf(operation)) {
      const answer = await owner.call(operation.method.toUpperCase(), path, JSON.stringify({ [name]: LONG }), { "content-type": operation.body!.mediaTypes[0]! });
      expect({ status: answer.status, code: answer.body.code }, name).toEqual({ status: 400, code: "invalid_request" });
      expect(errorsOf(answer), name).toContain(`/${name}`);
    }
  });

  /** Runs patterns over hostile texts in a thread that can be stopped: one that runs away would never return. Answers what it stopped at. */
  const firstThatRunsAway = (patterns: string[], most: number): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(`(${tryAll.toString()})(require("node:worker_threads"))`, { eval: true, workerData: patterns });
      const stop = (answer: string | undefined): void => void worker.terminate().then(() => resolve(answer));
      let timer: NodeJS.Timeout | undefined;
      worker.once("error", reject).on("message", (pattern: string | null) => {
        clearTimeout(timer);
        if (pattern === null) stop(undefined);
        else timer = setTimeout(() => stop(pattern), most);
      });
    });

  const tryAll = ({ parentPort, workerData }: typeof threads): void => {
    const times = 100_000;
    for (const pattern of workerData as string[]) {
      parentPort!.postMessage(pattern);
      const regex = new RegExp(pattern, "u");
      const letters = [...new Set(["a", "A", "0", " ", ...pattern.replaceAll(/[\\^$()[\]{}*+?]/g, "")])];
      for (const letter of letters) {
        for (const text of [letter.repeat(times), `${letter.repeat(times)}\0`, `${letter}a`.repeat(times / 2), `org_${letter.repeat(times)}!`]) regex.test(text);
      }
    }
    parentPort!.postMessage(null);
  };

  test("no pattern of the contract runs away", async () => {
    expect(PATTERNS.length).toBeGreaterThan(10);
    expect(await firstThatRunsAway(PATTERNS, 5_000)).toBeUndefined();
    // It can tell: this one is known for it.
    expect(await firstThatRunsAway(["^a$", "^(a+)+$"], 500)).toBe("^(a+)+$");
  });
});
