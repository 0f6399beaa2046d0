import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import { createApp } from "../../packages/server/src/app.js";
import { breakGlassCommand } from "../../packages/server/src/commands/break-glass.js";
import { makeTokens } from "../../packages/server/src/features/auth/tokens.js";
import { handlersOf } from "../../packages/server/src/handlers.js";
import { mountFhir } from "../../packages/server/src/http/fhir/mount.js";
import { makeGate } from "../../packages/server/src/http/gate.js";
import { mountContract } from "../../packages/server/src/http/mount.js";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { makeProgram } from "../support/programs.js";
import { startServer, type TestServer } from "../support/server.js";

const TABLE = Object.values(OPERATIONS) as readonly Operation[];
const ROLES = ["OWNER", "ADMIN", "CLINICIAN", "CARE_MANAGER", "BILLER", "DEVICE", "AUDITOR"] as const;

/** The promise, as it was given; the server has its own table. */
const PROMISED = `
| permission | OWNER | ADMIN | CLINICIAN | CARE_MANAGER | BILLER | DEVICE | AUDITOR |
| patients:read, practitioners:read, observations:read, devices:read, enrollments:read, time:read | x | x | x | x | x | | x |
| patients:write, enrollments:write, devices:write, time:write, alerts:act | x | x | x | x | | | |
| practitioners:write | x | x | x | x | x | | |
| patients:merge, patients:export | x | x | | | | | |
| observations:write | x | x | x | x | | x | |
| observations:void, alert-rules:write, metric-definitions:write | x | x | x | | | | |
| alerts:read, alert-rules:read | x | x | x | x | | | x |
| billing:sign | x | x | x | x | | | |
| billing:read | x | x | | x | x | | x |
| billing:export | x | x | | x | x | | |
| billing:close, claim-lines:write, fees:write | x | x | | | x | | |
| billing:reopen, organization:write | x | | | | | | |
| members:write, invitations:write, api-keys:write, webhooks:write | x | x | | | | | |
| members:read | x | x | x | x | x | | x |
| audit:read | x | x | | | | | x |
| organization:read, metric-definitions:read | x | x | x | x | x | x | x |`;

/** Which roles have each permission. */
const HOLDERS = new Map(PROMISED.trim().split("\n").slice(1).flatMap((line) => {
  const [names, ...marks] = line.split("|").slice(1, -1).map((cell) => cell.trim());
  return names!.split(", ").map((name) => [name, ROLES.filter((_, at) => marks[at] === "x")] as const);
}));

/** Operations whose name does not say what they need. */
const NEEDED: Record<string, string> = {
  getPatientTrends: "observations:read", listPatientObservations: "observations:read", listEnrollmentHistory: "enrollments:read",
  assignDevice: "devices:write", unassignDevice: "devices:write", actOnAlerts: "alerts:act", resolveAlert: "alerts:act", bulkResolveAlerts: "alerts:act",
  listTriage: "alerts:read", getBillingReadiness: "billing:read", getBillingSummary: "billing:read", exportBilling: "billing:export", exportPatientRecord: "patients:export", mergePatient: "patients:merge",
  recordObservation: "observations:write", recordObservations: "observations:write", voidObservation: "observations:void",
  getBillingSettings: "billing:read", replaceBillingSettings: "organization:write", listCharges: "billing:read", replaceCharges: "fees:write",
  listFees: "billing:read", replaceFees: "fees:write", listBillingFacts: "enrollments:read", replaceBillingFacts: "enrollments:write",
  listSignOffs: "enrollments:read", createSignOff: "billing:sign", listInvitations: "invitations:write", listApiKeys: "api-keys:write", searchPatients: "patients:read", deletePatient: "patients:write",
};

/** A caller, what it may by the table, and the headers it proves itself by. */
type Subject = { name: string; kind: "user" | "key" | "nobody"; holds(permission: string): boolean; headers: Record<string, string> };

let server: TestServer;
let owner: Actor;
let elsewhere: string;
const subjects: Subject[] = [];

const bearer = (accessToken: string): Record<string, string> => ({ authorization: `Bearer ${accessToken}` });
const asRole = (role: string) => (permission: string): boolean => HOLDERS.get(permission)?.some((holder) => holder === role) ?? false;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  elsewhere = (await server.owner()).organizationId;
  for (const role of ROLES) {
    const { accessToken } = role === "OWNER" ? owner : await server.member(owner, role);
    subjects.push({ name: role, kind: "user", holds: asRole(role), headers: bearer(accessToken) });
  }
  const every = [...HOLDERS.keys()];
  const all = await makeProgram(server.url, owner, every);
  subjects.push({ name: "a key with every permission", kind: "key", holds: (permission) => HOLDERS.has(permission), headers: bearer(all.accessToken) });
  const leaver = await server.member(owner, "ADMIN");
  const none = await makeProgram(server.url, leaver, every.filter(asRole("ADMIN")));
  await owner.call("DELETE", `/api/organizations/${owner.organizationId}/members/${leaver.userId}`);
  subjects.push({ name: "a key with no permission left", kind: "key", holds: () => false, headers: bearer(none.accessToken) });
  const helper = await server.signIn((await server.account()).email, owner.organizationId);
  await breakGlassCommand(server.deps, { organization: owner.organizationId, user: helper.userId, reason: "On call" }, { write: () => undefined });
  subjects.push({ name: "emergency access", kind: "user", holds: asRole("AUDITOR"), headers: bearer(helper.accessToken) });
  subjects.push({ name: "nobody", kind: "nobody", holds: () => false, headers: {} });
});
afterAll(() => server.close());

