import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiError, AuthenticationError, bearer, ConnectionError, PermissionDeniedError, SessionExpiredError, VitalEdge, type MfaChallenge } from "@vitaledge/sdk";
import { PASSWORD, type Actor } from "../support/actors.js";
import { call } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";
import { createClient, type Client } from "./client.js";
import { failureOf } from "./scenarios/scene.js";
import { startFaultProxy } from "../support/fault-proxy.js";
import { makeTiming, type Clock } from "./tables/run-case.js";

const REFRESH = "POST /api/auth/refresh";
const MINUTE = 60_000;

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const refreshes = ({ sent }: Client): number => sent.filter((line) => line === REFRESH).length;
const person = (): Promise<Actor> => server.member(owner, "CLINICIAN");

const logIn = async (email: string): Promise<Client> => {
  const client = createClient(server.url, undefined, { organizationId: owner.organizationId });
  expect(await client.ve.auth.login({ email, password: PASSWORD })).toMatchObject({ status: "authenticated", user: { email } });
  return client;
};

describe("a login", () => {
  test("opens a session, and the end of it closes it on the server too", async () => {
    const { email, userId } = await person();
    const { ve } = await logIn(email);
    expect(await ve.auth.me()).toMatchObject({ id: userId, email, memberships: [{ organizationId: owner.organizationId, role: "CLINICIAN" }] });
    const { accessToken, expiresInMs } = ve.auth.session!;
    expect(expiresInMs).toBeGreaterThan(890_000);
    await ve.auth.logout();
    expect(ve.auth.session).toBeNull();
    const answer = await call(server.url, "GET", "/api/auth/me", undefined, { authorization: `Bearer ${accessToken}` });
    expect([answer.status, answer.body.code]).toEqual([401, "session_ended"]);
  });

  test("with a wrong password leaves no session, and nothing goes out without one", async () => {
    const client = createClient(server.url, undefined, { organizationId: owner.organizationId });
    const error = await failureOf(client.ve.auth.login({ email: owner.email, password: "not the right password" }));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).not.toBeInstanceOf(SessionExpiredError);
    expect(error).toMatchObject({ status: 401, code: "invalid_credentials", operation: "login", attempt: 1 });
    expect(await failureOf(client.ve.patients.list().page())).toMatchObject({ code: "unauthenticated" });
    expect(client.sent).toEqual(["POST /api/auth/login"]);
  });
});

describe("a second factor", () => {
  const codeOf = (secret: string, steps = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() + steps * 30_000 });

  const challenge = async (client: Client, email: string): Promise<MfaChallenge> => {
    const login = await client.ve.auth.login({ email, password: PASSWORD });
    if (login.status !== "mfa_required") throw new Error("No second factor was asked for.");
    return login.challenge;
  };

  test("is set up, confirmed and asked for at the next login", async () => {
    const { email } = await person();
    const { ve } = await logIn(email);
    const { secret } = await ve.auth.mfa.setup({ password: PASSWORD });
    const { recoveryCodes } = await ve.auth.mfa.confirm({ code: codeOf(secret) });
    expect(recoveryCodes).toHaveLength(10);
    server.clock.advance(30_000);

    const client = createClient(server.url, undefined, { organizationId: owner.organizationId });
    const step = await challenge(client, email);
    expect(step).toMatchObject({ methods: ["totp", "recovery_code"], expiresIn: 300 });
    expect(client.ve.auth.session).toBeNull();
    expect(await failureOf(step.verify({ code: codeOf(secret, 100) }))).toMatchObject({ status: 401, code: "invalid_code" });
    expect(await step.verify({ code: codeOf(secret) })).toMatchObject({ status: "authenticated", user: { email, mfaEnabled: true } });
    expect((await client.ve.patients.list().page()).data).toEqual([]);

    const lost = createClient(server.url);
    expect(await (await challenge(lost, email)).verify({ code: recoveryCodes[0]! })).toMatchObject({ status: "authenticated" });
    expect(await lost.ve.auth.me()).toMatchObject({ email });
  });
});

describe("an access token that has expired", () => {
  test("is renewed once for ten calls at the same moment", async () => {
    const client = await logIn((await person()).email);
    const before = client.ve.auth.session!.accessToken;
    const changes: string[] = [];
    client.ve.auth.onChange((change) => void changes.push(change));
    server.clock.advance(16 * MINUTE);
    const pages = await Promise.all(Array.from({ length: 10 }, () => client.ve.patients.list().page()));
    expect(pages).toHaveLength(10);
    expect(refreshes(client)).toBe(1);
    expect(changes).toEqual(["refreshed"]);
    expect(client.ve.auth.session!.accessToken).not.toBe(before);
    await client.ve.patients.list().page();
    expect(refreshes(client)).toBe(1);
  });

  test("is renewed under a write too, which is done once", async () => {
    const client = createClient(server.url, await person());
    server.clock.advance(16 * MINUTE);
    const { id } = await client.ve.patients.create({ firstName: "Maria", lastName: "Renewed", birthDate: "1950-01-01" });
    expect(client.sent).toEqual(["POST /api/patients", REFRESH, "POST /api/patients"]);
    expect(await client.ve.patients.list({ search: "renewed" }).toArray({ limit: 5 })).toMatchObject([{ id }]);
  });
});

