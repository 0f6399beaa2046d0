import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "@vitaledge/server";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import { breakGlassCommand } from "../../packages/server/src/commands/break-glass.js";
import { disableUser } from "../../packages/server/src/commands/users.js";
import type { Actor } from "../support/actors.js";
import { openChains, type Chains, type Entry } from "../support/audit-chains.js";
import { completeEnrollment, createPatient, must, readingOn } from "../support/billing-scene.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const AUDITED = (Object.values(OPERATIONS) as readonly Operation[]).filter(({ audit }) => audit);

let server: TestServer;
let chains: Chains;
let owner: Actor;
let stranger: Actor;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:00Z" });
  chains = await openChains(server.database.superuserUrl);
  [owner, stranger] = [await server.owner(), await server.owner()];
});
afterAll(async () => {
  await chains.close();
  await server.close();
});

/** What a piece of work added to a chain. */
const added = async (read: () => Promise<Entry[]>, work: () => Promise<unknown>): Promise<Entry[]> => {
  const before = (await read()).length;
  await work();
  return (await read()).slice(before);
};
const inOwn = (work: () => Promise<unknown>): Promise<Entry[]> => added(() => chains.of(owner.organizationId), work);
const inSystem = (work: () => Promise<unknown>): Promise<Entry[]> => added(chains.system, work);

type Documented = Record<string, Record<string, { requestBody?: { content: Record<string, { example?: object }> } }>>;
const exampleOf = ({ path, method, body }: Operation): string | undefined =>
  body ? JSON.stringify((document.paths as unknown as Documented)[path]![method]!.requestBody!.content[body.mediaTypes[0]!]!.example) : undefined;

const send = (operation: Operation, organizationId: string, token: string | undefined): Promise<Answer> => {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ({ orgId: organizationId, month: "2026-01" })[name] ?? "x_missing");
  const needed = operation.query.filter(({ required }) => required).map(({ name }) => `${name}=metric_bp_systolic`).join("&");
  return call(server.url, operation.method.toUpperCase(), `${path}?${needed}`, exampleOf(operation), {
    ...(operation.body && { "content-type": operation.body.mediaTypes[0]! }), ...(token && { authorization: `Bearer ${token}` }), "x-organization-id": organizationId,
  });
};

describe("each operation on record leaves one entry", () => {
  test("when it is refused: in the operator's chain, with who asked, for what organization, and why", async () => {
    for (const operation of AUDITED.filter(({ auth }) => auth === "bearer")) {
      const [entry, ...more] = await inSystem(() => send(operation, owner.organizationId, undefined));
      expect({ ...entry, more }, operation.id).toMatchObject({
        operation_id: operation.id, outcome: "DENIED", status: 401, reason: "unauthenticated", actor_id: null, asked_organization_id: owner.organizationId, more: [],
      });
    }
  });

  test("when a stranger asks: nothing of it stands in the chain of the organization", async () => {
    const before = await chains.of(owner.organizationId);
    for (const operation of AUDITED.filter(({ organization }) => organization)) {
      const [entry, ...more] = await inSystem(() => send(operation, owner.organizationId, stranger.accessToken));
      expect({ ...entry, more }, operation.id).toMatchObject({
        operation_id: operation.id, outcome: "DENIED", status: 403, reason: "organization_forbidden", actor_id: stranger.userId,
        asked_organization_id: owner.organizationId, more: [],
      });
    }
    expect(await chains.of(owner.organizationId)).toEqual(before);
  });

  test("whatever else comes of it", async () => {
    for (const operation of AUDITED.filter(({ organization }) => organization)) {
      let answer: Answer | undefined;
      const asked = async (): Promise<void> => void (answer = await send(operation, stranger.organizationId, stranger.accessToken));
      let system: Entry[] = [];
      const own = await added(() => chains.of(stranger.organizationId), async () => void (system = await inSystem(asked)));
      const { status } = answer!;
      expect({ own: own.length, system: system.length, status }, operation.id).toEqual(status < 300 ? { own: 1, system: 0, status } : { own: 0, system: 1, status });
      const [entry] = [...own, ...system];
      expect(entry, operation.id).toMatchObject({ operation_id: operation.id, status, outcome: status < 300 ? "SUCCESS" : "FAILED", actor_type: "USER", actor_id: stranger.userId });
    }
  });
});

