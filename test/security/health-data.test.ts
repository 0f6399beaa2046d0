import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { OPERATIONS, type Operation, type OperationId } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import { doctorCommand } from "../../packages/server/src/commands/doctor.js";
import { PASSWORD, type Actor } from "../support/actors.js";
import { COMPLETE_ORGANIZATION, practitionerOf } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { makeHarvest } from "../support/health-data.js";
import { claimBody, clear, deviceBody, enrollmentBody, hide, monthFactsBody, patientBody, PHONE, readingBody, say, sealed, searchBody, timeBody } from "../support/marked-bodies.js";
import { startServer, type TestServer } from "../support/server.js";

const NOW = new Date("2026-03-02T12:00:00Z");
const harvest = makeHarvest();
/** All that the process wrote by itself, beside its log. */
const output: string[] = [];
/** Every problem that was answered. */
const problems: string[] = [];

let server: TestServer;
let owner: Actor;
let superuser: pg.Client;
let rows: Record<string, string>;

const queryOf = (path: string): Record<string, string> => Object.fromEntries(new URL(path, "http://x").searchParams);

/** One call of an operation, with what of it is health data by the contract gathered. */
const ask = async (id: OperationId, path: string, body?: object | string, headers?: Record<string, string>): Promise<Answer> => {
  const operation: Operation = OPERATIONS[id];
  const answer = await owner.call(operation.method.toUpperCase(), path, body, headers);
  harvest.take(id, "query", queryOf(path));
  harvest.take(id, "request", body);
  if (answer.status >= 400) problems.push(answer.text);
  else harvest.take(id, "answer", answer.body);
  return answer;
};
const must = async (...call: Parameters<typeof ask>): Promise<Answer["body"]> => {
  const { status, text, body } = await ask(...call);
  expect(status, `${call[0]} ${text}`).toBeLessThan(300);
  return body;
};

