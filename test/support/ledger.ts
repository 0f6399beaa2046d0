import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { call, type Answer } from "./call.js";

type Reading = { patientId: string; recordedAt: string; value: number };

/** What clients were told, and what they were not. */
export type Ledger = {
  /** Ids of readings whose creation was answered, by what was sent. */
  acknowledged: Map<string, { id: string; reading: Reading }>;
  /** Sent, and never answered with success: stored once or not at all. */
  unanswered: Map<string, Reading>;
  /** MRNs of patients whose creation was answered, with their ids. */
  patients: Map<string, string>;
  /** Answers that a sick server must not give. */
  wrong: string[];
  requests: number;
  /** Milliseconds of the epoch: the first reading's time. Old readings are not evaluated. */
  since: number;
};

export type Subject = {
  url: string;
  headers(): Record<string, string>;
  /** One patient a writer. */
  patientIds: readonly string[];
  /** For checks behind the server's back. */
  superuserUrl(): string;
};

const keyOf = (reading: Reading): string => `${reading.patientId} ${reading.recordedAt}`;
const HOUR = 3_600_000;
/** Milliseconds before a client that had no answer goes on. */
const PAUSE = 200;
/** Above the built-in rules' bounds: each such reading belongs to an alert. */
const HIGH = 190;
const BULK = 5;

const inputOf = ({ patientId, recordedAt, value }: Reading) => ({ patientId, metricDefinitionId: "metric_bp_systolic", value, unit: "mmHg", source: "DEVICE", recordedAt });

export const emptyLedger = (): Ledger => ({ acknowledged: new Map(), unanswered: new Map(), patients: new Map(), wrong: [], requests: 0, since: Date.now() - HOUR });

/** Writers, one for each patient, that send one thing after the other until they are stopped, whatever becomes of the server. */
export const startWriters = (subject: Subject, ledger: Ledger): { stop(): Promise<void> } => {
  let stopped = false;
  const write = async (patientId: string, number: number): Promise<void> => {
    // Half of them send the same again until it is answered, as a device does; the others go on.
    const insist = async (send: () => Promise<boolean>): Promise<void> => {
      while (!(await send()) && !stopped) {
        await sleep(PAUSE);
        // Who goes on comes back later, or a long outage would be all that is left to compare.
        if (number % 2) return sleep(5 * PAUSE);
      }
    };
    for (let turn = 0; !stopped; turn += 1) {
      const at = (item: number): string => new Date(ledger.since + 10 * ledger.requests + item).toISOString();
      ledger.requests += 1;
      const readingAt = (item: number): Reading => ({ patientId, recordedAt: at(item), value: (turn + item) % 4 === 0 ? HIGH : 120 });
      const mrn = `MRN-${ledger.requests}`;
      const readings = Array.from({ length: BULK }, (_, item) => readingAt(item));
      if (turn % 8 === 7) await insist(() => addPatient(subject, ledger, mrn));
      else if (turn % 4 === 3) await insist(() => sendMany(subject, ledger, readings));
      else await insist(() => sendOne(subject, ledger, readings[0]!));
    }
  };
  const all = Promise.all(subject.patientIds.map(write));
  return {
    async stop() {
      stopped = true;
      await all;
    },
  };
};

/** Undefined where there was no answer that says what became of it. */
const attempt = async (subject: Subject, ledger: Ledger, path: string, body: unknown): Promise<Answer | undefined> => {
  const answer = await call(subject.url, "POST", path, body, subject.headers()).catch(() => undefined);
  if (answer && (answer.status < 300 || answer.body.code === "mrn_taken")) return answer;
  if (answer && answer.status !== 503) ledger.wrong.push(`${answer.status} ${answer.text}`);
  return undefined;
};

const sendOne = async (subject: Subject, ledger: Ledger, reading: Reading): Promise<boolean> => {
  ledger.unanswered.set(keyOf(reading), reading);
  const answer = await attempt(subject, ledger, "/api/observations", inputOf(reading));
  if (answer) acknowledge(ledger, reading, answer.body.id);
  return answer !== undefined;
};

const sendMany = async (subject: Subject, ledger: Ledger, readings: readonly Reading[]): Promise<boolean> => {
  for (const reading of readings) ledger.unanswered.set(keyOf(reading), reading);
  const answer = await attempt(subject, ledger, "/api/observations/bulk", { observations: readings.map(inputOf) });
  readings.forEach((reading, index) => answer && acknowledge(ledger, reading, answer.body.results[index].id));
  return answer !== undefined;
};

const acknowledge = (ledger: Ledger, reading: Reading, id: string): void => {
  ledger.acknowledged.set(keyOf(reading), { id, reading });
  ledger.unanswered.delete(keyOf(reading));
};

const addPatient = async (subject: Subject, ledger: Ledger, mrn: string): Promise<boolean> => {
  const answer = await attempt(subject, ledger, "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01", mrn });
  // 409: the first attempt had been stored, and only its answer was lost.
  if (answer?.status === 201) ledger.patients.set(mrn, answer.body.id);
  return answer !== undefined;
};

/** All that must hold once everything runs again; answers what does not. */
export const auditLedger = async (subject: Subject, ledger: Ledger): Promise<string[]> => [
  ...ledger.wrong,
  ...(await compareWithStored(subject, ledger)),
  ...(await findHalfMade(subject)),
  ...(await sendAgain(subject, ledger)),
  ...(await verifyAudit(subject)),
];

