import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { disableUser, resetUserMfa } from "../../packages/server/src/commands/users.js";
import { PASSWORD, type Actor } from "../support/actors.js";
import { appCode, authCalls, mailsTo, type Pair } from "../support/auth-calls.js";
import { call, type Answer } from "../support/call.js";
import { createClient } from "../sdk/client.js";
import { failureOf } from "../sdk/scenarios/scene.js";
import { startServer, type TestServer } from "../support/server.js";

const NEW_PASSWORD = "another battery horse altogether";

let server: TestServer;
let auth: ReturnType<typeof authCalls>;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  server.clock.hold();
  auth = authCalls(server.url);
  owner = await server.owner();
});
afterAll(() => server.close());

type Session = { id: string; createdAt: string; lastUsedAt: string; address: string; userAgent: string; current: boolean };

const signedIn = (): Promise<Actor> => server.member(owner, "CLINICIAN");
const pairOf = ({ body }: Answer): Pair => body as Pair;
const codeOf = ({ body }: Answer): string => (body as { code: string }).code;
const sessionsOf = async (token: string): Promise<Session[]> => (await auth.sessions(token)).body.data;
const passSeconds = (seconds: number): void => server.clock.advance(seconds * 1000);
const noted = async (email: string): Promise<string[]> => (await mailsTo(server, email)).map(({ subject }) => subject);
const out = { write: () => undefined };

/** None of its tokens is good for anything any more. */
const expectEnded = async ({ accessToken, refreshToken }: Pair): Promise<void> => {
  expect(codeOf(await auth.me(accessToken))).toBe("session_ended");
  expect(codeOf(await auth.refresh(refreshToken))).toBe("refresh_token_invalid");
};
const expectAlive = async (pair: Pair): Promise<void> => expect((await auth.me(pair.accessToken)).status).toBe(200);