const seed = async (): Promise<void> => {
  const practitionerId = await practitionerOf(owner, "1234567893");
  const { id: patientId } = await must("createPatient", "/api/patients", patientBody());
  const patient = `/api/patients/${patientId}`;
  await must("replacePatient", patient, patientBody());
  await must("updatePatient", patient, patientBody());
  await must("getPatient", patient);
  const duplicate = await must("createPatient", "/api/patients", { firstName: "Ann", lastName: "Doe", birthDate: "1950-01-01" });
  await must("mergePatient", `${patient}/merge`, { duplicateId: duplicate.id });
  await must("searchPatients", "/api/patients/search", searchBody());
  await must("listPatients", `/api/patients?${new URLSearchParams(searchBody()).toString()}`);
  const device = await must("createDevice", "/api/devices", deviceBody());
  await must("updateDevice", `/api/devices/${device.id}`, deviceBody("x"));
  await must("listDevices", `/api/devices?serialNumber=${say("Serialx")}&imei=${deviceBody("x").imei}`);
  const enrollment = await must("createEnrollment", "/api/enrollments", enrollmentBody(patientId, practitionerId));
  const { patientId: _patient, program: _program, ...changes } = enrollmentBody(patientId, practitionerId);
  await must("updateEnrollment", `/api/enrollments/${enrollment.id}`, changes);
  await must("updateEnrollment", `/api/enrollments/${enrollment.id}`, { endReason: "PATIENT_REQUEST" });
  await must("replaceBillingFacts", `/api/enrollments/${enrollment.id}/billing-facts/2026-01`, monthFactsBody());
  await must("updatePractitioner", `/api/practitioners/${practitionerId}`, { userId: owner.userId });
  await must("createSignOff", `/api/billing/sign-offs/${enrollment.id}/2026-01`, { note: hide("SignOffNote") });
  const reading = await must("recordObservation", "/api/observations", readingBody(patientId, "2026-03-02T11:31:17.000Z"));
  await must("recordObservations", "/api/observations/bulk", { observations: [readingBody(patientId, "2026-03-02T11:43:29.000Z")] });
  await must("getPatientTrends", `/api/observations/patient/${patientId}/trends?metricDefinitionId=metric_bp_systolic`);
  // Two days short of sixteen.
  const days = Array.from({ length: 14 }, (_, day) => ({ ...readingBody(patientId, `2025-12-${day + 17}T18:00:00.000Z`), source: "DEVICE" }));
  await must("recordObservations", "/api/observations/bulk", { observations: days });
  await must("assignDevice", `/api/devices/${device.id}/assign`, { patientId });
  await must("unassignDevice", `/api/devices/${device.id}/unassign`, {});
  const { data: alerts } = await must("listAlerts", `/api/alerts?patientId=${patientId}`);
  await must("actOnAlerts", "/api/alerts/triage", { alertIds: [alerts[0].id], action: "ACKNOWLEDGE", note: hide("TriageNote") });
  await must("listTriage", "/api/alerts/triage");
  const { enrollmentId: _enrollment, ...logged } = timeBody(enrollment.id, "ResolvedTime");
  await must("resolveAlert", `/api/alerts/${alerts[0].id}/resolve`, { outcome: "SENT_TO_ED", note: hide("AlertNote"), timeEntry: logged });
  await must("bulkResolveAlerts", "/api/alerts/bulk-resolve", { alertIds: [alerts[0].id], outcome: "MEDICATION_CHANGED", note: hide("BulkNote") });
  await must("listAlerts", `/api/alerts?patientId=${patientId}`);
  await must("getAlert", `/api/alerts/${alerts[0].id}`);
  const time = await must("createTimeEntry", "/api/time-entries", timeBody(enrollment.id, "TimeNote"));
  await must("startTimeEntry", "/api/time-entries/start", { enrollmentId: enrollment.id, activity: "CALL", staffRole: "QHP", note: hide("StartNote") });
  await must("stopTimeEntry", "/api/time-entries/stop", { note: hide("StopNote") });
  await must("createMetricDefinition", "/api/metric-definitions", { code: "grip", name: "Grip", unit: "kg", programs: ["RTM"], note: hide("MetricNote") })
    .then(({ id }) => must("updateMetricDefinition", `/api/metric-definitions/${id}`, { note: hide("MetricNote") }).then(() => void (rows = { "metric-definitions": id })));
  const claim = await must("recordClaim", "/api/billing/claims", claimBody(enrollment.id));
  await must("updateClaim", `/api/billing/claims/${claim.id}`, { status: "DENIED", payerClaimNumber: say("Denied") });
  await must("getBillingReadiness", `/api/billing/readiness/${enrollment.id}/2026-01`);
  await must("closeBillingMonth", `/api/billing/close/${owner.organizationId}/2026-01`);
  // What lacked then does not any more: its lines would be added.
  const { name: _name, ...complete } = COMPLETE_ORGANIZATION;
  await must("updateOrganization", `/api/organizations/${owner.organizationId}`, complete);
  const rule = await must("createAlertRule", "/api/alert-rules", { metricDefinitionId: "metric_bp_systolic", patientId, condition: { type: "threshold", operator: "lt", value: 5 }, severity: "LOW" });
  rows = {
    ...rows, patients: patientId, patientId, devices: device.id, enrollments: enrollment.id, enrollmentId: enrollment.id, observations: reading.id, alerts: alerts[0].id,
    "time-entries": time.id, practitioners: practitionerId, claims: claim.id, "alert-rules": rule.id, orgId: owner.organizationId, month: "2026-01", userId: owner.userId,
  };
};

type Content = Record<string, { example?: object }>;
type Documented = Record<string, Record<string, { requestBody?: { content: Content } }>>;
const exampleOf = ({ path, method, body }: Operation): object | undefined =>
  body ? (document.paths as unknown as Documented)[path]![method]!.requestBody!.content[body.mediaTypes[0]!]!.example : undefined;