/** Ids that name nothing, and a body that is none: whoever is let in changes nothing all the same. */
const send = (operation: Operation, headers: Record<string, string>, organizationId: string, url = server.url): Promise<Answer> => {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ({ orgId: organizationId, month: "2026-01" })[name] ?? "x_missing");
  return call(url, operation.method.toUpperCase(), path, operation.body ? "{ not json" : undefined, {
    ...(operation.body && { "content-type": operation.body.mediaTypes[0]! }), "x-organization-id": organizationId, ...headers,
  });
};

const verdictOf = ({ status, body }: Answer): string => ([401, 403].includes(status) ? String(body.code) : "allowed");

const RELATIONS = ["own organization", "other organization", "no organization of theirs"] as const;
const organizationIn = (relation: (typeof RELATIONS)[number]): string =>
  ({ "own organization": owner.organizationId, "other organization": elsewhere, "no organization of theirs": "org_nobody" })[relation];

const expected = ({ permission, organization }: Operation, { kind, holds }: Subject, relation: (typeof RELATIONS)[number]): string => {
  if (permission === "public") return "allowed";
  if (kind === "nobody") return "unauthenticated";
  if (permission === "session") return kind === "user" ? "allowed" : "permission_denied";
  if (organization && relation !== "own organization") return "organization_forbidden";
  return holds(permission) ? "allowed" : "permission_denied";
};

let cases = 0;

describe("who may what", () => {
  test.each(TABLE.map((operation) => [operation.id, operation] as const))("%s", async (_id, operation) => {
    const asked = subjects.flatMap((subject) => RELATIONS.map((relation) => ({ subject, relation })));
    const answers = await Promise.all(asked.map(({ subject, relation }) => send(operation, subject.headers, organizationIn(relation))));
    const verdicts = asked.map(({ subject, relation }, at) => `${subject.name}, ${relation}: ${verdictOf(answers[at]!)}`);
    expect(verdicts).toEqual(asked.map(({ subject, relation }) => `${subject.name}, ${relation}: ${expected(operation, subject, relation)}`));
    expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([]);
    cases += asked.length;
  });

  test("was asked more than a thousand times", () => {
    console.log(`authorization matrix: ${cases} cases of ${subjects.length} callers, ${TABLE.length} operations, ${RELATIONS.length} relations`);
    expect(cases).toBe(subjects.length * TABLE.length * RELATIONS.length);
    expect(cases).toBeGreaterThan(1_000);
  });

  test("is asked of permissions that the promise has, where the name does not say it too", () => {
    const unknown = TABLE.filter(({ permission }) => !["public", "session"].includes(permission) && !HOLDERS.has(permission));
    expect(unknown.map(({ id }) => id)).toEqual([]);
    expect(Object.fromEntries(Object.keys(NEEDED).map((id) => [id, OPERATIONS[id as keyof typeof OPERATIONS].permission]))).toEqual(NEEDED);
  });
});

describe("a DEVICE", () => {
  test("writes observations, one and many, and has what everybody has, nothing else", async () => {
    const device = await server.member(owner, "DEVICE");
    const mine = TABLE.filter(({ permission }) => !["public", "session"].includes(permission));
    const answers = await Promise.all(mine.map((operation) => send(operation, bearer(device.accessToken), owner.organizationId)));
    expect(mine.filter((_, at) => verdictOf(answers[at]!) === "allowed").map(({ id }) => id).toSorted())
      .toEqual(["getMetricDefinition", "getOrganization", "listMetricDefinitions", "recordObservation", "recordObservations", "watchEvents"]);

    const { body: patient } = await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" });
    const reading = { patientId: patient.id, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: server.clock.now().toISOString() };
    const single = await device.call("POST", "/api/observations", reading);
    expect([single.status, (await device.call("POST", "/api/observations/bulk", { observations: [reading] })).body.duplicates]).toEqual([201, 1]);
    expect((await device.call("GET", `/api/observations/${single.body.id}`)).body.code).toBe("permission_denied");
    expect((await device.call("POST", `/api/observations/${single.body.id}/void`, {})).body.code).toBe("permission_denied");
  });
});

