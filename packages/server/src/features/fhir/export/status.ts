import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import type { Reply } from "../../../http/trail.js";
import { toFhirId } from "../fhir-ids.js";
import type { FhirHandler, FhirRequest } from "../request.js";
import { notePoll, openAsked, selectFiles, type ExportRow } from "./exports.sql.js";
import { ownExport } from "./own-export.js";
import { LIFETIME } from "./step.js";

/** Seconds that a client is asked to wait, and milliseconds that it has to. */
const RETRY_AFTER = 2;
const SOONEST = 1_000;
/** Servers' clocks differ by less, in milliseconds. */
const CLOCKS_DIFFER = 5_000;

const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };

/**
 * Everything that was written by then is in the export, for it began after all had ended who ran when it was asked for. Asking
 * for what has changed since then loses nothing.
 */
const transactionTime = ({ created_at }: ExportRow): string => new Date(created_at.getTime() - CLOCKS_DIFFER).toISOString();

const manifest = async (tx: TenantTx, job: ExportRow, { base }: FhirRequest): Promise<Reply> => {
  const { request } = openAsked(tx, job);
  const files = (await selectFiles(tx, job.id)).map(({ type, file, count }) => ({ type, url: `${base}/$export-file/${toFhirId(job.id)}/${type}-${file}`, count }));
  const ofType = (type: string) => files.filter((file) => file.type === type);
  const deleted = ofType("Bundle");
  const body = {
    transactionTime: transactionTime(job), request, requiresAccessToken: true,
    output: files.filter(({ type }) => type !== "Bundle" && type !== "OperationOutcome"),
    ...(deleted.length && { deleted }),
    error: ofType("OperationOutcome"),
  };
  const expires = new Date(job.finished_at!.getTime() + LIFETIME).toUTCString();
  return { status: 200, headers: { ...JSON_TYPE, "Expires": expires, "Cache-Control": "private, no-store" }, body: JSON.stringify(body) };
};

const progress = async (tx: TenantTx, { id, status, task, tasks }: ExportRow): Promise<Reply> => {
  const headers = { "Retry-After": String(RETRY_AFTER) };
  if (!(await notePoll(tx, id, new Date(tx.now.getTime() - SOONEST)))) fail("rate_limited", { detail: "Ask again after the time that Retry-After tells.", headers });
  const percent = Math.floor((100 * task) / Math.max(1, tasks));
  return { status: 202, headers: { ...headers, "X-Progress": status === "WAITING" ? "waiting" : `${percent} % done` } };
};

export const exportStatus: FhirHandler = (request, scope) =>
  scope.withTenant(async (tx) => {
    const job = await ownExport(tx, request);
    switch (job.status) {
      case "DONE": return manifest(tx, job, request);
      case "FAILED": return fail("internal_error", { detail: "The export could not be made. Ask for it again." });
      default: return progress(tx, job);
    }
  });
