import pg from "pg";
import type { Actor } from "../actors.js";
import { COMPLETE_ORGANIZATION, completeEnrollment, createPatient, must, sendReadings } from "../billing-scene.js";
import type { TestServer } from "../server.js";

export const NOW = "2026-03-02T12:00:00Z";
/** A month that is over, with readings and time. */
export const MONTH = "2026-01";
const DAYS = 17;
/** Seconds of an enrollment's month: less than this is not billed. */
const BILLED = 1200;

/** An organization that has `size` of everything, and of everything that belongs to a thing `size` of the first. */
export type Crowd = {
  server: TestServer;
  owner: Actor;
  size: number;
  patients: string[];
  practitioners: string[];
  devices: string[];
  metrics: string[];
  rules: string[];
  enrollments: string[];
  readings: string[];
  alerts: string[];
  times: string[];
  claims: string[];
  invitations: string[];
  keys: string[];
  webhooks: string[];
  deliveries: string[];
  members: string[];
  sessions: string[];
  /** What one call leaves for a later one: tokens and secrets. */
  notes: Map<string, string>;
};

const upTo = (size: number): number[] => Array.from({ length: size }, (_, at) => at);

/** The digits end in the one by which Luhn's sum, with the prefix of an NPI, is a multiple of ten. */
const npiOf = (at: number): string => {
  const nine = String(100_000_000 + at);
  const sum = [...`80840${nine}`].toReversed().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 ? 1 : 2);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return nine + String((10 - (sum % 10)) % 10);
};

export const readingAt = (patientId: string, recordedAt: string, value = 120) =>
  ({ patientId, metricDefinitionId: "metric_bp_systolic", value, unit: "mmHg", source: "DEVICE", recordedAt });

export const makeCrowd = async (server: TestServer, size: number): Promise<Crowd> => {
  const owner = await server.owner(COMPLETE_ORGANIZATION);
  const post = async (path: string, body: object): Promise<string> => (await must(owner.call("POST", path, body))).id;
  const each = async (make: (at: number) => Promise<string>): Promise<string[]> => {
    const ids: string[] = [];
    for (const at of upTo(size)) ids.push(await make(at));
    return ids;
  };
  const patients = await each((at) => createPatient(owner, { mrn: `MRN-${at}` }));
  const first = patients[0]!;
  const practitioners = await each((at) => post("/api/practitioners", { firstName: "Sam", lastName: "Example", npi: npiOf(at) }));
  const devices = await each((at) => post("/api/devices", { serialNumber: `S-${at}`, manufacturer: "Acme" }));
  for (const id of devices) await must(owner.call("POST", `/api/devices/${id}/assign`, { patientId: first, from: "2025-12-01T00:00:00Z" }));
  const metrics = await each((at) => post("/api/metric-definitions", { code: `grip_${at}`, name: "Grip", unit: "kg", programs: ["RTM"] }));
  // Each metric's one rule is broken by the first patient: as many alerts of one patient.
  const rules = await each((at) => post("/api/alert-rules", { metricDefinitionId: metrics[at], condition: { type: "threshold", operator: "lt", value: 5 }, severity: "LOW" }));
  const enrollments = await each(async (at) => post("/api/enrollments", await completeEnrollment(owner, patients[at]!)));
  for (const at of upTo(size)) await must(owner.call("PATCH", `/api/enrollments/${enrollments[0]!}`, { deviceSetupDate: `2026-01-${String(1 + (at % 2)).padStart(2, "0")}` }));
  for (const mdmComplexity of ["MODERATE", "LOW"]) await must(owner.call("PUT", `/api/enrollments/${enrollments[0]!}/billing-facts/${MONTH}`, { mdmComplexity }));
  await sendReadings(owner, patients.flatMap((id) => upTo(DAYS).map((day) => readingAt(id, `${MONTH}-${String(day + 2).padStart(2, "0")}T17:00:00Z`))));
  await sendReadings(owner, [
    ...patients.map((id) => readingAt(id, "2026-03-02T11:00:00Z", 190)),
    ...metrics.map((metricDefinitionId) => ({ ...readingAt(first, "2026-03-02T11:01:00Z", 1), metricDefinitionId, unit: "kg" })),
  ]);
  const { data: readings } = await must(owner.call("GET", `/api/observations/patient/${first}?limit=${size}`));
  const { data: alerts } = await must(owner.call("GET", "/api/alerts?limit=200"));
  const times = await each((at) => post("/api/time-entries", timeOf(enrollments[0]!, at, BILLED / size)));
  for (const id of enrollments.slice(1)) await post("/api/time-entries", timeOf(id, 0));
  const claims = await each((at) => post("/api/billing/claims", { enrollmentId: enrollments[at], code: "99457", units: 1, dosTo: "2025-12-31" }));
  const invitations = await each((at) => post(`/api/organizations/${owner.organizationId}/invitations`, { email: `new${at}@example.com`, role: "BILLER" }));
  const keys = await each(() => post("/api/api-keys", { name: "Gateway", permissions: ["patients:read"] }));
  const webhooks = await each(() => post("/api/webhooks", { url: "https://hooks.example.com/a", events: ["alert.opened"] }));
  const deliveries = await each(async () => (await must(owner.call("POST", `/api/webhooks/${webhooks[0]!}/test`, {}))).deliveryId);
  await each(() => post("/api/organizations", { name: "Another", timezone: "America/New_York" }));
  const { members, sessions } = await makePeople(server, owner, size);
  const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);
  return {
    server, owner, size, patients, practitioners, devices, metrics, rules, enrollments, readings: ids(readings), alerts: ids(alerts), times, claims, invitations,
    keys, webhooks, deliveries, members, sessions, notes: new Map(),
  };
};

export const timeOf = (enrollmentId: string, at: number, durationSeconds = BILLED) =>
  ({ enrollmentId, startedAt: `${MONTH}-${String(1 + (at % 28)).padStart(2, "0")}T15:00:00Z`, durationSeconds, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF" });

/** Copies of the owner's account, membership and session, made in the database: to sign in takes a while on purpose. */
const makePeople = async (server: TestServer, { userId, organizationId }: Actor, size: number): Promise<{ members: string[]; sessions: string[] }> => {
  const client = new pg.Client({ connectionString: server.database.superuserUrl });
  await client.connect();
  const copies = (id: string, prefix: string): string[] => upTo(size).map((at) => `${prefix}_${id.slice(-8)}${at}`);
  const [members, sessions] = [copies(userId, "user"), copies(userId, "ses")];
  await client.query(`insert into users select copy.* from users t, unnest($2::text[]) copies (fresh),
    jsonb_populate_record(t, jsonb_build_object('id', fresh, 'email', fresh || '@example.com')) copy where t.id = $1`, [userId, members]);
  await client.query(`insert into members (organization_id, user_id, role, created_at, updated_at)
    select m.organization_id, fresh, 'CLINICIAN', m.created_at, m.updated_at from members m, unnest($3::text[]) copies (fresh) where m.organization_id = $1 and m.user_id = $2`, [organizationId, userId, members]);
  await client.query(`insert into sessions select copy.* from sessions t, unnest($2::text[]) copies (fresh),
    jsonb_populate_record(t, jsonb_build_object('id', fresh)) copy where t.user_id = $1`, [userId, sessions]);
  await client.end();
  return { members, sessions };
};
