import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { appendEntries } from "../../../audit/append.js";
import type { AuditDraft } from "../../../audit/entry.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { Access } from "../acts/access.js";
import { printFhir } from "../fhir-json.js";
import type { Resource, Version } from "../model.js";
import { subsetOf } from "../search/summary.js";
import { BESIDE, type Asked } from "./asked.js";
import { insertPiece, noteSeen, type ExportRow } from "./exports.sql.js";

/** Resources of one file. */
const IN_FILE = 100_000;

const compress = promisify(gzip);

/** One step of an export, within its transaction. `job` is how far it was, and is moved on. */
export type Step = { tx: TenantTx; job: ExportRow; asked: Asked; access: Access };

/** Whether two searches of the export may find it. */
const mayComeTwice = ({ level, filters, patients, provenance }: Asked, { type, patientIds }: Version): boolean =>
  (level !== "system" && BESIDE.includes(type)) || (patients !== null && patientIds.length > 1)
  || filters.filter((filter) => filter.type === type).length > 1 || (type === "Provenance" && provenance !== null);

const nameOf = ({ type, id }: Version): string => `${type}/${id}`;

/** Those that the export does not hold yet. */
export const notYetWritten = async ({ tx, job, asked }: Step, versions: readonly Version[]): Promise<Version[]> => {
  const doubtful = new Set(versions.filter((version) => mayComeTwice(asked, version)).map(nameOf));
  const fresh = await noteSeen(tx, job.id, [...doubtful]);
  return versions.filter((version) => !doubtful.has(nameOf(version)) || fresh.has(nameOf(version)));
};

const shown = ({ asked: { elements } }: Step, resource: Resource): Resource => {
  const own = elements.filter((element) => !element.includes(".") || element.startsWith(`${resource.resourceType}.`));
  return own.length ? subsetOf(resource, { elements: own, summary: "false" }) : resource;
};

/** Adds lines to the file of a type. A piece is compressed by itself: a file's pieces one after the other are a whole one. */
export const writeLines = async ({ tx, job }: Step, type: string, resources: readonly object[]): Promise<void> => {
  if (!resources.length) return;
  const before = job.written[type] ?? 0;
  const text = resources.map((resource) => `${printFhir(resource)}\n`).join("");
  const content = (await compress(text)).toString("base64");
  await insertPiece(tx, job.id, { position: job.pieces, type, file: Math.floor(before / IN_FILE) + 1, count: resources.length, content });
  job.pieces += 1;
  job.written = { ...job.written, [type]: before + resources.length };
};

export const writeVersions = async (step: Step, versions: readonly Version[]): Promise<void> => {
  for (const type of new Set(versions.map((version) => version.type))) {
    const resources = versions.filter((version) => version.type === type).flatMap(({ resource }) => (resource ? [shown(step, resource)] : []));
    await writeLines(step, type, resources);
  }
};

/** One entry a patient and export, however many pages tell of them. Last in its transaction. */
export const recordPatients = async ({ tx, job }: Step, versions: readonly Version[]): Promise<void> => {
  const patients = [...new Set(versions.flatMap(({ patientIds }) => patientIds))];
  const fresh = await noteSeen(tx, job.id, patients);
  await appendEntries(tx, patients.filter((id) => fresh.has(id)).map((patientId) => ({ ...(job.audit as AuditDraft), at: tx.now, patientId })));
};
