import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { AuthenticationError, clientCredentials, ConfigurationError, PermissionDeniedError, VitalEdge, type SessionChange, type VitalEdgeOptions } from "@vitaledge/sdk";
import { fromEnvironment } from "@vitaledge/sdk/node";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { createClient } from "./client.js";
import { failureOf } from "./scenarios/scene.js";
import { makeTiming, type Clock } from "./tables/run-case.js";

const MINUTE = 60_000;
const TOKEN = "POST /api/auth/token";
const NAMES = ["BASE_URL", "ORGANIZATION_ID", "ACCESS_TOKEN", "CLIENT_ID", "CLIENT_SECRET"].map((name) => `VITALEDGE_${name}`);

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterEach(() => {
  for (const name of NAMES) delete process.env[name];
});
afterAll(() => server.close());

const makeKey = () => createClient(server.url, owner).ve.apiKeys.create({ name: "Gateway", permissions: ["patients:read"] });
const createAccount = async (options: Partial<VitalEdgeOptions> = {}) => {
  const { id, clientId, secret } = await makeKey();
  const auth = clientCredentials({ clientId, clientSecret: secret! });
  const client = createClient(server.url, undefined, { organizationId: owner.organizationId, auth, ...options });
  return { id, ...client, tokens: () => client.sent.filter((line) => line === TOKEN).length };
};
const read = (ve: VitalEdge) => ve.patients.list().page();

test("a service account takes one token for ten calls, and the next before that one ends", async () => {
  const clock: Clock = {};
  const { ve, tokens } = await createAccount({ timing: makeTiming(clock) });
  const changes: SessionChange[] = [];
  ve.auth.onChange((change) => void changes.push(change));
  expect(ve.auth.session).toBeNull();
  await Promise.all(Array.from({ length: 10 }, () => read(ve)));
  expect([tokens(), changes]).toEqual([1, ["signed_in"]]);
  const first = ve.auth.session!.accessToken;
  clock.monotonic = 13 * MINUTE;
  await read(ve);
  await expect.poll(() => tokens()).toBe(2);
  await expect.poll(() => changes).toEqual(["signed_in", "refreshed"]);
  expect(ve.auth.session!.accessToken).not.toBe(first);
});

test("a service account goes on where the server found its token over first", async () => {
  const { ve, sent } = await createAccount();
  await read(ve);
  server.clock.advance(16 * MINUTE);
  owner = await server.signIn(owner.email, owner.organizationId);
  await Promise.all([read(ve), read(ve)]);
  expect(sent.filter((line) => line === TOKEN)).toHaveLength(2);
});

test("a service account is of one organization, has no login, and is out once its key is deleted", async () => {
  const { ve, id, tokens } = await createAccount();
  await read(ve);
  const other = await server.owner();
  expect(await failureOf(read(ve.forOrganization(other.organizationId)))).toBeInstanceOf(PermissionDeniedError);
  expect(await failureOf(ve.auth.logout())).toBeInstanceOf(ConfigurationError);
  const changes: SessionChange[] = [];
  ve.auth.onChange((change) => void changes.push(change));
  await createClient(server.url, owner).ve.apiKeys.delete(id);
  const error = await failureOf(read(ve));
  expect(error).toBeInstanceOf(AuthenticationError);
  expect((error as Error).message).toMatch(/API key was refused/);
  expect([changes, ve.auth.session, tokens()]).toEqual([["expired"], null, 2]);
});

test("the environment names the server, the organization and the account; what is passed wins", async () => {
  expect(() => fromEnvironment()).toThrow(/VITALEDGE_BASE_URL/);
  const { clientId, secret } = await makeKey();
  Object.assign(process.env, { VITALEDGE_BASE_URL: server.url, VITALEDGE_ORGANIZATION_ID: owner.organizationId, VITALEDGE_CLIENT_ID: clientId });
  expect(() => fromEnvironment()).toThrow(/needs both/);
  process.env["VITALEDGE_CLIENT_SECRET"] = secret;
  expect((await read(new VitalEdge(fromEnvironment()))).data).toEqual([]);
  process.env["VITALEDGE_ACCESS_TOKEN"] = owner.accessToken;
  expect((await new VitalEdge(fromEnvironment()).auth.me()).email).toBe(owner.email);
  expect(fromEnvironment({ organizationId: "org_other" }).organizationId).toBe("org_other");
});