describe("one entry a patient concerned", () => {
  test("of a read, a list, a change and a bulk of 300", async () => {
    const ids: string[] = [];
    while (ids.length < 300) ids.push(...(await Promise.all(Array.from({ length: 20 }, () => createPatient(owner)))));
    const read = await inOwn(() => owner.call("GET", `/api/patients/${ids[0]}`));
    expect(read).toMatchObject([{ operation_id: "getPatient", outcome: "SUCCESS", patient_id: ids[0], resource_id: ids[0], actor_id: owner.userId, fields: [] }]);

    const listed = await inOwn(() => owner.call("GET", "/api/patients?limit=200"));
    expect(new Set(listed.map(({ patient_id }) => patient_id)).size).toBe(200);
    expect(listed.length).toBe(200);

    const changed = await inOwn(() => owner.call("PATCH", `/api/patients/${ids[0]}`, { firstName: "Secret-Name", mrn: "M-1" }));
    expect(changed).toMatchObject([{ operation_id: "updatePatient", patient_id: ids[0], fields: ["firstName", "mrn"] }]);
    expect(JSON.stringify(changed)).not.toContain("Secret-Name");

    const observations = ids.flatMap((id) => [readingOn(id, "2026-03-01"), readingOn(id, "2026-03-01", { metricDefinitionId: "metric_bp_diastolic", value: 80 })]);
    const bulk = await inOwn(() => must(owner.call("POST", "/api/observations/bulk", { observations })));
    expect(bulk.length).toBe(300);
    expect(new Set(bulk.map(({ patient_id }) => patient_id))).toEqual(new Set(ids));
  });

  test("of alerts that are acted on, of an enrollment's history, of a month's export", async () => {
    const patient = await createPatient(owner);
    const { id } = await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patient)));
    const { alerts } = await must(owner.call("POST", "/api/observations", readingOn(patient, "2026-03-01", { value: 200, source: "MANUAL" })));
    const time = { enrollmentId: id, startedAt: "2026-02-10T15:00:00Z", durationSeconds: 1500, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF" };
    await must(owner.call("POST", "/api/time-entries", time));
    for (const [work, operation] of [
      [() => owner.call("POST", "/api/alerts/triage", { alertIds: alerts, action: "ACKNOWLEDGE" }), "actOnAlerts"],
      [() => owner.call("POST", "/api/alerts/bulk-resolve", { alertIds: alerts, outcome: "NO_ACTION" }), "bulkResolveAlerts"],
      [() => owner.call("GET", `/api/enrollments/${id}/history`), "listEnrollmentHistory"],
      [() => owner.call("GET", `/api/billing/readiness/${id}/2026-02`), "getBillingReadiness"],
      [() => owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-02?status=all`), "exportBilling"],
    ] as const) {
      expect(await inOwn(() => must(work())), operation).toMatchObject([{ operation_id: operation, outcome: "SUCCESS", patient_id: patient }]);
    }
  });

  test("and a sign-in has none: it stands in the operator's chain, with the user and the session", async () => {
    const [entry, ...more] = await inSystem(() => server.signIn(owner.email, owner.organizationId));
    expect({ ...entry, more }).toMatchObject({ operation_id: "login", outcome: "SUCCESS", actor_id: owner.userId, resource_id: owner.userId, more: [] });
  });
});

describe("an entry that cannot be written", () => {
  test("fails the request, a read too, and what it would have changed is unchanged", async () => {
    const patient = await createPatient(owner);
    await chains.superuser.query("revoke insert on audit_events from vitaledge_app");
    try {
      const answers = [
        await owner.call("GET", `/api/patients/${patient}`),
        await owner.call("PATCH", `/api/patients/${patient}`, { firstName: "Changed" }),
        await owner.call("POST", "/api/observations", readingOn(patient, "2026-03-01")),
        await owner.call("POST", "/api/observations/bulk", { observations: [readingOn(patient, "2026-03-01")] }),
        await owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-02`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500]);
    } finally {
      await chains.superuser.query("grant insert on audit_events to vitaledge_app");
    }
    expect((await owner.call("GET", `/api/patients/${patient}`)).body.firstName).toBe("Maria");
    expect((await owner.call("GET", `/api/observations?patientId=${patient}`)).body.data).toEqual([]);
  });
});