/** The organization's chain is whole. */
const verifyAudit = async (subject: Subject): Promise<string[]> => {
  const { status, body, text } = await call(subject.url, "GET", "/api/audit-events/verify", undefined, subject.headers());
  return status === 200 && body.ok === true && body.checked > 0 ? [] : [`the audit does not verify: ${status} ${text}`];
};

const ask = async <Row>(subject: Subject, text: string, values: unknown[] = []): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: subject.superuserUrl() });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
};

/** Acknowledged is a part of stored, and nothing is stored twice or unasked. */
const compareWithStored = async (subject: Subject, { acknowledged, unanswered, patients }: Ledger): Promise<string[]> => {
  const rows = await ask<{ id: string; patient_id: string; recorded_at: Date; value: string }>(
    subject, "select id, patient_id, recorded_at, value::text from observations where patient_id = any($1)", [subject.patientIds]);
  const stored = new Map(rows.map((row) => [`${row.patient_id} ${row.recorded_at.toISOString()}`, row]));
  const faults: string[] = [];
  if (stored.size !== rows.length) faults.push(`${rows.length - stored.size} readings are stored twice`);
  for (const [key, { id, reading }] of acknowledged) {
    const row = stored.get(key);
    if (!row) faults.push(`lost: reading ${id}`);
    else if (row.id !== id || Number(row.value) !== reading.value) faults.push(`changed: reading ${id}`);
  }
  for (const key of stored.keys()) if (!acknowledged.has(key) && !unanswered.has(key)) faults.push(`nobody sent ${key}`);
  const people = await ask<{ id: string; mrn: string }>(subject, "select id, mrn from patients where mrn is not null");
  const byMrn = new Map(people.map(({ id, mrn }) => [mrn, id]));
  if (byMrn.size !== people.length) faults.push("an MRN is there twice");
  for (const [mrn, id] of patients) if (byMrn.get(mrn) !== id) faults.push(`lost: patient ${id}`);
  return faults;
};

/** What belongs together was stored together: readings and their alerts name and count each other. */
const findHalfMade = async (subject: Subject): Promise<string[]> => {
  const [found] = await ask<Record<string, string>>(subject, `
    select (select count(*) from alerts a where not exists (
              select 1 from observations o where o.organization_id = a.organization_id and o.id = a.observation_id and o.alert_ids ? a.id)) as "alerts without their reading",
           (select count(*) from observations o, jsonb_array_elements_text(o.alert_ids) named where not exists (
              select 1 from alerts a where a.organization_id = o.organization_id and a.id = named)) as "readings without their alert",
           (select count(*) from observations o where o.value = ${HIGH} and o.evaluated and o.alert_ids = '[]') as "high readings that alerted nobody",
           (select count(*) from alerts a where 1 <> (
              select count(*) from events e where e.organization_id = a.organization_id and e.type = 'alert.opened' and e.data ->> 'id' = a.id)) as "alerts without their one event",
           (select count(*) from alerts a where a.occurrences <> (
              select count(*) from observations o where o.organization_id = a.organization_id and o.alert_ids ? a.id)) as "alerts that count wrong"`);
  const [alerts] = await ask<{ count: number }>(subject, "select count(*)::int as count from alerts");
  const faults = Object.entries(found!).filter(([, count]) => count !== "0").map(([what, count]) => `${count} ${what}`);
  return alerts!.count > 0 ? faults : [...faults, "there are no alerts to look at"];
};

const MOST_AGAIN = 1_000;

/** Sending again gives the same reading, and of what was never answered exactly one. */
const sendAgain = async (subject: Subject, ledger: Ledger): Promise<string[]> => {
  const faults: string[] = [];
  const known = [...ledger.acknowledged.values()].slice(-MOST_AGAIN);
  const open = [...ledger.unanswered.values()];
  const parts = Array.from({ length: Math.ceil(open.length / MOST_AGAIN) }, (_, part) => open.slice(part * MOST_AGAIN, (part + 1) * MOST_AGAIN));
  const again = known.map(({ reading }) => reading);
  for (const readings of [again, ...parts]) {
    for (const times of [1, 2]) {
      const { status, body, text } = await call(subject.url, "POST", "/api/observations/bulk", { observations: readings.map(inputOf) }, subject.headers());
      if (status !== 200) faults.push(`sending again was answered ${status} ${text}`);
      else if (body.rejected > 0) faults.push(`${body.rejected} readings were refused when sent again`);
      else if (body.created > 0 && (readings === again || times === 2)) faults.push(`${body.created} readings were stored again`);
      else if (readings === again) known.forEach(({ id }, index) => body.results[index].id === id || faults.push(`reading ${id} has another id now`));
    }
  }
  const [count] = await ask<{ count: number; keys: number }>(
    subject, "select count(*)::int as count, count(distinct (patient_id, recorded_at))::int as keys from observations where patient_id = any($1)", [subject.patientIds]);
  if (count!.count !== count!.keys) faults.push(`${count!.count - count!.keys} readings are doubles`);
  if (count!.count !== ledger.acknowledged.size + ledger.unanswered.size) faults.push(`${count!.count} readings are stored, not ${ledger.acknowledged.size + ledger.unanswered.size}`);
  return faults;
};