describe("whatever is not expressly allowed is refused to everybody", () => {
  const listPatients: Operation = OPERATIONS.listPatients;
  const silent = (path: string, changes: Partial<Record<keyof Operation, unknown>>): Operation => ({ ...listPatients, path, ...changes }) as Operation;
  const SILENT = [
    silent("/api/says-nothing", { permission: undefined }),
    silent("/api/says-what-nobody-knows", { permission: "patients:everything" }),
    silent("/api/says-nothing-and-asks-no-token", { permission: undefined, auth: "none", organization: false }),
    silent("/api/permission-without-token", { auth: "none" }),
    silent("/api/permission-without-organization", { organization: false }),
    silent("/api/session-without-token", { permission: "session", auth: "none", organization: false }),
    silent("/api/permission-with-optional-token", { auth: "optional", organization: false }),
  ];

  test("an operation that names no permission, an unknown one, or one that its other words undo", async () => {
    const listener = createHttpServer((request, response) => void createApp(server.deps, { table: [...SILENT, listPatients] }).koa.callback()(request, response));
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    try {
      for (const operation of SILENT) {
        for (const { name, kind, headers } of subjects) {
          const { status, body } = await send(operation, headers, owner.organizationId, url);
          const code = kind === "nobody" && operation.auth === "bearer" ? "unauthenticated" : "permission_denied";
          expect({ status, code: body.code }, `${operation.path} to ${name}`).toEqual({ status: code === "unauthenticated" ? 401 : 403, code });
        }
      }
      // The same server lets in whom the contract lets in.
      expect((await send(listPatients, bearer(owner.accessToken), owner.organizationId, url)).status).toBe(200);
    } finally {
      await new Promise((resolve) => listener.close(resolve));
    }
  });
});

describe("no operation takes a token that is none", () => {
  /** Each with the code it is answered. */
  let bad: [name: string, headers: Record<string, string>, code: string][];

  beforeAll(async () => {
    const { tokens } = server.deps;
    const claims = { sub: owner.userId, sid: "ses_x", jti: "x" };
    const foreign = makeTokens(tokens.keys, { ...tokens.settings, audience: "another-api" }, server.clock);
    server.clock.advance(-20 * 60_000);
    const expired = await tokens.signAccess(claims);
    server.clock.advance(20 * 60_000);
    const gone = await server.signIn(owner.email, owner.organizationId);
    await gone.call("POST", "/api/auth/logout", {});
    const program = await makeProgram(server.url, owner, ["patients:read"]);
    await owner.call("DELETE", `/api/api-keys/${program.id}`);
    bad = [
      ["no token", {}, "unauthenticated"],
      ["another scheme", { authorization: `Basic ${owner.accessToken}` }, "unauthenticated"],
      ["past its time", bearer(expired), "token_expired"],
      ["for another audience", bearer(await foreign.signAccess(claims)), "unauthenticated"],
      ["of a sign-in that waits for its second factor", bearer(await tokens.signMfa(owner.userId, "mfa_x")), "unauthenticated"],
      ["of a session that ended", bearer(gone.accessToken), "session_ended"],
      ["of a session that never was", bearer(await tokens.signAccess(claims)), "session_ended"],
      ["of a key that was deleted", bearer(program.accessToken), "session_ended"],
    ];
  });

  test.each(TABLE.filter(({ auth }) => auth === "bearer").map((operation) => [operation.id, operation] as const))("%s", async (_id, operation) => {
    const answers = await Promise.all(bad.map(([, headers]) => send(operation, headers, owner.organizationId)));
    expect(bad.map(([name], at) => `${name}: ${answers[at]!.status} ${String(answers[at]!.body.code)}`)).toEqual(bad.map(([name, , code]) => `${name}: 401 ${code}`));
    for (const { headers } of answers) expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
  });
});

test("the running router has the routes of the contract, and none beside them", () => {
  const answers = { mode: "refuse" as const, log: server.deps.log, violations: server.deps.metrics.contractViolations };
  const gate = makeGate(server.deps);
  const router = mountContract(server.deps, handlersOf({ draining: false, replaced: false, leaving: new AbortController() }), answers, TABLE, gate);
  mountFhir(router, { deps: server.deps, gate });
  const running = router.stack.flatMap(({ path, methods }) => methods.filter((method) => method !== "HEAD").map((method) => `${method} ${String(path)}`));
  const written = Object.entries(document.paths).flatMap(([path, item]) =>
    ["get", "post", "put", "patch", "delete"].filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`));
  // The one address that clients write with a slash at its end as well: the bundle's.
  expect(running.filter((route) => route !== "POST /fhir/R4/").toSorted()).toEqual(written.toSorted());
});
