import { LONG } from "../../../db/patience.js";
import { SYSTEM, withTenant, type TenantTx } from "../../../db/with-tenant.js";
import type { Deps } from "../../../deps.js";
import { accessAs } from "../acts/access.js";
import { information } from "../outcome.js";
import type { Version } from "../model.js";
import { forgetSome, lockExport, openAsked, selectRunning, updateExport, type Due, type ExportRow } from "./exports.sql.js";
import { findDeleted, findPage, findProvenance, findReferred } from "./find.js";
import { taskAt, type Task } from "./plan.js";
import { notYetWritten, recordPatients, writeLines, writeVersions, type Step } from "./write.js";

/** Milliseconds that a finished export's files are there for. */
export const LIFETIME = 24 * 3_600_000;
/** Milliseconds between two looks whether those who wrote when the export was asked for have ended. */
const LOOK_AGAIN = 250;
/** A step ends after so many resources or milliseconds: a transaction is short, whatever it finds. */
const MOST_IN_STEP = 200;
const LONGEST_STEP = 1_000;
/** Pieces that are forgotten at a time. */
const MOST_FORGOTTEN = 50;

export type ExportDeps = Pick<Deps, "clock" | "keys" | "log" | "database" | "workerDatabase">;

/** Goes on with an export by one transaction, which holds its row: what is committed is done once, whoever was killed over what is not. */
export const stepExport = (deps: ExportDeps, { organization_id, export_id }: Due): Promise<void> =>
  withTenant({ ...deps, database: deps.workerDatabase }, organization_id, SYSTEM, async (tx) => {
    const job = await lockExport(tx, export_id);
    if (job) await ACTS[job.status](tx, job);
  }, { patience: LONG });

const begin = async (tx: TenantTx, job: ExportRow): Promise<void> => {
  if (await selectRunning(tx, job)) return updateExport(tx, job.id, {}, new Date(tx.now.getTime() + LOOK_AGAIN));
  const step = stepOf(tx, job);
  const missing = step.asked.unknownPatients;
  if (missing) await writeLines(step, "OperationOutcome", [information(`${missing} of the patients asked for are not here, or not of the group.`, "warning", "not-found")]);
  await updateExport(tx, job.id, { status: "RUNNING", pieces: job.pieces, written: job.written }, tx.now);
};

const stepOf = (tx: TenantTx, job: ExportRow): Step => {
  const asked = openAsked(tx, job);
  return { tx, job, asked, access: accessAs(job.actor, asked.base) };
};

const work = async (tx: TenantTx, job: ExportRow): Promise<void> => {
  const step = stepOf(tx, job);
  const written: Version[] = [];
  const began = performance.now();
  let task = taskAt(step.asked, job.task);
  while (task && written.length < MOST_IN_STEP && performance.now() - began < LONGEST_STEP) {
    const { versions, next } = await perform(step, task);
    written.push(...versions);
    job.cursor = next;
    if (next === null) task = taskAt(step.asked, (job.task += 1));
  }
  const { cursor, pieces, written: counts } = job;
  const progress = { task: job.task, cursor, pieces, written: counts, failures: 0 };
  if (task) await updateExport(tx, job.id, progress, tx.now);
  else await updateExport(tx, job.id, { ...progress, status: "DONE", finished_at: tx.now }, new Date(tx.now.getTime() + LIFETIME));
  await recordPatients(step, written);
};

const perform = async (step: Step, task: Task): Promise<{ versions: Version[]; next: string | null }> => {
  if (task.kind === "deleted") {
    const { versions, next } = await findDeleted(step, task.type);
    const entry = versions.map(({ type, id }) => ({ request: { method: "DELETE", url: `${type}/${id}` } }));
    if (entry.length) await writeLines(step, "Bundle", [{ resourceType: "Bundle", type: "transaction", entry }]);
    return { versions, next };
  }
  const { versions: all, next } = await findPage(step, task);
  const found = await notYetWritten(step, all);
  const referred = await notYetWritten(step, await findReferred(step, found));
  const provenance = await notYetWritten(step, await findProvenance(step, [...found, ...referred]));
  const versions = [...found, ...referred, ...provenance];
  await writeVersions(step, versions);
  return { versions, next };
};

const end = (tx: TenantTx, job: ExportRow): Promise<void> => updateExport(tx, job.id, { status: "GONE" }, tx.now);

const forget = async (tx: TenantTx, job: ExportRow): Promise<void> => {
  if (await forgetSome(tx, job.id, MOST_FORGOTTEN)) await updateExport(tx, job.id, {}, tx.now);
};

const ACTS: Record<ExportRow["status"], (tx: TenantTx, job: ExportRow) => Promise<void>> = { WAITING: begin, RUNNING: work, DONE: end, FAILED: end, GONE: forget };

/** Failures in a row after which an export is given up. */
const MOST_FAILURES = 5;

/** An export that cannot be gone on with is tried again, later each time, and told to have failed at the end. */
export const failStep = (deps: ExportDeps, { organization_id, export_id }: Due, isForNow: boolean): Promise<void> =>
  withTenant({ ...deps, database: deps.workerDatabase }, organization_id, SYSTEM, async (tx) => {
    const job = await lockExport(tx, export_id);
    if (!job || job.status === "GONE") return;
    const failures = job.failures + (isForNow ? 0 : 1);
    const isOver = failures >= MOST_FAILURES;
    const dueAt = new Date(tx.now.getTime() + (isOver ? LIFETIME : 1_000 * 2 ** failures));
    await updateExport(tx, job.id, { failures, ...(isOver && { status: "FAILED", finished_at: tx.now }) }, dueAt);
  });
