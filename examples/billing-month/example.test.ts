import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientCredentials, VitalEdge } from "@vitaledge/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ORGANIZATION, signInToDemonstration, startDemonstration } from "../../test/support/demonstration.js";
import { runExample } from "../../test/support/run-example.js";
import type { TestServer } from "../../test/support/server.js";
import { billMonth } from "./src/bill-month.js";
import { lastMonth } from "./src/last-month.js";

let server: TestServer;
let folder: string;
let owner: VitalEdge;
let key: { clientId: string; clientSecret: string };

beforeAll(async () => {
  server = await startDemonstration({ now: "2026-11-20T15:00:00Z" });
  folder = await mkdtemp(join(tmpdir(), "vitaledge-month-"));
  owner = await signInToDemonstration(server.url);
  const made = await owner.apiKeys.create({ name: "Cron", permissions: ["organization:read", "billing:read", "billing:close", "billing:export"] });
  key = { clientId: made.clientId, clientSecret: made.secret! };
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const signInAsProgram = (): VitalEdge => new VitalEdge({ baseUrl: server.url, organizationId: ORGANIZATION, auth: clientCredentials(key) });

test("the month is closed and exported by a service account, and the exit code says that lines are held", async () => {
  const { code, stdout, stderr } = await runExample(["examples/billing-month/src/main.ts", "--folder", folder, "--month", "2026-10"], {
    VITALEDGE_BASE_URL: server.url, VITALEDGE_ORGANIZATION_ID: ORGANIZATION,
    VITALEDGE_CLIENT_ID: key.clientId, VITALEDGE_CLIENT_SECRET: key.clientSecret,
  });
  expect([code, stderr]).toEqual([8, ""]);
  expect(stdout).toMatch(/^2026-10: closed now, \d+ lines ready, \d+ held\n.*billing-2026-10\.csv: \d+ bytes, SHA-256 \S+\n.*billing-2026-10\.837: \d+ bytes, SHA-256 \S+\n$/);
  expect((await owner.billing.claims.list({ month: "2026-10" }).page()).data.length).toBeGreaterThan(0);
});

test("a second run closes nothing and writes the same bytes", async () => {
  const read = (): Promise<string[]> => Promise.all(["csv", "837"].map((ending) => readFile(join(folder, `billing-2026-10.${ending}`), "utf8")));
  const before = await read();
  expect(await billMonth(signInAsProgram(), "2026-10", folder)).toMatchObject({ closedNow: false });
  expect(await read()).toEqual(before);
});

test("a month that is not over leaves no file", async () => {
  await expect(billMonth(signInAsProgram(), "2026-11", folder)).rejects.toMatchObject({ code: "month_not_over" });
  expect((await readdir(folder)).toSorted()).toEqual(["billing-2026-10.837", "billing-2026-10.csv"]);
});

test("last month is that of the clinic, not of the machine", () => {
  expect(lastMonth("America/New_York", new Date("2026-11-01T03:00:00Z"))).toBe("2026-09");
  expect(lastMonth("America/New_York", new Date("2026-11-01T05:00:00Z"))).toBe("2026-10");
  expect(lastMonth("Pacific/Auckland", new Date("2026-12-31T12:00:00Z"))).toBe("2026-12");
});