describe("the chain", () => {
  const verify = async (): Promise<Answer["body"]> => must(owner.call("GET", "/api/audit-events/verify"));

  test("is whole after 200 parallel reads and writes", async () => {
    const patient = await createPatient(owner);
    const before = (await chains.of(owner.organizationId)).length;
    const work = Array.from({ length: 200 }, (_, index) =>
      index % 2 ? owner.call("GET", `/api/patients/${patient}`) : owner.call("POST", "/api/observations", readingOn(patient, "2026-03-01", { externalId: `e${index}` })));
    const statuses = (await Promise.all(work)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 201]));
    expect((await chains.of(owner.organizationId)).length).toBe(before + 200);
    expect(await verify()).toMatchObject({ ok: true, firstBad: null });
  });

  test("is whole where two servers add to it: many times the one, then the other, then both at once", async () => {
    const other = await createServer({
      settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_MASTER_KEY: server.masterKey, VITALEDGE_LOG_LEVEL: "silent", VITALEDGE_SCHEDULER_SECONDS: "0" },
      clock: server.clock, worker: false,
    });
    try {
      const { accessToken, organizationId } = owner;
      const patient = await createPatient(owner);
      const readAt = (url: string) => call(url, "GET", `/api/patients/${patient}`, undefined, { "authorization": `Bearer ${accessToken}`, "x-organization-id": organizationId });
      const before = (await chains.of(organizationId)).length;
      const urls = Array.from({ length: 12 }, (_, at) => (at % 8 < 4 ? server.url : other.url));
      for (const url of urls) expect((await readAt(url)).status).toBe(200);
      const both = await Promise.all(Array.from({ length: 60 }, (_, at) => readAt(at % 2 ? server.url : other.url)));
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200]));
      expect((await chains.of(organizationId)).length).toBe(before + urls.length + both.length);
      expect(await verify()).toMatchObject({ ok: true, firstBad: null });
    } finally {
      await other.close();
    }
  });

  test("is nothing that the service could change", async () => {
    const granted = await chains.superuser.query<{ granted: string }>(`
      select table_name || ' ' || privilege_type as granted from information_schema.role_table_grants
       where table_name in ('audit_events', 'system_audit_events', 'audit_signatures') and grantee in ('vitaledge_app', 'vitaledge_worker') order by 1`);
    expect(new Set(granted.rows.map((row) => row.granted.split(" ")[1]))).toEqual(new Set(["INSERT", "SELECT"]));
  });
});

describe("who saw my data", () => {
  test("an access report lists every access to the patient, and entries can be looked for", async () => {
    const patient = await createPatient(owner);
    const nurse = await server.member(owner, "CLINICIAN");
    await nurse.call("GET", `/api/patients/${patient}`);
    await nurse.call("POST", "/api/observations", readingOn(patient, "2026-03-01"));
    const report = (await must(owner.call("GET", `/api/patients/${patient}/access-report`))).data as { operationId: string; actor: { id: string } }[];
    expect(report.map(({ operationId, actor }) => [operationId, actor.id])).toEqual([
      ["recordObservation", nurse.userId], ["getPatient", nurse.userId], ["createPatient", owner.userId],
    ]);
    const by = (await must(owner.call("GET", `/api/audit-events?actorId=${nurse.userId}&operationId=getPatient&outcome=SUCCESS&limit=1&includeTotal=true`)));
    expect(by).toMatchObject({ total: 1, data: [{ patientId: patient, operationId: "getPatient", method: "GET", route: "/api/patients/{id}" }] });
    expect((await nurse.call("GET", "/api/audit-events")).body.code).toBe("permission_denied");
    expect((await owner.call("GET", "/api/patients/patient_missing/access-report")).body.code).toBe("patient_not_found");
    const pages = await must(owner.call("GET", `/api/audit-events?patientId=${patient}&limit=2`));
    expect((await must(owner.call("GET", `/api/audit-events?patientId=${patient}&limit=2&cursor=${pages.nextCursor}`))).data.length).toBeGreaterThan(0);
  });
});

describe("an operator's command", () => {
  test("is on record: emergency access in the organization's chain, an account's end in the operator's", async () => {
    const silent = { write: () => undefined };
    const { userId } = await server.account();
    const [granted, ...more] = await inOwn(() => breakGlassCommand(server.deps, { organization: owner.organizationId, user: userId, reason: "fire" }, silent));
    expect({ ...granted, more }).toMatchObject({ operation_id: "break-glass", actor_type: "OPERATOR", resource_id: userId, reason: expect.stringMatching(/^[a-z]+_/), more: [] });
    const [disabled] = await inSystem(() => disableUser(server.deps, userId, silent));
    expect(disabled).toMatchObject({ operation_id: "users disable", actor_type: "OPERATOR", resource_id: userId, outcome: "SUCCESS" });
  });
});
