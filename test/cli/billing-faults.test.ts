import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Actor } from "../support/actors.js";
import { createPatient, must } from "../support/billing-scene.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Program } from "./program.js";

const MONTH = "2026-01";
const PATIENTS = 30;
const CUT_AFTER = 1_000;

let server: TestServer;
let program: Program;
/** Between the program and the server; passes on what the server says, as `fault` has it. */
let between: Server;
let url: string;
let fault: { cut?: string; spoil?: boolean; withoutDigest?: boolean };
let ranges: (string | undefined)[];
let owner: Actor;
let whole: string;

/** Held lines of many patients, for a file that takes several pieces. */
beforeAll(async () => {
  [server, program] = await Promise.all([startServer({ now: "2026-02-15T15:00:00Z" }), installProgram()]);
  owner = await server.owner();
  between = createServer((request, response) => void relay(request, response));
  await new Promise<void>((resolve) => void between.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
  for (let at = 0; at < PATIENTS; at += 1) {
    const patientId = await createPatient(owner, { mrn: `MRN-${at}` });
    const enrollment = { patientId, program: "APCM", startDate: "2026-01-01", consent: { date: "2026-01-01" }, billingFacts: { apcmElementsAttested: true } };
    await must(owner.call("POST", "/api/enrollments", enrollment));
  }
  whole = (await owner.call("GET", `/api/billing/export/${owner.organizationId}/${MONTH}?format=ndjson&status=all`)).text;
  expect(whole.trim().split("\n")).toHaveLength(PATIENTS);
});
afterAll(async () => {
  between.closeAllConnections();
  between.close();
  await Promise.all([server.close(), program.remove()]);
});

beforeEach(() => {
  fault = {};
  ranges = [];
});

const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  ranges.push(request.headers.range);
  const asked = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== "host")) as Record<string, string>;
  const answer = await fetch(new URL(request.url ?? "", server.url), { headers: asked });
  const told = [...answer.headers].filter(([name]) => name !== "connection" && !(fault.withoutDigest && name === "repr-digest"));
  const text = (await answer.text()).replace("APCM", fault.spoil ? "RPM!" : "APCM");
  response.writeHead(answer.status, Object.fromEntries(told));
  if (fault.cut === undefined) return void response.end(text);
  response.write(text.slice(0, CUT_AFTER));
  // The line is gone once what was sent stands in the part.
  const from = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
  await vi.waitFor(async () => expect((await stat(join(program.folder, fault.cut ?? ""))).size).toBe(from + CUT_AFTER), { timeout: 60_000, interval: 20 });
  response.socket?.destroy();
};

const exportTo = (file: string, ...more: string[]) =>
  program.run(["billing", "export", "--month", MONTH, "-f", "ndjson", "--status", "all", "--allow-held", "-o", file, ...more], {
    environment: { VITALEDGE_BASE_URL: url, VITALEDGE_ORGANIZATION_ID: owner.organizationId, VITALEDGE_ACCESS_TOKEN: owner.accessToken },
  });
const filesOf = async (name: string): Promise<string[]> => (await readdir(program.folder)).filter((file) => file.startsWith(name)).sort();

it("a download that is cut keeps what came, and goes on from there when asked", async () => {
  fault = { cut: "cut.ndjson.part" };
  const cut = await exportTo("cut.ndjson");
  expect([cut.code, cut.stderr]).toEqual([9, expect.stringContaining("What arrived is in cut.ndjson.part: --resume goes on from there.")]);
  // Each attempt goes on where the one before was cut.
  expect(ranges).toEqual([undefined, "bytes=1000-", "bytes=2000-"]);
  expect(await filesOf("cut.ndjson")).toEqual(["cut.ndjson.part", "cut.ndjson.part.etag"]);
  expect((await stat(join(program.folder, "cut.ndjson.part"))).size).toBe(3_000);
  fault = {};
  const resumed = await exportTo("cut.ndjson", "--resume", "--verify");
  expect([resumed.code, await readFile(join(program.folder, "cut.ndjson"), "utf8")]).toEqual([0, whole]);
  expect(ranges.at(-1)).toBe("bytes=3000-");
  expect(await filesOf("cut.ndjson")).toEqual(["cut.ndjson"]);
});

it("a part that is no beginning of the file is found out, and no file has the name", async () => {
  fault = { cut: "bad.ndjson.part" };
  await exportTo("bad.ndjson");
  fault = {};
  const part = join(program.folder, "bad.ndjson.part");
  await writeFile(part, (await readFile(part, "utf8")).replace("APCM", "XXXX"));
  const ended = await exportTo("bad.ndjson", "--resume");
  expect([ended.code, await filesOf("bad.ndjson")]).toEqual([11, []]);
});

it("a part of a file that is another by now is thrown away", async () => {
  fault = { cut: "old.ndjson.part" };
  await exportTo("old.ndjson");
  fault = {};
  await writeFile(join(program.folder, "old.ndjson.part.etag"), '"sha256-another"');
  expect((await exportTo("old.ndjson", "--resume")).code).toBe(0);
  expect(await readFile(join(program.folder, "old.ndjson"), "utf8")).toBe(whole);
});

it("a file changed on the way is refused; one whose digest is taken away only where it is asked for", async () => {
  fault = { spoil: true };
  expect([(await exportTo("changed.ndjson")).code, await filesOf("changed")]).toEqual([11, []]);
  fault = { withoutDigest: true };
  const refused = await exportTo("bare.ndjson", "--verify");
  expect([refused.code, refused.stderr, await filesOf("bare")]).toEqual([11, expect.stringContaining("states no digest"), []]);
  expect((await exportTo("-", "--verify")).code).toBe(11);
  expect([(await exportTo("bare.ndjson")).code, await filesOf("bare")]).toEqual([0, ["bare.ndjson"]]);
});
