import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import { PASSWORD, type Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Schemas = components["schemas"];

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const codeOf = (answer: Answer): string => (answer.body as Schemas["Problem"]).code;

/** A call on the caller's organization itself, or on what stands under it. */
const as = (caller: Actor, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> =>
  caller.call(method, `/api/organizations/${caller.organizationId}${path}`, body, headers);

describe("organizations", () => {
  beforeAll(async () => {
    owner = await server.owner();
  });

  test("who makes one becomes its OWNER, and sees it in the list", async () => {
    const made = await owner.call("POST", "/api/organizations", {
      name: "Riverside", timezone: "America/Chicago", npi: "1234567893", address: { line1: "1 Main Street", state: "Illinois" },
    });
    expect(made.status).toBe(201);
    const organization = made.body as Schemas["Organization"];
    expect(organization).toMatchObject({
      name: "Riverside", plan: "STANDARD", requestsPerMinute: null, timezone: "America/Chicago", npi: "1234567893",
      address: { line1: "1 Main Street", line2: null, state: "IL" }, billingContact: null, acceptsAssignment: true, version: 1,
      sessionPolicy: { idleMinutes: null, absoluteHours: null, requireMfa: false },
      alerting: { lateReadingHours: 72, unacknowledgedMinutes: null },
    });
    expect(made.headers.get("location")).toBe(`/api/organizations/${organization.id}`);
    expect(made.headers.get("etag")).toBe('"1"');
    const members = await as(await server.signIn(owner.email, organization.id), "GET", "/members");
    expect(members.body).toMatchObject({ data: [{ userId: owner.userId, role: "OWNER" }] });
    const { body } = await owner.call("GET", "/api/organizations?includeTotal=true&limit=1");
    const list = body as Schemas["OrganizationList"];
    expect(list).toMatchObject({ data: [{ id: organization.id }], total: 2 });
    const next = await owner.call("GET", `/api/organizations?limit=1&cursor=${list.nextCursor}`);
    expect(next.body).toMatchObject({ data: [{ id: owner.organizationId }], nextCursor: null });
  });

  test.each([
    [{ name: "Riverside", timezone: "America/Gotham" }, 422, "invalid_timezone"],
    [{ name: "Riverside", timezone: "America/Chicago", npi: "1234567890" }, 422, "invalid_npi"],
    [{ name: "Riverside" }, 400, "invalid_request"],
    [{ name: "Riverside", timezone: "America/Chicago", plan: "ENTERPRISE" }, 400, "read_only_property"],
    [{ name: "Riverside", timezone: "America/Chicago", colour: "red" }, 400, "invalid_request"],
  ])("%j is refused", async (body, status, code) => {
    const answer = await owner.call("POST", "/api/organizations", body);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  test("a patch merges: objects member by member, null takes away", async () => {
    const first = await as(owner, "PATCH", "", {
      legalName: "Riverside PLLC", address: { line1: "1 Main Street", city: "Springfield" },
      billingContact: { name: "Office", phone: "(413) 555-0100" }, sessionPolicy: { idleMinutes: 30 }, alerting: { lateReadingHours: 48 },
      clearinghouse: { receiverName: "CLEARINGHOUSE", usage: "TEST" },
    });
    expect(first.body).toMatchObject({
      legalName: "Riverside PLLC", billingContact: { name: "Office", phone: "+14135550100" },
      clearinghouse: { receiverName: "CLEARINGHOUSE", receiverId: null, senderQualifier: null, usage: "TEST" },
    });
    const second = await as(owner, "PATCH", "", {
      legalName: null, address: { line1: null, line2: "Suite 4" }, billingContact: { name: null }, sessionPolicy: { requireMfa: false },
      alerting: null, clearinghouse: null,
    });
    expect(second.body).toMatchObject({
      legalName: null, clearinghouse: null,
      address: { line1: null, line2: "Suite 4", city: "Springfield" },
      billingContact: { name: null, phone: "+14135550100" },
      sessionPolicy: { idleMinutes: 30, absoluteHours: null, requireMfa: false },
      alerting: { lateReadingHours: 72 },
    });
    expect((await as(owner, "GET", "")).body).toEqual(second.body);
  });

  test("a stale If-Match is refused, and what the operator sets is read-only", async () => {
    const { headers } = await as(owner, "GET", "");
    const etag = headers.get("etag") ?? "";
    expect((await as(owner, "PATCH", "", { name: "Renamed" }, { "If-Match": etag })).status).toBe(200);
    expect(codeOf(await as(owner, "PATCH", "", { name: "Again" }, { "If-Match": etag }))).toBe("version_mismatch");
    expect(codeOf(await as(owner, "PATCH", "", { plan: "ENTERPRISE" }))).toBe("read_only_property");
    expect(codeOf(await as(owner, "PATCH", "", { timezone: "Nowhere/Land" }))).toBe("invalid_timezone");
  });

  test("a cursor of another list, or of none, is refused", async () => {
    for (const cursor of ["x", Buffer.from('["newest","yesterday","org_1"]').toString("base64url")]) {
      expect(codeOf(await owner.call("GET", `/api/organizations?cursor=${cursor}`))).toBe("invalid_request");
    }
  });

  test("another organization stays closed", async () => {
    const other = await server.owner();
    const path = `/api/organizations/${other.organizationId}`;
    expect(codeOf(await owner.call("GET", path, undefined, { "x-organization-id": other.organizationId }))).toBe("organization_forbidden");
    expect(codeOf(await owner.call("GET", path))).toBe("organization_mismatch");
    const without = await call(server.url, "GET", path, undefined, { authorization: `Bearer ${owner.accessToken}` });
    expect(codeOf(without)).toBe("organization_required");
  });
});

describe("members", () => {
  beforeAll(async () => {
    owner = await server.owner();
  });

  test("are listed with who they are, page by page", async () => {
    const nurse = await server.member(owner, "CARE_MANAGER");
    const { body } = await as(owner, "GET", "/members?limit=1&includeTotal=true");
    const page = body as Schemas["MemberList"];
    expect(page).toMatchObject({
      data: [{ userId: nurse.userId, email: nurse.email, firstName: "Pat", lastName: "Example", role: "CARE_MANAGER", mfaEnabled: false }],
      total: 2,
    });
    const rest = (await as(owner, "GET", `/members?limit=1&cursor=${page.nextCursor}`)).body as Schemas["MemberList"];
    expect(rest.data.map(({ role }) => role)).toEqual(["OWNER"]);
  });

  test("a changed role and a removal hold on the next request", async () => {
    const person = await server.member(owner, "CLINICIAN");
    const seesInvitations = async (): Promise<number> => (await as(person, "GET", "/invitations")).status;
    expect(await seesInvitations()).toBe(403);
    const changed = await as(owner, "PATCH", `/members/${person.userId}`, { role: "ADMIN" });
    expect([changed.status, changed.body]).toMatchObject([200, { userId: person.userId, role: "ADMIN" }]);
    expect(await seesInvitations()).toBe(200);
    expect((await as(owner, "DELETE", `/members/${person.userId}`)).status).toBe(204);
    expect(codeOf(await as(person, "GET", "/invitations"))).toBe("organization_forbidden");
    expect(codeOf(await as(owner, "DELETE", `/members/${person.userId}`))).toBe("member_not_found");
    expect(codeOf(await as(owner, "PATCH", `/members/${person.userId}`, { role: "ADMIN" }))).toBe("member_not_found");
  });

  test("only an OWNER makes, changes or removes an OWNER", async () => {
    const admin = await server.member(owner, "ADMIN");
    const nurse = await server.member(owner, "CLINICIAN");
    expect(codeOf(await as(admin, "PATCH", `/members/${nurse.userId}`, { role: "OWNER" }))).toBe("permission_denied");
    expect(codeOf(await as(admin, "PATCH", `/members/${owner.userId}`, { role: "ADMIN" }))).toBe("permission_denied");
    expect(codeOf(await as(admin, "DELETE", `/members/${owner.userId}`))).toBe("permission_denied");
    expect(codeOf(await as(admin, "POST", "/invitations", { email: "colleague@example.com", role: "OWNER" }))).toBe("permission_denied");
    expect((await as(admin, "PATCH", `/members/${nurse.userId}`, { role: "BILLER" })).status).toBe(200);
  });

  test("the last OWNER stays, also when two take each other's role away", async () => {
    const first = await server.owner();
    expect(codeOf(await as(first, "PATCH", `/members/${first.userId}`, { role: "ADMIN" }))).toBe("last_owner");
    expect(codeOf(await as(first, "DELETE", `/members/${first.userId}`))).toBe("last_owner");
    expect((await as(first, "PATCH", `/members/${first.userId}`, { role: "OWNER" })).status).toBe(200);
    for (let round = 0; round < 5; round++) {
      const second = await server.member(first, "OWNER");
      const answers = await Promise.all([
        as(first, "PATCH", `/members/${second.userId}`, { role: "ADMIN" }),
        as(first, "PATCH", `/members/${first.userId}`, { role: "ADMIN" }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const { data } = (await as(second, "GET", "/members")).body as Schemas["MemberList"];
      expect(data.filter(({ role }) => role === "OWNER")).toHaveLength(1);
      if (data.find(({ role }) => role === "OWNER")?.userId === first.userId) continue;
      expect((await as(second, "PATCH", `/members/${first.userId}`, { role: "OWNER" })).status).toBe(200);
      expect((await as(first, "PATCH", `/members/${second.userId}`, { role: "ADMIN" })).status).toBe(200);
    }
  });

  test("whoever was removed comes back by a new invitation alone", async () => {
    const person = await server.member(owner, "CLINICIAN");
    expect(codeOf(await as(owner, "POST", "/invitations", { email: person.email, role: "ADMIN" }))).toBe("member_exists");
    expect((await as(owner, "DELETE", `/members/${person.userId}`)).status).toBe(204);
    const { body } = await as(owner, "POST", "/invitations", { email: person.email, role: "BILLER" });
    const token = new URL((body as Schemas["InvitationCreated"]).url).hash.replace("#token=", "");
    const back = await call(server.url, "POST", "/api/auth/invitations/accept", { token, password: PASSWORD });
    expect(back.body).toMatchObject({ user: { id: person.userId, memberships: [{ role: "BILLER" }] } });
    expect((await as(owner, "DELETE", `/members/${person.userId}`)).status).toBe(204);
  });
});
