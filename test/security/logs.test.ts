import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PHI_PATHS } from "../../packages/contract/generated/phi-paths.js";
import { PASSWORD, type Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const NOW = new Date("2026-03-02T12:00:00Z");

let server: TestServer;
let owner: Actor;
let superuser: pg.Client;

/** What names a patient or tells of health, each with letters that are found nowhere else. */
const clear: string[] = [];
/** The same of what lies encrypted in the tables. */
const sealed: string[] = [];
const markIn = (list: string[]) => (name: string): string => {
  list.push(`Zq${name}7f3a`);
  return list.at(-1)!;
};
const say = markIn(clear);
const hide = markIn(sealed);
/** Numbers, days and zones have no letters to spare: values that nothing else has. */
const odd = <Value extends string | number>(value: Value): Value => {
  clear.push(String(value));
  return value;
};

const patientBody = () => ({
  mrn: say("Mrn"), firstName: say("First"), lastName: say("Last"), birthDate: odd("1931-03-17"), sex: "FEMALE",
  email: `${say("email").toLowerCase()}@example.com`, phone: odd("+12125550147"), timezone: odd("Pacific/Chatham"), language: odd("zu-ZA"),
  address: { line1: hide("Line1"), line2: hide("Line2"), city: say("City"), state: "NY", postalCode: odd("12207-4421"), country: "US" },
  diagnoses: [{ code: odd("E11.649"), description: say("Diagnosis"), rank: 1 }],
  coverages: [{ order: 1, payerName: say("Payer"), memberId: hide("Member"), subscriber: { firstName: say("Subscriber"), lastName: say("Surname"), birthDate: odd("1929-07-23"), sex: "MALE" } }],
  alignments: [{ model: "ACCESS", track: say("Track"), participant: "OWN", from: odd("2026-01-13") }],
  externalIds: [{ system: "https://ehr.example.com", value: say("External") }],
  metadata: { hint: hide("Metadata") },
});

const readingBody = (patientId: string) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: odd(187.4219), unit: "mmHg", source: "MANUAL", recordedAt: "2026-03-02T11:30:00Z",
  note: hide("ReadingNote"), metadata: { cuff: hide("ReadingMetadata") },
  context: {
    bodyPosition: say("Position"), bodySite: say("Site"), mealRelation: say("Meal"), activity: say("Activity"), irregularHeartbeat: true, averagedFrom: 3,
  },
});

const enrollmentBody = (patientId: string) => ({
  patientId, program: "RPM", startDate: "2026-02-01", endDate: "2026-06-30", endReason: "GOALS_MET", deviceSetupDate: odd("2026-02-03"),
  consent: { method: "VERBAL", date: odd("2026-01-29"), obtainedBy: say("Witness") },
  diagnoses: [{ code: odd("I13.11"), description: say("Billed"), rank: 1 }], billingFacts: { chronicConditions: 4 },
});

const timeBody = (enrollmentId: string) => ({
  enrollmentId, startedAt: "2026-03-02T09:00:00Z", durationSeconds: 600, activity: "CALL", staffRole: "CLINICAL_STAFF", note: hide("TimeNote"),
});

type Sent = keyof typeof PHI_PATHS;
const memberOf = (value: unknown, path: string): unknown =>
  path.replaceAll("[*]", ".0").split(".").reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);