describe("the list of one's sessions", () => {
  test("shows where one is logged in, the one used last first, and no token", async () => {
    const first = await signedIn();
    const began = server.clock.now().toISOString();
    passSeconds(30);
    const phone = await call(server.url, "POST", "/api/auth/login", { email: first.email, password: PASSWORD }, { "user-agent": "a phone" });
    const answer = await auth.sessions(first.accessToken);
    expect(answer.body.data).toMatchObject([
      { createdAt: server.clock.now().toISOString(), address: expect.stringContaining("127.0.0.1") as string, userAgent: "a phone", current: false },
      { createdAt: began, lastUsedAt: began, userAgent: "node", current: true },
    ]);
    for (const secret of [first.refreshToken, pairOf(phone).refreshToken, first.accessToken]) expect(answer.text).not.toContain(secret);
    expect((await sessionsOf(pairOf(phone).accessToken)).map(({ current }) => current)).toEqual([true, false]);
  });

  test("tells the last use to a minute, and that of a refresh exactly", async () => {
    const person = await signedIn();
    const lastUse = async (): Promise<number> => new Date((await sessionsOf(person.accessToken))[0]!.lastUsedAt).getTime();
    passSeconds(59);
    expect(server.clock.now().getTime() - (await lastUse())).toBe(59_000);
    passSeconds(2);
    expect(server.clock.now().getTime() - (await lastUse())).toBe(0);
    passSeconds(5);
    await auth.refresh(person.refreshToken);
    expect(server.clock.now().getTime() - (await lastUse())).toBe(0);
  });

  test("of the SDK is the same, and ends the other one", async () => {
    const person = await signedIn();
    const other = pairOf(await auth.login(person.email));
    const { ve } = createClient(server.url, person);
    const { data } = await ve.auth.sessions.list();
    await ve.auth.sessions.end(data.find(({ current }) => !current)!.id);
    await expectEnded(other);
    await ve.auth.changePassword({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
    expect((await ve.auth.me()).email).toBe(person.email);
    expect(await failureOf(ve.auth.sessions.end("ses_nothing"))).toMatchObject({ status: 404, code: "session_not_found" });
  });
});

describe("ending a session", () => {
  test("refuses its tokens at once, and leaves the others alone", async () => {
    const person = await signedIn();
    const other = pairOf(await auth.login(person.email));
    const id = (await sessionsOf(other.accessToken)).find(({ current }) => current)!.id;
    expect((await auth.endSession(person.accessToken, id)).status).toBe(204);
    await expectEnded(other);
    await expectAlive(person);
    expect(codeOf(await auth.endSession(person.accessToken, id))).toBe("session_not_found");
    expect((await sessionsOf(person.accessToken)).map(({ current }) => current)).toEqual([true]);
  });

  test("may be one's current one", async () => {
    const person = await signedIn();
    expect((await auth.endSession(person.accessToken, (await sessionsOf(person.accessToken))[0]!.id)).status).toBe(204);
    await expectEnded(person);
  });

  test("of somebody else is as of one that is not there", async () => {
    const [person, stranger] = [await signedIn(), await signedIn()];
    const [{ id }] = await sessionsOf(stranger.accessToken) as [Session];
    const plain = ({ status, body }: Answer): unknown => ({ ...(body as object), status, instance: "", requestId: "" });
    const foreign = await auth.endSession(person.accessToken, id);
    expect(codeOf(foreign)).toBe("session_not_found");
    expect(plain(foreign)).toEqual(plain(await auth.endSession(person.accessToken, "ses_missing")));
    await expectAlive(stranger);
  });
});

describe("a new password", () => {
  test("asks for the current one and for a good one, and ends the other sessions", async () => {
    const person = await signedIn();
    const other = pairOf(await auth.login(person.email));
    expect(codeOf(await auth.changePassword(person.accessToken, "not the right password", NEW_PASSWORD))).toBe("invalid_credentials");
    const weak = await auth.changePassword(person.accessToken, PASSWORD, "password");
    expect([weak.status, codeOf(weak), weak.body.errors[0].pointer]).toEqual([422, "weak_password", "/newPassword"]);
    await expectAlive(other);
    expect(await noted(person.email)).toEqual([]);

    expect((await auth.changePassword(person.accessToken, PASSWORD, NEW_PASSWORD)).status).toBe(204);
    await expectEnded(other);
    await expectAlive(person);
    expect((await auth.refresh(person.refreshToken)).status).toBe(200);
    expect(codeOf(await auth.login(person.email))).toBe("invalid_credentials");
    expect((await auth.login(person.email, NEW_PASSWORD)).status).toBe(200);
    expect(await noted(person.email)).toEqual(["Your VitalEdge password was changed"]);
    for (const password of [PASSWORD, NEW_PASSWORD]) expect((await mailsTo(server, person.email))[0]!.text).not.toContain(password);
  });

  test("makes links to set another useless, and sign-ins that wait for their code", async () => {
    const person = await signedIn();
    await auth.forgot(person.email);
    const link = /token=([\w-]+)/.exec((await mailsTo(server, person.email))[0]!.text)![1]!;
    const { secret } = (await auth.setUpFactor(person.accessToken)).body as { secret: string };
    await auth.confirmFactor(person.accessToken, appCode(server, secret));
    const { mfaToken } = (await auth.login(person.email)).body as { mfaToken: string };
    passSeconds(30);
    expect((await auth.changePassword(person.accessToken, PASSWORD, NEW_PASSWORD)).status).toBe(204);
    expect(codeOf(await auth.reset(link, PASSWORD))).toBe("reset_token_invalid");
    expect(codeOf(await auth.verify(mfaToken, appCode(server, secret)))).toBe("mfa_token_invalid");
  });

  test("by a mailed link ends all sessions, and its owner is told", async () => {
    const person = await signedIn();
    const other = pairOf(await auth.login(person.email));
    await auth.forgot(person.email);
    const link = /token=([\w-]+)/.exec((await mailsTo(server, person.email))[0]!.text)![1]!;
    passSeconds(1);
    expect((await auth.reset(link, NEW_PASSWORD)).status).toBe(204);
    for (const pair of [person, other]) await expectEnded(pair);
    expect(await noted(person.email)).toEqual(["Set a new VitalEdge password", "Your VitalEdge password was changed"]);
  });

  test("leaves nobody signed in who proved the old one at the same moment", async () => {
    for (let round = 0; round < 2; round += 1) {
      const person = await signedIn();
      const answers = await Promise.all([
        auth.login(person.email), auth.login(person.email), auth.changePassword(person.accessToken, PASSWORD, NEW_PASSWORD), auth.login(person.email), auth.login(person.email),
      ]);
      expect(answers[2].status).toBe(204);
      for (const answer of answers) if (answer.status === 200) await expectEnded(pairOf(answer));
      await expectAlive(person);
    }
  });

  test("is taken once, where two are set with the same old one at once", async () => {
    const person = await signedIn();
    const other = pairOf(await auth.login(person.email));
    const answers = await Promise.all([
      auth.changePassword(person.accessToken, PASSWORD, NEW_PASSWORD), auth.changePassword(other.accessToken, PASSWORD, `${NEW_PASSWORD} two`),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 401]);
    const left = await Promise.all([person, other].map(({ accessToken }) => auth.me(accessToken)));
    expect(left.map(({ status }) => status)).toEqual(answers.map(({ status }) => (status === 204 ? 200 : 401)));
  });
});

describe("a second factor", () => {
  test("ends the other sessions when it is switched on; on and off are told by mail", async () => {
    const person = await signedIn();
    const other = pairOf(await auth.login(person.email));
    const { secret } = (await auth.setUpFactor(person.accessToken)).body as { secret: string };
    await expectAlive(other);
    expect((await auth.confirmFactor(person.accessToken, appCode(server, secret))).status).toBe(200);
    await expectEnded(other);
    passSeconds(30);
    expect((await auth.disableFactor(person.accessToken, appCode(server, secret))).status).toBe(204);
    await expectAlive(person);
    expect(await noted(person.email)).toEqual(["Your VitalEdge account has a second factor", "Your VitalEdge account lost its second factor"]);
    for (const { text } of await mailsTo(server, person.email)) expect(text).not.toContain(secret);
  });

  test("leaves nobody signed in who had shown no code at the same moment", async () => {
    const person = await signedIn();
    const { secret } = (await auth.setUpFactor(person.accessToken)).body as { secret: string };
    const [confirmed, ...logins] = await Promise.all([
      auth.confirmFactor(person.accessToken, appCode(server, secret)), ...Array.from({ length: 4 }, () => auth.login(person.email)),
    ]);
    expect(confirmed.status).toBe(200);
    for (const answer of logins) if (pairOf(answer).accessToken) await expectEnded(pairOf(answer));
  });

  test("taken off by the operator ends all sessions and is told", async () => {
    const person = await signedIn();
    const { secret } = (await auth.setUpFactor(person.accessToken)).body as { secret: string };
    await auth.confirmFactor(person.accessToken, appCode(server, secret));
    await resetUserMfa(server.deps, person.userId, out);
    await expectEnded(person);
    expect(await noted(person.email)).toContain("Your VitalEdge account lost its second factor");
  });
});

describe("with tokens already issued", () => {
  test("whoever is disabled is out at once, with every session", async () => {
    const person = await signedIn();
    const other = pairOf(await auth.login(person.email));
    await disableUser(server.deps, person.email, out);
    for (const pair of [person, other]) await expectEnded(pair);
    expect(codeOf(await auth.login(person.email))).toBe("invalid_credentials");
  });

  test("another role, and the end of a membership, hold on the next request", async () => {
    const person = await signedIn();
    const member = `/api/organizations/${owner.organizationId}/members/${person.userId}`;
    const create = (): Promise<Answer> => person.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" });
    expect((await create()).status).toBe(201);
    for (const [role, status] of [["AUDITOR", 403], ["CARE_MANAGER", 201], ["BILLER", 403]] as const) {
      expect((await owner.call("PATCH", member, { role })).status).toBe(200);
      expect((await create()).status).toBe(status);
    }
    expect((await owner.call("DELETE", member)).status).toBe(204);
    expect(codeOf(await person.call("GET", "/api/patients"))).toBe("organization_forbidden");
    await expectAlive(person);
  });
});
