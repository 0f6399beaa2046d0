import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import { PASSWORD, type Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Schemas = components["schemas"];
type Mail = { to: string[]; content: string };

let server: TestServer;
let owner: Actor;
let smtp: SMTPServer;
let refusals = 0;
const mails: Mail[] = [];
let onMail = (): void => undefined;

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: (_address, _session, done) => {
      if (refusals === 0) return done();
      refusals -= 1;
      return done(Object.assign(new Error("try later"), { responseCode: 451 }));
    },
    onData: (stream, session, done) => {
      void text(stream).then((content) => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), content });
        done();
        onMail();
      });
    },
  });
  await new Promise<void>((resolve) => void smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as AddressInfo;
  server = await startServer({ settings: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  owner = await server.owner();
});
afterAll(async () => {
  await server.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const newEmail = (): string => `${randomUUID()}@example.com`;
const codeOf = (answer: Answer): string => (answer.body as Schemas["Problem"]).code;
const post = (path: string, body: unknown): Promise<Answer> => call(server.url, "POST", `/api/auth/${path}`, body);
const accept = (body: Schemas["InvitationAcceptInput"]): Promise<Answer> => post("invitations/accept", body);
const passSeconds = (seconds: number): void => server.clock.advance(seconds * 1000);
const tokenOf = (url: string): string => new URL(url).hash.replace("#token=", "");

const invite = async (inviting: Actor, email: string, role: Schemas["Role"]): Promise<Schemas["InvitationCreated"]> => {
  const { status, body } = await inviting.call("POST", `/api/organizations/${inviting.organizationId}/invitations`, { email, role });
  expect(status).toBe(201);
  return body as Schemas["InvitationCreated"];
};

const list = async (): Promise<Schemas["InvitationList"]> =>
  (await owner.call("GET", `/api/organizations/${owner.organizationId}/invitations?includeTotal=true`)).body as Schemas["InvitationList"];

// Quoted-printable: lines are folded with `=` and `=` itself is `=3D`.
const linkIn = ({ content }: Mail): string => {
  const plain = content.replaceAll(/=\r?\n/g, "").replaceAll("=3D", "=");
  return /https?:\/\/\S+#token=\S+/.exec(plain)?.[0] ?? "";
};

/** The link that was mailed to somebody, once the mail server has taken the mail. */
const mailedLink = async (address: string, path: "/invitations/accept" | "/password/reset"): Promise<string> => {
  for (;;) {
    const found = mails.find((mail) => mail.to.includes(address) && linkIn(mail).includes(path));
    if (found) return linkIn(found);
    await new Promise<void>((resolve) => { onMail = resolve; });
  }
};

describe("an invitation", () => {
  test("answers its link once, is mailed, and lets somebody new in", async () => {
    const email = newEmail();
    const made = await owner.call("POST", `/api/organizations/${owner.organizationId}/invitations`, { email, role: "CLINICIAN" });
    expect(made.status).toBe(201);
    const invitation = made.body as Schemas["InvitationCreated"];
    expect(invitation).toMatchObject({ email, role: "CLINICIAN" });
    expect(Date.parse(invitation.expiresAt) - server.clock.now().getTime()).toBeGreaterThan(7 * 86_400_000 - 60_000);
    expect(made.headers.get("location")).toBe(`/api/organizations/${owner.organizationId}/invitations/${invitation.id}`);
    expect(await mailedLink(email, "/invitations/accept")).toBe(invitation.url);

    const listed = await list();
    expect(listed.data.map(({ id }) => id)).toContain(invitation.id);
    expect(JSON.stringify(listed)).not.toContain(tokenOf(invitation.url));

    const joined = await accept({ token: tokenOf(invitation.url), password: PASSWORD });
    expect(joined.status).toBe(200);
    const { accessToken, user } = joined.body as Schemas["TokenAnswer"];
    expect(user).toMatchObject({ email, firstName: null, lastName: null, memberships: [{ organizationId: owner.organizationId, role: "CLINICIAN" }] });
    const first = await call(server.url, "GET", `/api/organizations/${owner.organizationId}`, undefined, {
      "authorization": `Bearer ${accessToken}`, "x-organization-id": owner.organizationId,
    });
    expect(first.status).toBe(200);
    expect((await list()).data.map(({ id }) => id)).not.toContain(invitation.id);
  });

  test("is used once, also by eight at the same moment", async () => {
    const { url } = await invite(owner, newEmail(), "BILLER");
    const answers = await Promise.all(Array.from({ length: 8 }, () => accept({ token: tokenOf(url), password: PASSWORD })));
    const told = answers.map((answer) => (answer.status === 200 ? "joined" : codeOf(answer)));
    expect(told.toSorted()).toEqual([...Array<string>(7).fill("invitation_invalid"), "joined"]);
    expect(codeOf(await accept({ token: tokenOf(url), password: PASSWORD }))).toBe("invitation_invalid");
  });

  test("expires after 7 days", async () => {
    const { url, id } = await invite(owner, newEmail(), "BILLER");
    passSeconds(7 * 86_400);
    expect(codeOf(await accept({ token: tokenOf(url), password: PASSWORD }))).toBe("invitation_invalid");
    owner = await server.signIn(owner.email, owner.organizationId);
    expect((await list()).data.map((row) => row.id)).not.toContain(id);
  });

  test("stops to work when it is withdrawn", async () => {
    const { url, id } = await invite(owner, newEmail(), "BILLER");
    const path = `/api/organizations/${owner.organizationId}/invitations/${id}`;
    expect((await owner.call("DELETE", path)).status).toBe(204);
    expect(codeOf(await owner.call("DELETE", path))).toBe("invitation_not_found");
    expect(codeOf(await accept({ token: tokenOf(url), password: PASSWORD }))).toBe("invitation_invalid");
  });

  test.each(["made-up", "org_none.inv_none.secret", `org_none.inv_none.${"a".repeat(43)}`])("%s is none", async (token) => {
    const answer = await accept({ token, password: PASSWORD });
    expect([answer.status, codeOf(answer)]).toEqual([422, "invitation_invalid"]);
  });

  test("with another secret is none", async () => {
    const { url } = await invite(owner, newEmail(), "BILLER");
    const forged = tokenOf(url).replace(/[\w-]{43}$/, "a".repeat(43));
    expect(codeOf(await accept({ token: forged, password: PASSWORD }))).toBe("invitation_invalid");
    expect((await accept({ token: tokenOf(url), password: PASSWORD })).status).toBe(200);
  });

  test("asks a new account for a good password, and stays open until one is given", async () => {
    const { url } = await invite(owner, newEmail(), "BILLER");
    for (const password of [undefined, "too short", "123qweasdzxc"]) {
      const answer = await accept({ token: tokenOf(url), password });
      expect([answer.status, codeOf(answer)]).toEqual([422, "weak_password"]);
    }
    expect(codeOf(await accept({ token: tokenOf(url), password: "a".repeat(257) }))).toBe("invalid_request");
    expect((await accept({ token: tokenOf(url), password: "é".repeat(12) })).status).toBe(200);
  });

  test("asks a known account for its own password, and adds the organization", async () => {
    const person = await server.member(owner, "CLINICIAN");
    const second = await server.owner();
    const { url } = await invite(second, person.email, "AUDITOR");
    for (const password of [undefined, "not the right password"]) {
      expect(codeOf(await accept({ token: tokenOf(url), password }))).toBe("invalid_credentials");
    }
    const { status, body } = await accept({ token: tokenOf(url), password: PASSWORD, firstName: "Changed" });
    expect(status).toBe(200);
    const { user } = body as Schemas["TokenAnswer"];
    expect(user).toMatchObject({ id: person.userId, firstName: "Pat" });
    expect(user.memberships.map(({ organizationId }) => organizationId).toSorted()).toEqual([owner.organizationId, second.organizationId].toSorted());
  });
});

describe("a forgotten password", () => {
  test("is answered alike for every address, and mails to known ones alone", async () => {
    const { email } = await server.member(owner, "CLINICIAN");
    const unknown = newEmail();
    for (const address of [unknown, email]) expect((await post("password/forgot", { email: address })).status).toBe(202);
    expect(await mailedLink(email, "/password/reset")).toMatch(/\/password\/reset#token=[\w-]{43}$/);
    expect(mails.flatMap(({ to }) => to)).not.toContain(unknown);
  });

  test("is set anew by the link, once; everybody signed in is signed out", async () => {
    const person = await server.member(owner, "CLINICIAN");
    await post("password/forgot", { email: person.email });
    const token = tokenOf(await mailedLink(person.email, "/password/reset"));
    const newPassword = "an even better password";
    expect(codeOf(await post("password/reset", { token, newPassword: "short" }))).toBe("weak_password");
    expect((await post("password/reset", { token, newPassword })).status).toBe(204);
    expect(codeOf(await post("password/reset", { token, newPassword }))).toBe("reset_token_invalid");
    expect(codeOf(await person.call("GET", "/api/auth/me"))).toBe("session_ended");
    expect(codeOf(await post("refresh", { refreshToken: person.refreshToken }))).toBe("refresh_token_invalid");
    expect(codeOf(await post("login", { email: person.email, password: PASSWORD }))).toBe("invalid_credentials");
    expect((await post("login", { email: person.email, password: newPassword })).status).toBe(200);
  });

  test("has a link that lives 30 minutes", async () => {
    const { email } = await server.member(owner, "CLINICIAN");
    await post("password/forgot", { email });
    const token = tokenOf(await mailedLink(email, "/password/reset"));
    passSeconds(30 * 60);
    expect(codeOf(await post("password/reset", { token, newPassword: PASSWORD }))).toBe("reset_token_invalid");
    expect(codeOf(await post("password/reset", { token: "made-up", newPassword: PASSWORD }))).toBe("reset_token_invalid");
  });
});

describe("the mail relay", () => {
  test("tries again when the mail server did not take a mail", async () => {
    const { email } = await server.member(owner, "CLINICIAN");
    refusals = 1;
    await post("password/forgot", { email });
    await expect.poll(() => refusals, { timeout: 5_000 }).toBe(0);
    passSeconds(61);
    // Any other mail makes the relay look at once for all that is due.
    await post("password/forgot", { email: (await server.member(owner, "CLINICIAN")).email });
    expect(await mailedLink(email, "/password/reset")).toContain("#token=");
  });
});