const pathOf = (operation: Operation, turn: (id: string) => string = (id) => id): string =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const row = rows[name === "id" ? /([a-z-]+)\/\{id\}/.exec(operation.path)?.[1] ?? "" : name] ?? "x_missing";
    return name === "month" || name === "orgId" ? row : turn(row);
  }) + (operation.query.some(({ required }) => required) ? "?metricDefinitionId=metric_bp_systolic" : "");

// Reading comes first and what takes away comes last; signing out ends the session of all others.
const weigh = ({ id, method }: Operation): number => (id === "logout" ? 3 : method === "delete" ? 2 : method === "get" ? 0 : 1);
const ORDER = (Object.values(OPERATIONS) as readonly Operation[]).toSorted((one, other) => weigh(one) - weigh(other));

/** Every operation: as its example has it, and with each fault that operations share, with markers wherever a caller can put words. */
const passOverAll = async (): Promise<void> => {
  for (const operation of ORDER.filter(({ id }) => id !== "logout")) {
    const id = operation.id as OperationId;
    const body = exampleOf(operation);
    const type: Record<string, string> = operation.body ? { "content-type": operation.body.mediaTypes[0]! } : {};
    await ask(id, pathOf(operation), body, type);
    await ask(id, `${pathOf(operation, (row) => `${row.split("_")[0]!}_${say("Path")}`)}`, body, type);
    await ask(id, `${pathOf(operation)}${pathOf(operation).includes("?") ? "&" : "?"}first=${say("Query")}`, body, type);
    await ask(id, pathOf(operation), body, { ...type, authorization: `Bearer ${say("Bearer")}`, "user-agent": say("Agent"), referer: `http://x/?q=${say("Referer")}` });
    if (!operation.body) continue;
    await ask(id, pathOf(operation), `{"firstName": "${say("Broken")}`, type);
    await ask(id, pathOf(operation), { firstName: { deep: say("Wrong") }, note: 7, value: say("Value") }, type);
    await ask(id, pathOf(operation), `${say("Csv")},`, { "content-type": "text/csv" });
  }
};

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => Boolean(output.push(String(text))));
  }
  server = await startServer({ now: NOW, settings: { SMTP_URL: "smtp://127.0.0.1:1" } });
  owner = await server.owner();
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  await seed();
  // Before what was seeded is voided, ended and deleted.
  for (const operation of ORDER.filter(({ method }) => method === "get")) await ask(operation.id as OperationId, pathOf(operation));
  await must("reopenBillingMonth", `/api/billing/reopen/${owner.organizationId}/2026-01`, { reason: hide("ReopenReason") });
  await must("voidObservation", `/api/observations/${rows.observations}/void`, { reason: hide("VoidReason") });
  await must("voidTimeEntry", `/api/time-entries/${rows["time-entries"]}/void`, { reason: hide("TimeVoid") });
  await passOverAll();
}, 180_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await superuser.end();
  await server.close();
});

const found = (markers: Iterable<string>, text: string): string[] => [...markers].filter((marker) => text.includes(marker));
const all = (): string[] => [...new Set([...clear, ...sealed, ...harvest.values])];
/** Without the moment of writing, which may be a day that a patient was born on. */
const logSince = (line: number): string => server.logs.slice(line).join("").replaceAll(/"time":"[^"]+",?/g, "");

/** An alert that is resolved is not in the queue. */
const NEVER = ["listTriage answer data[*].alert.resolution.outcome", "listTriage answer data[*].alert.resolution.note"];

test("every place that holds health data by the contract was sent, or answered, with something in it", () => {
  expect(harvest.missed()).toEqual(NEVER);
  expect(harvest.values.size).toBeGreaterThan(100);
});

