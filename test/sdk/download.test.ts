import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigurationError, PermissionDeniedError, ValidationError, type VitalEdge, type VitalEdgeOptions } from "@vitaledge/sdk";
import type { Actor } from "../support/actors.js";
import { COMPLETE_ORGANIZATION, completeEnrollment, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";
import { createClient } from "./client.js";
import { failureOf } from "./scenarios/scene.js";

const MONTH = "2026-01";
const CLAIMS = 6;

type Sent = { range: string | null; status: number };

let server: TestServer;
let owner: Actor;
let folder: string;
let whole: Buffer;
let etag: string;

const januaryDay = (day: number): string => `${MONTH}-${String(day).padStart(2, "0")}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitaledge-download-"));
  server = await startServer({ now: "2026-02-15T17:00:00Z" });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  for (let at = 0; at < CLAIMS; at += 1) {
    const patientId = await createPatient(owner, { mrn: `MRN-${at}` });
    await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)));
    await sendReadings(owner, Array.from({ length: 18 }, (_, day) => readingOn(patientId, januaryDay(day + 1))));
  }
  const answer = await owner.call("GET", `/api/billing/export/${owner.organizationId}/${MONTH}`);
  whole = Buffer.from(answer.text);
  etag = answer.headers.get("etag")!;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Counts the downloads; the first can lose its line after some bytes, as a proxy's does. */
const createDownloader = (breakAt?: number): { ve: VitalEdge; sent: Sent[] } => {
  const sent: Sent[] = [];
  const fetch: VitalEdgeOptions["fetch"] = async (url, init) => {
    const response = await globalThis.fetch(url, init);
    sent.push({ range: new Headers(init.headers).get("Range"), status: response.status });
    if (breakAt === undefined || sent.length > 1) return response;
    const { status, headers } = response;
    return new Response(breakOff(new Uint8Array(await response.arrayBuffer()).subarray(0, breakAt)), { status, headers });
  };
  return { sent, ve: createClient(server.url, owner, { fetch }).ve };
};

const breakOff = (start: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) return controller.error(new TypeError("terminated"));
      isSent = true;
      controller.enqueue(start);
    },
  }, { highWaterMark: 0 });
};

describe("a month's export", () => {
  const digest = (): string => createHash("sha256").update(whole).digest("base64");

  test("has the server's digest, lines and bytes", async () => {
    const { ve, sent } = createDownloader();
    const file = ve.billing.export(MONTH);
    expect(sent).toEqual([]);
    expect(await file.digest).toBe(digest());
    const lines: string[] = [];
    for await (const line of file.lines()) lines.push(line);
    expect(lines[0]).toMatch(/patient_id.*cpt/);
    expect(lines).toEqual(whole.toString().trimEnd().split("\r\n"));
    expect(sent).toHaveLength(1);
    expect(Buffer.from(await ve.billing.export(MONTH).bytes())).toEqual(whole);
  });

  test("comes in the other formats", async () => {
    const { ve } = createDownloader();
    const { data } = await ve.billing.export(MONTH, { format: "json" }).json<{ data: { cpt: string }[] }>();
    const rows: unknown[] = [];
    for await (const line of ve.billing.export(MONTH, { format: "ndjson" }).lines()) rows.push(JSON.parse(line));
    expect(rows).toEqual(data);
    expect(data.filter(({ cpt }) => cpt === "99454")).toHaveLength(CLAIMS);
  });

  test("becomes a file, verified, its owner's alone", async () => {
    const { ve } = createDownloader();
    const path = join(folder, "january.csv");
    const received: number[] = [];
    const saved = await ve.billing.export(MONTH).toFile(path, { onProgress: (event) => void received.push(event.received) });
    expect(saved).toEqual({ path, bytes: whole.length, digest: digest(), verified: true, contentType: "text/csv; charset=utf-8" });
    expect(await readFile(path)).toEqual(whole);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(received.at(-1)).toBe(whole.length);
    expect(await failureOf(ve.billing.export(MONTH).toFile(path))).toBeInstanceOf(ConfigurationError);
    expect(await readdir(folder)).toEqual(["january.csv"]);
  });

  test("goes on where the line broke", async () => {
    const { ve, sent } = createDownloader(200);
    const path = join(folder, "broken.csv");
    expect(await ve.billing.export(MONTH).toFile(path)).toMatchObject({ bytes: whole.length, digest: digest(), verified: true });
    expect(sent).toEqual([{ range: null, status: 200 }, { range: "bytes=200-", status: 206 }]);
    expect(await readFile(path)).toEqual(whole);
  });

  test("goes on with the part of an earlier run, and anew where that was of another file", async () => {
    const path = join(folder, "resumed.csv");
    const leave = (part: Uint8Array, mark: string) => Promise.all([writeFile(`${path}.part`, part), writeFile(`${path}.part.etag`, mark)]);
    await leave(whole.subarray(0, 300), etag);
    const first = createDownloader();
    await first.ve.billing.export(MONTH).toFile(path, { resume: true });
    expect(first.sent).toEqual([{ range: "bytes=300-", status: 206 }]);
    await leave(Buffer.from("something else"), '"sha256-old"');
    const second = createDownloader();
    await second.ve.billing.export(MONTH).toFile(path, { resume: true, overwrite: true });
    expect(second.sent).toEqual([{ range: "bytes=14-", status: 200 }]);
    expect(await readFile(path)).toEqual(whole);
  });

  test("is refused with typed errors, and leaves nothing", async () => {
    const { ve } = createDownloader();
    const ahead = await failureOf(ve.billing.export("2026-03").toFile(join(folder, "ahead.csv")));
    expect(ahead).toBeInstanceOf(ValidationError);
    expect(ahead).toMatchObject({ code: "month_in_future", operation: "exportBilling", requestId: expect.stringMatching(/\w/) });
    const auditor = createClient(server.url, await server.member(owner, "AUDITOR")).ve;
    expect(await failureOf(auditor.billing.export(MONTH).bytes())).toBeInstanceOf(PermissionDeniedError);
    expect((await readdir(folder)).filter((name) => name.startsWith("ahead"))).toEqual([]);
  });
});