/** Sends a body in which nothing that the contract marks as health data is missing. */
const send = async (operation: Sent, method: string, path: string, body: object): Promise<Answer> => {
  const paths: readonly string[] = PHI_PATHS[operation].request;
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((name) => memberOf(body, name) === undefined), operation).toEqual([]);
  return owner.call(method, path, body);
};
const must = async (answer: Promise<Answer>): Promise<Answer["body"]> => {
  const { status, text, body } = await answer;
  expect(status, text).toBeLessThan(300);
  return body;
};

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner();
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();

  const { id: patientId } = await must(send("createPatient", "POST", "/api/patients", patientBody()));
  await must(send("replacePatient", "PUT", `/api/patients/${patientId}`, patientBody()));
  await must(send("updatePatient", "PATCH", `/api/patients/${patientId}`, patientBody()));
  await must(send("searchPatients", "POST", "/api/patients/search", { search: clear[1], mrn: clear[0], externalId: `https://ehr.example.com|${clear[0]}` }));
  await must(owner.call("GET", `/api/patients?search=${clear[1]}`));
  const { id: enrollmentId } = await must(send("createEnrollment", "POST", "/api/enrollments", enrollmentBody(patientId)));
  const reading = await must(send("recordObservation", "POST", "/api/observations", readingBody(patientId)));
  const second = { ...readingBody(patientId), recordedAt: "2026-03-02T11:40:00Z" };
  await must(send("recordObservations", "POST", "/api/observations/bulk", { observations: [second] }));
  await must(send("voidObservation", "POST", `/api/observations/${reading.id}/void`, { reason: hide("VoidReason") }));
  await must(owner.call("GET", `/api/observations/patient/${patientId}/trends?metricDefinitionId=metric_bp_systolic`));
  const { data: alerts } = await must(owner.call("GET", `/api/alerts?patientId=${patientId}`));
  await must(send("actOnAlerts", "POST", "/api/alerts/triage", { alertIds: [alerts[0].id], action: "ACKNOWLEDGE", note: hide("TriageNote") }));
  await must(owner.call("GET", "/api/alerts/triage"));
  const { enrollmentId: _enrollment, ...logged } = { ...timeBody(enrollmentId), note: hide("ResolvedTime") };
  await must(send("resolveAlert", "POST", `/api/alerts/${alerts[0].id}/resolve`, { outcome: "SENT_TO_ED", note: hide("AlertNote"), timeEntry: logged }));
  await must(send("bulkResolveAlerts", "POST", "/api/alerts/bulk-resolve", { alertIds: [alerts[0].id], outcome: "OTHER", note: hide("BulkNote") }));
  const time = await must(send("createTimeEntry", "POST", "/api/time-entries", timeBody(enrollmentId)));
  await must(send("voidTimeEntry", "POST", `/api/time-entries/${time.id}/void`, { reason: hide("TimeVoid") }));
  await must(send("startTimeEntry", "POST", "/api/time-entries/start", { enrollmentId, activity: "CALL", staffRole: "QHP", note: hide("StartNote") }));
  await must(send("stopTimeEntry", "POST", "/api/time-entries/stop", { note: hide("StopNote") }));
  await must(send("createMetricDefinition", "POST", "/api/metric-definitions", { code: "grip", name: "Grip", unit: "kg", programs: ["RTM"], note: hide("MetricNote") }));
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

const found = (markers: readonly string[], text: string): string[] => markers.filter((marker) => text.includes(marker));

describe("no log line holds health data", () => {
  test("of what was sent and answered, at the level of most words", () => {
    const log = server.logs.join("");
    expect(log).toContain('"operationId":"recordObservation"');
    expect(found([...clear, ...sealed], log)).toEqual([]);
  });

  test("where validation refuses it, a constraint does, or the database fails in the middle", async () => {
    const before = server.logs.length;
    const body = patientBody();
    expect((await owner.call("POST", "/api/patients", { ...body, birthDate: body.firstName, [body.lastName]: 1 })).status).toBe(400);
    expect((await owner.call("POST", "/api/patients", body)).body.code).toBe("mrn_taken");
    expect((await owner.call("POST", "/api/patients", `{ "firstName": "${body.firstName}`, { "content-type": "application/json" })).body.code).toBe("invalid_json");
    await superuser.query("alter table patients add constraint surprise check (mrn is null) not valid");
    const failed = await owner.call("POST", "/api/patients", { ...body, mrn: say("Fresh") });
    await superuser.query("alter table patients drop constraint surprise");
    expect(failed.body.code).toBe("internal_error");
    expect(found([...clear, ...sealed], failed.text)).toEqual([]);
    const log = server.logs.slice(before).join("");
    expect(log).toContain("surprise");
    expect(found([...clear, ...sealed], log)).toEqual([]);
  });

  test("nor a password or a token", async () => {
    await owner.call("POST", "/api/auth/refresh", { refreshToken: owner.refreshToken });
    await must(owner.call("GET", "/api/auth/me"));
    const log = server.logs.join("");
    expect(found([PASSWORD, owner.accessToken, owner.accessToken.split(".")[2]!, owner.refreshToken, owner.email], log)).toEqual([]);
  });
});

describe("what is encrypted", () => {
  /** Every row of every table as text, those of partitions and of earlier versions too. */
  const dump = async (): Promise<string> => {
    const tables = await superuser.query<{ name: string }>("select format('%I', c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')");
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await superuser.query<{ row: string }>(`select t::text as row from ${name} t`);
      texts.push(...rows.map(({ row }) => row));
    }
    return texts.join("\n");
  };

  test("is readable in no row, neither the present one nor an earlier one", async () => {
    const all = await dump();
    expect(found([clear[1]!], all)).toEqual([clear[1]]);
    expect(found([...sealed, "+12125550147"], all)).toEqual([]);
  });

  test("is readable through the API", async () => {
    const answers = await Promise.all(
      ["patients", "observations", "time-entries?status=FINAL", "alerts", "metric-definitions"].map((path) => owner.call("GET", `/api/${path}`)));
    const seen = answers.map(({ text }) => text).join("\n");
    for (const name of ["Line1", "Line2", "Member", "Metadata", "ReadingNote", "ReadingMetadata", "AlertNote", "ResolvedTime", "MetricNote"]) {
      expect(seen).toContain(`Zq${name}7f3a`);
    }
  });
});
