import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../packages/server/src/app.js";
import type { Actor } from "../support/actors.js";
import { call } from "../support/call.js";
import { makeProgram } from "../support/programs.js";
import { registerClient } from "../support/smart-client.js";
import { startServer, type TestServer } from "../support/server.js";

/** Operations as those of the FHIR endpoint are declared. */
const PATIENTS = { ...OPERATIONS.listPatients, path: "/fhir/patients", fhir: true } satisfies Operation;
const DEVICES = { ...OPERATIONS.listDevices, path: "/fhir/devices", fhir: true } satisfies Operation;

let server: TestServer;
let owner: Actor;
let url: string;
let listener: Server;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  const answer = createApp(server.deps, { table: [PATIENTS, DEVICES, OPERATIONS.listPatients] }).koa.callback();
  listener = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => listener.close(resolve));
  await server.close();
});

const ask = async (token: string, path: string, organizationId?: string): Promise<string> => {
  const { status, body } = await call(url, "GET", path, undefined, { authorization: `Bearer ${token}`, ...(organizationId !== undefined && { "x-organization-id": organizationId }) });
  return status === 200 ? "200" : `${status} ${body.code as string}`;
};

test("a SMART client's token names its organization under /fhir, and opens what its scopes imply there and nothing elsewhere", async () => {
  const client = await registerClient(server, owner, { scopes: ["system/Patient.rs"] });
  const { access_token: token } = (await client.ask()).body as { access_token: string };
  expect([
    await ask(token, "/fhir/patients"), await ask(token, "/fhir/patients", owner.organizationId), await ask(token, "/fhir/patients", (await server.owner()).organizationId),
    await ask(token, "/fhir/devices"), await ask(token, "/api/patients", owner.organizationId), await ask(token, "/api/patients"),
  ]).toEqual(["200", "200", "403 organization_forbidden", "403 permission_denied", "403 permission_denied", "400 organization_required"]);
});

test("another program's token names its organization under /fhir too, a person's does not", async () => {
  const program = await makeProgram(server.url, owner, ["patients:read"]);
  expect([
    await ask(program.accessToken, "/fhir/patients"), await ask(program.accessToken, "/fhir/devices"), await ask(program.accessToken, "/api/patients"),
    await ask(owner.accessToken, "/fhir/patients"), await ask(owner.accessToken, "/fhir/patients", owner.organizationId),
  ]).toEqual(["200", "403 permission_denied", "400 organization_required", "400 organization_required", "200"]);
});

test("what the client's maker loses, the client loses with the next request", async () => {
  const maker = await server.member(owner, "ADMIN");
  const client = await registerClient(server, maker, { scopes: ["system/Patient.rs", "system/DetectedIssue.rs"] });
  const { access_token: token } = (await client.ask()).body as { access_token: string };
  const member = `/api/organizations/${owner.organizationId}/members/${maker.userId}`;
  await owner.call("PATCH", member, { role: "BILLER" });
  expect([await ask(token, "/fhir/patients"), (await client.ask("system/DetectedIssue.rs")).body.error, (await client.ask("system/Patient.rs")).status]).toEqual(["200", "invalid_scope", 200]);
  await owner.call("DELETE", member);
  expect([await ask(token, "/fhir/patients"), (await client.ask()).body.error]).toEqual(["403 permission_denied", "invalid_scope"]);
});