test("a refresh whose answer is lost is asked for again by itself, before its token is held to be stolen", async () => {
  const proxy = await startFaultProxy(server.url);
  try {
    const clock: Clock = {};
    const timing = makeTiming(clock);
    const soon: typeof timing = { ...timing, after: (ms, run, inBackground) => timing.after(inBackground === true ? 50 : ms, run) };
    const client = createClient(proxy.through("http://127.0.0.1/"), await person(), { timing: soon });
    await client.ve.patients.list().page();
    const before = client.ve.auth.session!.accessToken;
    proxy.set({ cutAfter: 0 });
    expect(await failureOf(client.ve.auth.refresh())).toBeInstanceOf(ConnectionError);
    await proxy.mend();
    clock.monotonic = 6_000;
    await expect.poll(() => client.ve.auth.session!.accessToken).not.toBe(before);
    expect(refreshes(client)).toBe(2);
    server.clock.advance(31_000);
    await client.ve.auth.refresh();
    expect((await client.ve.patients.list().page()).data).toEqual(expect.any(Array));
  } finally {
    await proxy.close();
  }
});

describe("a session ends", () => {
  test("when its spent refresh token is used again, for whoever holds it", async () => {
    const actor = await person();
    const [thief, client] = [createClient(server.url, actor), createClient(server.url, actor)];
    await thief.ve.auth.refresh();
    server.clock.advance(31_000);
    const changes: string[] = [];
    client.ve.auth.onChange((change) => void changes.push(change));
    const error = await failureOf(client.ve.auth.refresh());
    expect(error).toBeInstanceOf(SessionExpiredError);
    expect(error).toMatchObject({ status: 401, code: "refresh_token_reused", requestId: expect.stringMatching(/\w/) });
    expect(changes).toEqual(["expired"]);
    expect(client.ve.auth.session).toBeNull();
    expect(await failureOf(thief.ve.patients.list().page())).toBeInstanceOf(SessionExpiredError);
    expect(thief.ve.auth.session).toBeNull();
  });

  test("when its week is over", async () => {
    const { ve } = createClient(server.url, await person());
    server.clock.advance(7 * 24 * 60 * MINUTE);
    expect(await failureOf(ve.patients.list().page())).toBeInstanceOf(SessionExpiredError);
    owner = await server.signIn(owner.email, owner.organizationId);
  });
});

describe("organizations", () => {
  test("are switched by a derived client and by a call, on one session", async () => {
    const { ve } = createClient(server.url, owner);
    const made = await ve.organizations.create({ name: "Second Clinic", timezone: "Europe/Berlin" });
    const second = ve.forOrganization(made.id);
    const { id } = await second.patients.create({ firstName: "Maria", lastName: "Second", birthDate: "1950-01-01" });

    expect([ve.organizationId, second.organizationId]).toEqual([owner.organizationId, made.id]);
    expect(await second.patients.get(id)).toMatchObject({ id });
    expect(await ve.patients.get(id, { organizationId: made.id })).toMatchObject({ id });
    expect(await failureOf(ve.patients.get(id))).toMatchObject({ status: 404, code: "patient_not_found" });
    expect(await second.billing.summary(server.clock.now().toISOString().slice(0, 7))).toMatchObject({ organizationId: made.id });
    expect((await ve.organizations.list().toArray({ limit: 10 })).map((row) => row.id).toSorted()).toEqual([made.id, owner.organizationId].toSorted());
    await second.auth.refresh();
    expect(second.auth.session).toEqual(expect.objectContaining({ accessToken: ve.auth.session!.accessToken }));
  });

  test("of others are refused by the server, none at all before anything is sent", async () => {
    const other = await server.owner();
    const client = createClient(server.url, owner);
    const error = await failureOf(client.ve.forOrganization(other.organizationId).patients.list().page());
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect(error).toMatchObject({ status: 403, code: "organization_forbidden" });
    const { ve, sent } = createClient(server.url, owner, { organizationId: undefined });
    expect(await failureOf(ve.patients.list().page())).toMatchObject({ name: "ConfigurationError" });
    expect(sent).toEqual([]);
  });
});

test("a token from elsewhere has no session of its own", async () => {
  const { accessToken, organizationId } = await server.signIn(owner.email, owner.organizationId);
  const ve = new VitalEdge({ baseUrl: server.url, organizationId, auth: bearer(() => accessToken) });
  expect((await ve.organizations.get(organizationId)).id).toBe(organizationId);
  server.clock.advance(16 * MINUTE);
  const error = await failureOf(ve.organizations.get(organizationId));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 401, code: "token_expired" });
});
