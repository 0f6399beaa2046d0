import { performance } from "node:perf_hooks";
import pg from "pg";
import { createServer } from "@vitaledge/server";
import { appendEntries } from "../packages/server/src/audit/append.js";
import { alikeOf, hashEntry, type AuditDraft, type AuditEntry } from "../packages/server/src/audit/entry.js";
import { selectAfter } from "../packages/server/src/audit/audit.sql.js";
import { verifyChainNamed } from "../packages/server/src/audit/heads.js";
import { SYSTEM, withTenant, type TenantDoor, type TenantTx } from "../packages/server/src/db/with-tenant.js";
import { recordBatch } from "../packages/server/src/features/observations/record-batch.js";
import { readingAt } from "./seed.js";
import type { Stage } from "./stage.js";

/** Requests that wait for their entries at a time. */
const AT_ONCE = 200;
const MILLISECONDS = 4_000;
const ENTRIES = Number(process.env["AUDIT_ENTRIES"] ?? 100_000);
const CHUNK = 2_000;
/** Readings that arrive together: one of each connection of the comparison. */
const TOGETHER = 32;
const BATCHES = 60;

export type AuditFigures = {
  /** Entries a second on one chain, each waited for, beside one INSERT a transaction of as many columns. */
  written: { grouped: number; inserts: number; ratio: number };
  /** Entries a second verified, beside the hashing alone of the same; seconds for a million. */
  verified: { entries: number; perSecond: number; hashes: number; ratio: number; secondsForAMillion: number };
  /** Readings a second in batches, with nothing beside, with their events, and with their entries as well. */
  readings: { alone: number; withEvents: number; withBoth: number; cost: number };
};

const draftOf = (patientId: string, at: Date): AuditDraft => ({
  at, actor: { type: "USER", id: "user_01m8ah88p1e7w4hqkd1tz4b0yq" }, sessionId: "ses_01m8ah88p1e7w4hqkd1tz4b0yq", operationId: "getPatient", method: "GET",
  route: "/api/patients/{id}", outcome: "SUCCESS", status: 200, resourceType: "Patient", resourceId: patientId, patientId, reason: null, fields: [],
  address: "203.0.113.7", userAgent: "bench", requestId: "9b0d7e0e-3a0e-4d55-8d3b-0e8f4d3f6a11",
});

/** How often a second something waited for gets done, by so many that do it again and again. */
const rateOf = async (atOnce: number, work: () => Promise<unknown>): Promise<number> => {
  let done = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (; performance.now() - began < MILLISECONDS; done += 1) await work();
  }));
  return Math.round((1_000 * done) / (performance.now() - began));
};

const ratioOf = (one: number, other: number): number => Math.round((100 * one) / other) / 100;

/** The very code of the server, in this process, on the stage's database. */
export const measureAudit = async ({ settings, organizationId, databaseUrl }: Stage, patientIds: readonly string[]): Promise<AuditFigures> => {
  const { deps, close } = await createServer({ settings: { ...settings, PORT: "0", NODE_ENV: "test", VITALEDGE_LOG_LEVEL: "silent" }, worker: false });
  try {
    const written = await measureWriting(() => deps.audit.append(organizationId, [draftOf(patientIds[0] ?? "", new Date())]), databaseUrl);
    const verified = await measureVerifying(deps, organizationId, patientIds[0] ?? "");
    return { written, verified, readings: await measureReadings(deps, organizationId, patientIds) };
  } finally {
    await close();
  }
};

const measureWriting = async (append: () => Promise<void>, databaseUrl: string): Promise<AuditFigures["written"]> => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  try {
    await pool.query("create table bench_entries (like audit_events)");
    const last = "insert into bench_entries select * from audit_events order by sequence desc limit 1";
    await append();
    const inserts = await rateOf(AT_ONCE, () => pool.query({ name: "insert", text: last }));
    const grouped = await rateOf(AT_ONCE, append);
    return { grouped, inserts, ratio: ratioOf(grouped, inserts) };
  } finally {
    await pool.query("drop table bench_entries");
    await pool.end();
  }
};

type Deps = TenantDoor & Parameters<typeof verifyChainNamed>[0];

const measureVerifying = async (deps: Deps, organizationId: string, patientId: string): Promise<AuditFigures["verified"]> => {
  for (let made = 0; made < ENTRIES; made += CHUNK) {
    await withTenant(deps, organizationId, SYSTEM, (tx) => appendEntries(tx, Array.from({ length: CHUNK }, () => draftOf(patientId, tx.now))));
  }
  const began = performance.now();
  const { ok, checked } = await verifyChainNamed(deps, organizationId, []);
  const perSecond = Math.round((1_000 * checked) / (performance.now() - began));
  if (!ok) throw new Error("The chain does not verify.");
  const entries: AuditEntry[] = await withTenant(deps, organizationId, SYSTEM, (tx) => selectAfter(tx.query, organizationId, 0, CHUNK));
  const hashing = performance.now();
  for (let hashed = 0; hashed < checked; hashed += entries.length) for (const entry of entries) hashEntry(organizationId, entry.previousHash, entry, alikeOf(entry));
  const hashes = Math.round((1_000 * checked) / (performance.now() - hashing));
  return { entries: checked, perSecond, hashes, ratio: ratioOf(perSecond, hashes), secondsForAMillion: Math.round(10_000_000 / perSecond) / 10 };
};

const EVENTS = /insert into (?:events|outbox_pending)/;
const withoutEvents = (tx: TenantTx): TenantTx => ({ ...tx, query: (statement) => (EVENTS.test(statement.text) ? Promise.resolve([]) : tx.query(statement)) });

/** By turns, so that what the machine does besides falls on all. */
const measureReadings = async (deps: Deps, organizationId: string, patientIds: readonly string[]): Promise<AuditFigures["readings"]> => {
  const spent = { alone: 0, withEvents: 0, withBoth: 0 };
  const since = Date.now() - 86_400_000;
  let turn = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    for (const kind of ["alone", "withEvents", "withBoth"] as const) {
      const items = Array.from({ length: TOGETHER }, () => ({ input: readingAt(patientIds[(turn += 1) % patientIds.length] ?? "", since + turn, turn), receivedAt: new Date() }));
      const began = performance.now();
      await withTenant(deps, organizationId, SYSTEM, async (tx) => {
        const outcomes = await recordBatch(kind === "alone" ? withoutEvents(tx) : tx, items);
        if (outcomes.some((outcome) => outcome.kind !== "created")) throw new Error("A reading was not stored.");
        if (kind === "withBoth") await appendEntries(tx, items.map(({ input }) => draftOf(input.patientId ?? "", tx.now)));
      });
      spent[kind] += performance.now() - began;
    }
  }
  const perSecond = (milliseconds: number): number => Math.round((1_000 * BATCHES * TOGETHER) / milliseconds);
  const [alone, withEvents, withBoth] = [perSecond(spent.alone), perSecond(spent.withEvents), perSecond(spent.withBoth)];
  return { alone, withEvents, withBoth, cost: Math.round(100 * (1 - withBoth / alone)) / 100 };
};
