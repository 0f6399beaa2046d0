import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import { validators, type Validate } from "@vitaledge/contract/validators";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const TABLE = Object.values(OPERATIONS) as readonly Operation[];

// Whether each operation can be made to answer what it declares. 2xx, 409, 412 and 422 are the features' own tests', 500 and
// 503 have one cause for all (test/reliability/database-away.test.ts); 429 comes with the limits of rates.
const HERE = ["400", "401", "403", "404", "413", "415"];

/** Codes of the statuses that operations share; the rest stands in `x-problems`. */
const SHARED: Record<string, readonly string[]> = {
  400: ["invalid_json", "invalid_request", "read_only_property", "organization_required"],
  401: ["unauthenticated", "token_expired", "session_ended"],
  403: ["organization_forbidden", "permission_denied", "mfa_required"],
  404: ["organization_not_found", "member_not_found", "invitation_not_found"],
  413: ["payload_too_large"],
  415: ["unsupported_media_type"],
  429: ["rate_limited"],
};

/** Declared, and not to be had by this file's requests; each with the reason. */
const NOT_HERE: Record<string, Record<string, string>> = {
  "404": {
    // The header's organization is the caller's own, and the path's is the header's.
    ...Object.fromEntries(["getOrganization", "updateOrganization", "listMembers", "listInvitations", "createInvitation", "getBillingSummary", "exportBilling",
      "closeBillingMonth", "reopenBillingMonth", "listBillingAdjustments",
      "getBillingSettings", "replaceBillingSettings", "listCharges", "replaceCharges", "listFees", "replaceFees"]
      .map((id) => [id, "an organization that is not there is 403 before"])),
    ...Object.fromEntries(["createPractitioner", "createAlertRule", "actOnAlerts"]
      .map((id) => [id, "the example names nothing that is not there; test/security/foreign-rows.test.ts does"])),
  },
  "403": {
    ...Object.fromEntries(["getMe", "setupMfa", "confirmMfa", "disableMfa", "listSessions", "endSession", "changePassword", "listOrganizations"].map((id) => [id, "mfa_required, where an organization asks for it"])),
    createOrganization: "signup_closed is a setting: test/api/organizations.test.ts",
  },
  "401": {
    acceptInvitation: "the password of a known account: test/api/invitations.test.ts",
    issueToken: "the secret of a key, by RFC 6749: test/api/api-keys.test.ts",
    ...Object.fromEntries(["introspectToken", "revokeToken"].map((id) => [id, "a program's own proof: test/fhir/smart-tokens.test.ts"])),
  },
};

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const as = (organizationId: string): Record<string, string> => ({ authorization: `Bearer ${owner.accessToken}`, "x-organization-id": organizationId });
const own = (): Record<string, string> => as(owner.organizationId);

type Content = Record<string, { example?: unknown }>;
type Documented = Record<string, Record<string, { requestBody?: { content: Content } }>>;
const exampleOf = ({ path, method, body }: Operation): unknown =>
  body ? (document.paths as unknown as Documented)[path]![method]!.requestBody!.content[body.mediaTypes[0]!]!.example : undefined;

type Request = { query?: string; headers?: Record<string, string>; body?: string; type?: string };

const send = (operation: Operation, { query = "", headers = {}, body, type }: Request): Promise<Answer> => {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ({ orgId: owner.organizationId, month: "2026-01" })[name] ?? "x_missing");
  const needed = operation.query.filter(({ required }) => required).map(({ name }) => `${name}=metric_bp_systolic`);
  const text = operation.body ? body ?? JSON.stringify(exampleOf(operation)) : undefined;
  return call(server.url, operation.method.toUpperCase(), `${path}?${[...needed, query].filter(Boolean).join("&")}`, text, {
    ...(operation.body && { "content-type": type ?? operation.body.mediaTypes[0]! }), ...headers,
  });
};

/** One request for each of the faults that operations share. */
const faults = (operation: Operation): Request[] => [
  { query: "surprise=1", headers: own() },
  { headers: { "x-organization-id": owner.organizationId } },
  { headers: as("org_nobody") },
  { headers: own() },
  ...(operation.body ? [{ headers: own(), type: "image/png" }, { headers: own(), body: `"${"x".repeat(operation.body.maxBytes)}"` }, { headers: own(), body: '{"surprise":1}' }] : []),
];

const problemOf = (operation: Operation, status: number): Validate | null | undefined => validators[operation.id as keyof typeof validators]!.responses[status]?.["application/problem+json"];

describe("every operation answers what it declares, and declares what it answers", () => {
  // One that ends the session comes last; so does one that deletes.
  const order = [...TABLE].sort((one, other) => Number(one.id === "logout") - Number(other.id === "logout"));

  test.each(order.map((operation) => [operation.id, operation] as const))("%s", async (_id, operation) => {
    const seen = new Set<string>();
    for (const fault of faults(operation)) {
      const { status, body, text } = await send(operation, fault);
      expect(Object.keys(operation.responses), `${status} ${text.slice(0, 200)}`).toContain(String(status));
      seen.add(String(status));
      if (status < 400) continue;
      if (operation.responses[status]!.includes("application/json")) {
        expect(body, text).toEqual({ error: "invalid_request", error_description: expect.any(String) });
        continue;
      }
      expect(problemOf(operation, status)!(body), text).toBe(true);
      expect([...(SHARED[status] ?? []), ...operation.problems], String(status)).toContain(body.code);
    }
    const declared = HERE.filter((status) => status in operation.responses && !(operation.id in (NOT_HERE[status] ?? {})));
    expect(declared.filter((status) => !seen.has(status))).toEqual([]);
  });
});

describe("whatever the operation", () => {
  // The one before was signed out.
  beforeAll(async () => {
    owner = await server.signIn(owner.email, owner.organizationId);
  });

  /** Sends blanks without a declared length; answers the status that came, how much was sent, and what became of the connection. */
  const upload = (bytes: number): Promise<{ status: number; sent: number; cut: boolean }> =>
    new Promise((resolve, reject) => {
      let [status, sent] = [0, 0];
      const sending = request(`${server.url}/api/patients`, { method: "POST", headers: { ...own(), "content-type": "application/json" } }, (answer) => {
        status = answer.statusCode!;
        answer.resume();
      });
      const more = (): void => {
        if (sending.destroyed) return;
        if (sent >= bytes) return void sending.end();
        sent += 65_536;
        sending.write(" ".repeat(65_536), () => setImmediate(more));
      };
      sending.on("error", (error) => (status ? resolve({ status, sent, cut: true }) : reject(error)));
      sending.on("close", () => resolve({ status, sent, cut: sent < bytes }));
      more();
    });

  test("a body too large is refused though its length is not declared, and whoever sends it to the end is told so", async () => {
    expect(await upload(4 * 1_048_576)).toMatchObject({ status: 413, cut: false });
  });

  test("a body without end is cut off", async () => {
    const { status, cut } = await upload(Number.POSITIVE_INFINITY);
    expect({ status, cut }).toEqual({ status: 413, cut: true });
  });

  test("TRACE and methods that HTTP does not know are refused", async () => {
    const ask = (method: string): Promise<number> =>
      new Promise((resolve, reject) => {
        request(`${server.url}/api/patients`, { method, headers: own() }, (answer) => resolve(answer.resume().statusCode!)).on("error", reject).end();
      });
    expect(await ask("TRACE")).toBe(405);
    expect(await ask("PROPFIND")).toBe(405);
  });
});
