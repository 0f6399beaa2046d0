import { decodeJwt } from "jose";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { disableUser } from "../../packages/server/src/commands/users.js";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { askForToken, credentialsOf, makeProgram } from "../support/programs.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
let admin: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  admin = await server.member(owner, "ADMIN");
});
afterAll(() => server.close());

const READ = "patients:read";
const PATIENT = { firstName: "A", lastName: "B", birthDate: "1950-01-01" };
const create = (body: Record<string, unknown>, by: Actor = owner): Promise<Answer> => by.call("POST", "/api/api-keys", { name: "Gateway", permissions: [READ], ...body });
const codeOf = ({ body }: Answer): string => body.code;

describe("an API key", () => {
  test("is shown with its secret once, and listed without", async () => {
    const { status, body, headers } = await create({ expiresAt: "2100-01-01T00:00:00Z" });
    expect({ status, body }).toEqual({
      status: 201,
      body: { id: expect.stringMatching(/^key_\w{26}$/), clientId: body.id, secret: expect.stringMatching(/^org_\w+\.[\w-]{43}$/), name: "Gateway", permissions: [READ], expiresAt: "2100-01-01T00:00:00.000Z" },
    });
    expect(headers.get("location")).toBe(`/api/api-keys/${body.id}`);
    const { body: list } = await owner.call("GET", "/api/api-keys?includeTotal=true");
    expect(list.data[0]).toEqual({
      id: body.id, clientId: body.id, name: "Gateway", permissions: [READ], expiresAt: "2100-01-01T00:00:00.000Z", createdAt: expect.any(String), createdBy: owner.userId, lastUsedAt: null,
    });
    expect([list.total, JSON.stringify(list).includes("secret")]).toEqual([list.data.length, false]);
    await askForToken(server.url, credentialsOf(body));
    expect((await owner.call("GET", "/api/api-keys")).body.data[0].lastUsedAt).not.toBeNull();
  });

  test("lies in the database as a hash, which signs nobody in", async () => {
    const { body } = await create({});
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query<{ row: string; hash: string }>("select k::text as row, encode(secret_hash, 'hex') as hash from api_keys k where id = $1", [body.id]);
    await superuser.end();
    expect(rows[0]!.row).not.toContain(body.secret.split(".")[1]);
    const forged = await askForToken(server.url, credentialsOf({ id: body.id, secret: `${owner.organizationId}.${rows[0]!.hash.slice(0, 43)}` }));
    expect([forged.status, forged.body.error]).toEqual([401, "invalid_client"]);
    expect(server.logs.join("")).not.toContain(body.secret.split(".")[1]);
  });

  test("has no permission that its maker lacks", async () => {
    expect(await create({ permissions: ["billing:reopen"] }, admin)).toMatchObject({ status: 403, body: { code: "permission_denied", detail: expect.stringContaining("billing:reopen") } });
    expect((await create({ permissions: ["billing:reopen"] }, owner)).status).toBe(201);
    expect(codeOf(await create({}, await server.member(owner, "CLINICIAN")))).toBe("permission_denied");
  });

  test("makes no other key, whatever it may", async () => {
    const program = await makeProgram(server.url, owner, ["api-keys:write", READ]);
    const before = (await program.call("GET", "/api/api-keys?includeTotal=true")).body.total as number;
    expect(await program.call("POST", "/api/api-keys", { name: "Another", permissions: [READ] })).toMatchObject({ status: 403, body: { code: "permission_denied" } });
    expect((await program.call("GET", "/api/api-keys?includeTotal=true")).body.total).toBe(before);
  });

  test("asks for permissions that exist, each once, and an end that lies ahead", async () => {
    for (const body of [{ permissions: [] }, { permissions: ["nothing:read"] }, { permissions: [READ, READ] }, { permissions: ["public"] }, { permissions: ["session"] },
      { expiresAt: "2020-01-01T00:00:00Z" }, { expiresAt: "soon" }, { name: "" }, { jwks: {} }]) {
      expect(await create(body), JSON.stringify(body)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    }
    expect(codeOf(await create({ secret: "mine" }))).toBe("read_only_property");
  });

  test("is another organization's no more than it is there", async () => {
    const { body } = await create({});
    const stranger = await server.owner();
    expect(codeOf(await stranger.call("DELETE", `/api/api-keys/${body.id}`))).toBe("api_key_not_found");
    expect((await stranger.call("GET", "/api/api-keys")).body.data).toEqual([]);
    expect((await askForToken(server.url, credentialsOf(body))).status).toBe(200);
  });
});

describe("a program", () => {
  test("does what its key may, in the key's organization alone, and stands in the record of what it changed", async () => {
    const program = await makeProgram(server.url, owner, [READ, "patients:write"]);
    const made = await program.call("POST", "/api/patients", PATIENT);
    expect(made.status).toBe(201);
    expect((await program.call("PATCH", `/api/patients/${made.body.id}`, { firstName: "C" })).body).toMatchObject({ version: 2 });
    expect(codeOf(await program.call("GET", "/api/devices"))).toBe("permission_denied");
    expect(codeOf(await program.call("GET", "/api/patients", undefined, { "x-organization-id": (await server.owner()).organizationId }))).toBe("organization_forbidden");
    expect(codeOf(await program.call("GET", "/api/patients", undefined, { "x-organization-id": "" }))).toBe("organization_required");
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query("select v.replaced_by, a.actor_type, a.actor_id from patients_versions v join audit_events a on a.resource_id = v.id and a.method = 'PATCH' where v.id = $1", [made.body.id]);
    await superuser.end();
    expect(rows).toEqual([{ replaced_by: program.id, actor_type: "API_KEY", actor_id: program.id }]);
  });

  test("has no session: what is a person's own is refused to it", async () => {
    const program = await makeProgram(server.url, owner, [READ]);
    for (const [method, path] of [["GET", "/api/auth/me"], ["GET", "/api/organizations"], ["POST", "/api/organizations"], ["POST", "/api/auth/mfa/setup"]] as const) {
      expect(codeOf(await program.call(method, path, method === "POST" ? {} : undefined)), path).toBe("permission_denied");
    }
    expect((await program.call("POST", "/api/auth/logout", {})).status).toBe(204);
    expect((await program.call("GET", "/api/patients")).status).toBe(200);
  });

  test("resolves an alert in its own name, and runs no timer", async () => {
    const program = await makeProgram(server.url, owner, ["alerts:act", "observations:write", "time:write", READ, "patients:write"]);
    const { body: patient } = await program.call("POST", "/api/patients", PATIENT);
    const { body: reading } = await program.call("POST", "/api/observations", {
      patientId: patient.id, metricDefinitionId: "metric_bp_systolic", value: 190, unit: "mmHg", source: "MANUAL", recordedAt: server.clock.now().toISOString(),
    });
    const resolved = await program.call("POST", `/api/alerts/${reading.alerts[0]}/resolve`, { outcome: "NO_ACTION" });
    expect([resolved.status, resolved.body.resolution.resolvedBy]).toEqual([200, program.id]);
    expect(codeOf(await program.call("POST", "/api/time-entries/start", { enrollmentId: "enr_x", activity: "CALL", staffRole: "CLINICAL_STAFF" }))).toBe("permission_denied");
    expect(codeOf(await program.call("POST", "/api/time-entries/stop", {}))).toBe("permission_denied");
  });

  test("makes no OWNER, though an OWNER made its key", async () => {
    const program = await makeProgram(server.url, owner, ["members:write", "invitations:write"]);
    expect(codeOf(await program.call("PATCH", `/api/organizations/${owner.organizationId}/members/${admin.userId}`, { role: "OWNER" }))).toBe("permission_denied");
    expect(codeOf(await program.call("POST", `/api/organizations/${owner.organizationId}/invitations`, { email: "new@example.com", role: "OWNER" }))).toBe("permission_denied");
  });
});

describe("a key's end", () => {
  const patients = (program: { call: Actor["call"] }): Promise<Answer> => program.call("GET", "/api/patients");

  test("by deletion holds at once, for tokens that were issued too", async () => {
    const program = await makeProgram(server.url, owner, [READ]);
    expect((await patients(program)).status).toBe(200);
    expect((await owner.call("DELETE", `/api/api-keys/${program.id}`)).status).toBe(204);
    expect(await patients(program)).toMatchObject({ status: 401, body: { code: "session_ended" } });
    expect((await askForToken(server.url, credentialsOf(program))).body.error).toBe("invalid_client");
    expect(codeOf(await owner.call("DELETE", `/api/api-keys/${program.id}`))).toBe("api_key_not_found");
  });

  test("by its date, and of a token by its 15 minutes, comes with the server's clock", async () => {
    const program = await makeProgram(server.url, owner, [READ], { expiresAt: new Date(server.clock.now().getTime() + 10 * 60_000).toISOString() });
    server.clock.advance(9 * 60_000);
    expect((await patients(program)).status).toBe(200);
    server.clock.advance(2 * 60_000);
    expect(codeOf(await patients(program))).toBe("session_ended");
    expect((await askForToken(server.url, credentialsOf(program))).status).toBe(401);
    server.clock.advance(5 * 60_000);
    expect(codeOf(await patients(program))).toBe("token_expired");
    server.clock.set(new Date());
  });

  test("comes with what its maker loses: a permission, the membership, the account", async () => {
    const maker = await server.member(owner, "ADMIN");
    const program = await makeProgram(server.url, maker, [READ, "members:write", "practitioners:write"]);
    const member = `/api/organizations/${owner.organizationId}/members/${maker.userId}`;
    const may = async () => [(await patients(program)).status, (await program.call("POST", "/api/practitioners", {})).status, (await program.call("PATCH", `/api/organizations/${owner.organizationId}/members/user_x`, {})).status];
    expect(await may()).toEqual([200, 400, 400]);
    await owner.call("PATCH", member, { role: "BILLER" });
    expect(await may()).toEqual([200, 400, 403]);
    expect((await askForToken(server.url, credentialsOf(program))).body.scope).toBe("patients:read practitioners:write");
    await owner.call("DELETE", member);
    expect(await may()).toEqual([403, 403, 403]);
    expect((await askForToken(server.url, credentialsOf(program))).body.error).toBe("invalid_scope");
    await disableUser(server.deps, maker.userId, { write: () => undefined });
    expect(codeOf(await patients(program))).toBe("session_ended");
    expect((await askForToken(server.url, credentialsOf(program))).body.error).toBe("invalid_client");
  });
});

describe("POST /api/auth/token", () => {
  let key: { id: string; secret: string };
  beforeAll(async () => {
    key = (await create({ permissions: [READ, "devices:read", "observations:write"] })).body;
  });

  const expectOAuthError = (answer: Answer, status: number, error: string): void => {
    expect(answer.body, answer.text).toEqual({ error, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/) });
    expect(answer.status).toBe(status);
    expect([answer.headers.get("content-type"), answer.headers.get("cache-control"), answer.headers.get("pragma")]).toEqual(["application/json; charset=utf-8", "no-store", "no-cache"]);
    expect(answer.headers.get("www-authenticate")).toBe(status === 401 ? 'Basic realm="VitalEdge"' : null);
  };

  test("answers a token by client_secret_basic and by client_secret_post, as RFC 6749 has it", async () => {
    for (const answer of [await askForToken(server.url, credentialsOf(key)), await askForToken(server.url, { grant_type: "client_credentials" }, key),
      await askForToken(server.url, { grant_type: "client_credentials", client_id: key.id }, { id: encodeURIComponent(key.id).replace("_", "%5F"), secret: key.secret.replace(".", "%2E") })]) {
      expect({ status: answer.status, body: answer.body }).toEqual({
        status: 200, body: { access_token: expect.any(String), token_type: "Bearer", expires_in: 900, scope: "patients:read devices:read observations:write" },
      });
      expect([answer.headers.get("cache-control"), answer.headers.get("pragma")]).toEqual(["no-store", "no-cache"]);
    }
  });

  test("puts into it the key, the organization and the scope, and no name or role", async () => {
    const { body } = await askForToken(server.url, credentialsOf(key));
    const claims = decodeJwt(body.access_token);
    expect(claims).toEqual({
      sub: key.id, org: owner.organizationId, scope: "patients:read devices:read observations:write", jti: expect.any(String), iss: expect.any(String), aud: expect.any(String),
      iat: expect.any(Number), exp: claims.iat! + 900,
    });
  });

  test("narrows the token to the scope that is asked for", async () => {
    const { body } = await askForToken(server.url, { ...credentialsOf(key), scope: "devices:read" });
    const ask = (path: string): Promise<Answer> => call(server.url, "GET", path, undefined, { authorization: `Bearer ${body.access_token}`, "x-organization-id": owner.organizationId });
    expect([body.scope, (await ask("/api/devices")).status, (await ask("/api/patients")).status]).toEqual(["devices:read", 200, 403]);
    for (const scope of ["devices:write", "devices:read nothing:read", "patients:read  webhooks:write", "public", '"']) expectOAuthError(await askForToken(server.url, { ...credentialsOf(key), scope }), 400, "invalid_scope");
  });

  test("tells nothing of what is wrong with a client", async () => {
    const other = (await (await server.owner()).call("POST", "/api/api-keys", { name: "Other", permissions: [READ] })).body as { id: string; secret: string };
    const wrong: Record<string, string>[] = [
      { client_id: key.id, client_secret: other.secret }, { client_id: other.id, client_secret: key.secret }, { client_id: "key_none", client_secret: key.secret },
      { client_id: key.id, client_secret: `${key.secret.slice(0, -1)}${key.secret.endsWith("A") ? "B" : "A"}` }, { client_id: key.id, client_secret: key.secret.split(".")[1]! },
      { client_id: key.id, client_secret: `org_none.${key.secret.split(".")[1]}` }, { client_id: key.id, client_secret: "x" }, { client_id: key.id, client_secret: "" }, { client_id: key.id }, {},
      { client_id: "'; drop table api_keys; --", client_secret: key.secret },
    ];
    const bodies = new Set<string>();
    for (const client of wrong) {
      const answer = await askForToken(server.url, { grant_type: "client_credentials", ...client });
      expectOAuthError(answer, 401, "invalid_client");
      bodies.add(answer.text);
    }
    expect(bodies.size).toBe(1);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    for (const authorization of ["Basic", "Basic !", "Basic eA==", `Basic ${Buffer.from(`${key.id}:%zz`).toString("base64")}`, `Bearer ${owner.accessToken}`, `Basic ${Buffer.from(`${key.id}:`).toString("base64")}`]) {
      expectOAuthError(await call(server.url, "POST", "/api/auth/token", "grant_type=client_credentials", { ...form, authorization }), 401, "invalid_client");
    }
  });

  test("takes one grant, one way to prove the client, and each field once", async () => {
    expectOAuthError(await askForToken(server.url, { ...credentialsOf(key), grant_type: "password" }), 400, "unsupported_grant_type");
    const { grant_type: _, ...without } = credentialsOf(key);
    expectOAuthError(await askForToken(server.url, without), 400, "invalid_request");
    expectOAuthError(await askForToken(server.url, credentialsOf(key), key), 400, "invalid_request");
    expectOAuthError(await askForToken(server.url, { grant_type: "client_credentials", client_id: "key_other" }, key), 400, "invalid_request");
    const send = (text: string, type = "application/x-www-form-urlencoded"): Promise<Answer> => call(server.url, "POST", "/api/auth/token", text, { "content-type": type });
    const text = new URLSearchParams(credentialsOf(key)).toString();
    for (const broken of ["", `${text}&scope=devices:read&scope=devices:read`, "{ not json", `${text}&__proto__=x`, `${text}&scope=%00`, `scope=${"x".repeat(4001)}&${text}`]) {
      expectOAuthError(await send(broken), 400, "invalid_request");
    }
    expect((await send(`${text}&resource=ignored&scope=`)).status).toBe(200);
    expect((await send(`${text}&x=${"x".repeat(20_000)}`)).body.code).toBe("payload_too_large");
    expect((await send(JSON.stringify(credentialsOf(key)), "application/json")).body.code).toBe("unsupported_media_type");
  });

  test("a token is no other's: a session's for a key, a key's for a session, or one of another organization", async () => {
    const { body } = await askForToken(server.url, credentialsOf(key));
    const { jti, ...claims } = decodeJwt(body.access_token);
    const { signAccess } = server.deps.tokens;
    const ask = async (token: string, organizationId = owner.organizationId): Promise<string> =>
      codeOf(await call(server.url, "GET", "/api/patients", undefined, { authorization: `Bearer ${token}`, "x-organization-id": organizationId }));
    const stranger = await server.owner();
    // Signed by the server itself, so that nothing but the claims is wrong.
    const sign = (changes: Record<string, unknown>): Promise<string> => signAccess({ sub: key.id, org: owner.organizationId, scope: READ, jti: String(jti), ...changes } as Parameters<typeof signAccess>[0]);
    expect(claims.sub).toBe(key.id);
    expect(await ask(await sign({}))).toBeUndefined();
    expect(await ask(await sign({ org: stranger.organizationId }), stranger.organizationId)).toBe("session_ended");
    expect(await ask(await sign({ sub: owner.userId }))).toBe("session_ended");
    expect(await ask(await sign({ org: "org_x'; --" }))).toBe("session_ended");
    expect(await ask(await sign({ org: undefined }))).toBe("unauthenticated");
    expect(await ask(await sign({ scope: undefined }))).toBe("unauthenticated");
    expect(await ask(await sign({ scope: "devices:read organization:write" }))).toBe("permission_denied");
    expect(await ask(await signAccess({ sub: key.id, sid: "ses_x", jti: "x" }))).toBe("session_ended");
  });
});