test("the places that hold health data are the ones that were agreed on", async () => {
  type Node = { "x-phi"?: boolean; properties?: Record<string, Node>; items?: Node; allOf?: Node[]; oneOf?: Node[]; anyOf?: Node[] };
  const placesIn = (node: Node, at: string): string[] => [
    ...(node["x-phi"] ? [at] : []),
    ...Object.entries(node.properties ?? {}).flatMap(([name, inner]) => placesIn(inner, `${at}.${name}`)),
    ...(node.items ? placesIn(node.items, `${at}[*]`) : []),
    ...[...(node.allOf ?? []), ...(node.oneOf ?? []), ...(node.anyOf ?? [])].flatMap((part) => placesIn(part, at)),
  ];
  const places = Object.entries(document.components.schemas as unknown as Record<string, Node>).flatMap(([name, node]) => placesIn(node, name));
  await expect(`${[...new Set(places)].toSorted().join("\n")}\n`).toMatchFileSnapshot("health-data.txt");
});

describe("no log line holds health data", () => {
  test("of what was sent and answered by any operation, at the level of most words", () => {
    const log = logSince(0);
    const logged = new Set([...log.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id));
    expect(ORDER.map(({ id }) => id).filter((id) => !logged.has(id))).toEqual(["logout"]);
    expect(found(all(), log)).toEqual([]);
  });

  test("nor does what the process writes beside its log, or the database's own", () => {
    expect(found(all(), output.join("").replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d/g, ""))).toEqual([]);
    const files = (readdirSync(inject("scratchDirectory"), { recursive: true }) as string[]).filter((name) => name.endsWith(".log")).map((name) => join(inject("scratchDirectory"), name));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files.filter((name) => statSync(name).isFile())) expect(found([...clear, ...sealed].filter((marker) => marker.startsWith("Zq")), readFileSync(file, "utf8")), file).toEqual([]);
  });

  test("where a rule refuses it, a constraint does, the database takes too long, or fails in the middle", async () => {
    const before = server.logs.length;
    const body = { ...patientBody(), mrn: say("Fresh") };
    await must("createPatient", "/api/patients", body);
    expect((await ask("createPatient", "/api/patients", { ...body, birthDate: body.firstName })).status).toBe(400);
    expect((await ask("createPatient", "/api/patients", { ...body, timezone: say("Zone") })).status).toBe(422);
    expect((await ask("createPatient", "/api/patients", body)).body.code).toBe("mrn_taken");
    await superuser.query("alter table patients add constraint surprise check (mrn is null) not valid");
    expect((await ask("createPatient", "/api/patients", { ...body, mrn: say("Later") })).body.code).toBe("internal_error");
    await superuser.query("alter table patients drop constraint surprise");
    expect(logSince(before)).toContain("surprise");

    // What a role is set to holds for connections that are made after it.
    const restart = async (): Promise<void> => {
      await superuser.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like 'vitaledge\\_%'");
      await vi.waitFor(async () => expect((await owner.call("GET", "/api/devices?limit=1")).status).toBe(200), { timeout: 60_000 });
    };
    const name = new URL(server.database.appUrl).pathname.slice(1);
    await superuser.query(`alter role vitaledge_app in database ${name} set statement_timeout = '400ms'`);
    await restart();
    await superuser.query("begin; lock table patients in access exclusive mode");
    const slow = await ask("createPatient", "/api/patients", { ...body, mrn: say("Slow") });
    await superuser.query("rollback");
    expect(slow.body.code).toBe("unavailable");
    expect(logSince(before)).toContain("57014");
    await superuser.query(`alter role vitaledge_app in database ${name} reset statement_timeout`);
    await restart();

    const { recorder } = server.deps;
    const { record } = recorder;
    for (const thrown of [new Error(say("Thrown")), say("Thrown"), { [say("Thrown")]: say("Thrown") }, Object.assign(new Error(say("Thrown")), { detail: say("Thrown"), where: say("Thrown"), cause: new Error(say("Thrown")) })]) {
      recorder.record = () => Promise.reject(thrown as Error);
      expect((await ask("recordObservation", "/api/observations", readingBody(rows.patientId!, "2026-03-02T11:31:17.000Z"))).status).toBe(500);
    }
    recorder.record = record;
    expect(found(all(), logSince(before))).toEqual([]);
  });

  test("nor a password or a token", async () => {
    await owner.call("POST", "/api/auth/refresh", { refreshToken: owner.refreshToken });
    expect(found([PASSWORD, owner.accessToken, owner.accessToken.split(".")[2]!, owner.refreshToken, owner.email], logSince(0))).toEqual([]);
  });
});

