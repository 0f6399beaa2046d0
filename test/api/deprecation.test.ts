import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { VitalEdge, bearer } from "@vitaledge/sdk";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../packages/server/src/app.js";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

test("a deprecated operation says since when and until when, in refusals too, and the SDK passes it on", async () => {
  const table = (Object.values(OPERATIONS) as Operation[]).map((operation) =>
    operation.id === "getPatient" ? { ...operation, deprecation: { since: "2026-01-01", sunset: "2027-02-01" } } : operation);
  const listener = createHttpServer((request, response) => void createApp(server.deps, { table }).koa.callback()(request, response));
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const told: object[] = [];
  const ve = new VitalEdge({
    baseUrl: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`, organizationId: owner.organizationId,
    auth: bearer(() => owner.accessToken), hooks: { onDeprecation: (event) => void told.push(event) },
  });
  await ve.patients.list().page();
  expect(told).toEqual([]);
  expect(await ve.patients.get("patient_nobody").safe()).toMatchObject({ ok: false });
  expect(told).toEqual([{ operation: "getPatient", deprecation: "@1767225600", sunset: "Mon, 01 Feb 2027 00:00:00 GMT" }]);
  await new Promise((resolve) => listener.close(resolve));
});
