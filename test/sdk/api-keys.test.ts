import { afterAll, beforeAll, expect, test } from "vitest";
import { AuthenticationError, bearer, VitalEdge } from "@vitaledge/sdk";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { createClient } from "./client.js";

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

test("a program signs in with a key that the SDK made, and is out once it is deleted", async () => {
  const { ve } = createClient(server.url, owner);
  const key = await ve.apiKeys.create({ name: "Gateway", permissions: ["devices:read"] });
  const form = { grant_type: "client_credentials", client_id: key.clientId, client_secret: key.secret! };
  const { access_token: token, scope } = await ve.auth.issueToken(form);
  const program = new VitalEdge({ baseUrl: server.url, organizationId: owner.organizationId, auth: bearer(() => token) });
  expect([scope, (await program.devices.list().page()).data]).toEqual(["devices:read", []]);
  const [listed] = (await ve.apiKeys.list().page()).data;
  expect(listed).toMatchObject({ id: key.id, createdBy: owner.userId });
  await ve.apiKeys.delete(key.id);
  await expect(program.devices.list().page()).rejects.toMatchObject({ status: 401, code: "session_ended" });
  await expect(ve.auth.issueToken(form)).rejects.toBeInstanceOf(AuthenticationError);
});
