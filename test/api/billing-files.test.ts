import { createHash } from "node:crypto";
import { X12Parser, type X12Interchange } from "node-x12";
import readSheet from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import { check837 } from "../support/check-837.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer({ now: "2026-02-15T17:00:00.000Z" });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  await must(owner.call("PUT", `/api/organizations/${owner.organizationId}/charges`, { data: [{ code: "99454", effectiveFrom: "2025-01-01", amountCents: 7_550 }] }));
  for (const lastName of ["=1+1", "Núñez~Ortega"]) {
    const patientId = await createPatient(owner, { lastName });
    await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)));
    await sendReadings(owner, Array.from({ length: 18 }, (_, at) => readingOn(patientId, `2026-01-${String(at + 1).padStart(2, "0")}`)));
  }
});
afterAll(() => server.close());

type File = { status: number; headers: Headers; bytes: Buffer };

/** Bytes as they are: a workbook is no text. */
const download = async (query: string, headers: Record<string, string> = {}, month = "2026-01"): Promise<File> => {
  const response = await fetch(`${server.url}/api/billing/export/${owner.organizationId}/${month}?${query}`, {
    headers: { "authorization": `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId, ...headers },
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe("the file of a month", () => {
  test.each([
    ["csv", "text/csv; charset=utf-8", "csv"],
    ["json", "application/json; charset=utf-8", "json"],
    ["ndjson", "application/x-ndjson; charset=utf-8", "ndjson"],
    ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
    ["837p", "application/edi-x12", "837"],
  ])("%s has its digest, is the same each time, and goes on where it broke off", async (format, type, extension) => {
    const { status, headers, bytes } = await download(`format=${format}`);
    const digest = createHash("sha256").update(bytes).digest();
    expect([status, Object.fromEntries(headers)]).toMatchObject([200, {
      "content-type": type,
      "content-disposition": `attachment; filename="billing-${owner.organizationId}-2026-01.${extension}"`,
      "etag": `"sha256-${digest.toString("base64url")}"`,
      "repr-digest": `sha-256=:${digest.toString("base64")}:`,
      "content-length": String(bytes.length),
      "cache-control": "no-store, no-transform",
    }]);
    expect((await download(`format=${format}`)).bytes.equals(bytes)).toBe(true);
    const middle = bytes.length >> 1;
    const rest = await download(`format=${format}`, { "range": `bytes=${middle}-`, "if-range": headers.get("etag")! });
    expect([rest.status, rest.headers.get("content-range")]).toEqual([206, `bytes ${middle}-${bytes.length - 1}/${bytes.length}`]);
    expect(Buffer.concat([bytes.subarray(0, middle), rest.bytes]).equals(bytes)).toBe(true);
  });

  test("xlsx holds the lines of the other formats", async () => {
    const { data } = JSON.parse((await download("format=json")).bytes.toString()) as { data: Record<string, string | number | null>[] };
    const [sheet] = await readSheet((await download("format=xlsx")).bytes);
    const [names, ...rows] = sheet!.data;
    const amount = (name: string, cell: string | number | null): unknown => (["charge", "estimate"].includes(name) && cell !== null ? Number(cell) : cell === "" ? null : cell);
    expect(rows).toEqual(data.map((line) => names!.map((name) => amount(String(name), line[String(name)]!))));
    expect(rows.map((row) => row[3])).toContain("=1+1");
  });

  test("837p of an open month is a test file of the day, and holds no line that lacks a charge, whatever lines are asked for", async () => {
    const { bytes } = await download("format=837p");
    const text = bytes.toString();
    check837(text);
    const [isa, gs] = text.split("~").map((segment) => segment.split("*"));
    expect([isa![9], isa![13], isa![15], gs![4]]).toEqual(["260215", "000000001", "T", "20260215"]);
    expect((new X12Parser(true).parse(text) as X12Interchange).functionalGroups[0]!.transactions).toHaveLength(1);
    const segments = text.split("~");
    expect(segments.filter((segment) => /^(CLM|SV1)\*/.test(segment)).map((segment) => segment.split("*").slice(1, 3))).toEqual([
      ["T00000001", "75.5"], ["HC:99454", "75.5"], ["T00000002", "75.5"], ["HC:99454", "75.5"],
    ]);
    expect(segments.filter((segment) => segment.startsWith("NM1*IL*")).map((segment) => segment.split("*")[3]).toSorted()).toEqual(["=1+1", "NUNEZ ORTEGA"]);
    expect((await download("format=837p&status=all")).bytes.equals(bytes)).toBe(true);
  });

  test("an empty month is a valid file without lines in each format", async () => {
    const empty = async (format: string): Promise<Buffer> => (await download(`format=${format}`, {}, "2024-01")).bytes;
    expect(check837((await empty("837p")).toString())).toEqual([]);
    const [sheet] = await readSheet(await empty("xlsx"));
    expect(sheet!.data).toHaveLength(1);
    expect(JSON.parse((await empty("json")).toString())).toEqual({ data: [] });
    expect((await empty("csv")).toString().split("\r\n")).toHaveLength(2);
    expect(await empty("ndjson")).toHaveLength(0);
  });
});