test("no problem repeats health data", () => {
  expect(problems.length).toBeGreaterThan(300);
  expect(found([...clear, ...sealed].filter((marker) => marker.startsWith("Zq")), problems.join("\n"))).toEqual([]);
});

test("the bundle for support holds none, and no name, address, secret or id of anybody", async () => {
  const file = join(inject("scratchDirectory"), `support-${process.pid}.json`);
  const secret = Buffer.alloc(32, 7).toString("base64");
  const environment = {
    DATABASE_URL: server.database.appUrl, VITALEDGE_MASTER_KEY: secret, SMTP_URL: "smtp://mailer:Zq-mail-secret@127.0.0.1:1", VITALEDGE_PUBLIC_URL: "https://clinic-of-zq.example",
    VITALEDGE_MAIL_FROM: "Zq Clinic <zq@example.com>", VITALEDGE_BACKUP_KEYS: "/srv/zq-clinic/keys", VITALEDGE_CORS_ORIGINS: "https://app-of-zq.example",
  };
  await doctorCommand({ environment, version: "0.1.0" }, { report: file }, { write: () => true }).catch(() => undefined);
  const bundle = readFileSync(file, "utf8");
  expect(bundle).toContain("refusalsOfTheLastDay");
  const password = new URL(server.database.appUrl).password;
  expect(password).not.toBe("");
  const secrets = [secret, password, PASSWORD, owner.accessToken, owner.refreshToken, owner.email, owner.organizationId, owner.userId, "Zq-mail-secret", "clinic-of-zq", "zq@example.com", "zq-clinic", "app-of-zq"];
  expect(found([...all(), ...secrets], bundle)).toEqual([]);
});

describe("what is stored", () => {
  /** Every row of every table as text and as bytes in hex, those of partitions and of earlier versions too. */
  const dump = async (only: RegExp = /./): Promise<string> => {
    const { rows: names } = await superuser.query<{ name: string }>("select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')");
    const texts: string[] = [];
    for (const { name } of names.filter((table) => only.test(table.name))) {
      texts.push(...(await superuser.query<{ row: string }>(`select t::text as row from ${name} t`)).rows.map(({ row }) => row));
    }
    return texts.join("\n");
  };
  const inHex = (markers: readonly string[]): string[] => markers.map((marker) => Buffer.from(marker).toString("hex"));

  test("encrypted is readable in no row, neither the present one nor an earlier one", async () => {
    const text = await dump();
    expect(found([say("First")], text)).toEqual([say("First")]);
    expect(found([...sealed, ...inHex(sealed), PHONE], text)).toEqual([]);
  });

  test("for mails, events and jobs holds none at all", async () => {
    const text = await dump(/^(?!.*audit).*(outbox|mail|job|event|deliver|webhook|idempot|lease|counter)/);
    expect(text).not.toBe("");
    expect(found([...all(), ...inHex(all())], text)).toEqual([]);
  });

  test("for the audit holds none, but what a caller calls itself and the ids it asked for", async () => {
    const text = await dump(/audit/);
    expect(text).not.toBe("");
    const asked = [say("Agent"), say("Path")];
    expect(found([...clear, ...sealed].filter((marker) => marker.startsWith("Zq") && !asked.includes(marker)), text)).toEqual([]);
  });

  test("encrypted is readable through the API", async () => {
    const answers = await Promise.all(
      ["patients", "observations?status=FINAL,ENTERED_IN_ERROR", "time-entries?status=FINAL,VOIDED", "alerts", "metric-definitions"].map((path) => owner.call("GET", `/api/${path}`)));
    const seen = answers.map(({ text }) => text).join("\n");
    expect(found(["Line1", "Line2", "Member", "Metadata", "ReadingNote", "ReadingMetadata", "AlertNote", "ResolvedTime"].map(hide), seen).length).toBe(8);
  });
});
