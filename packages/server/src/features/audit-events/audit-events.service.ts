import { countEntries, selectEntries } from "../../audit/audit.sql.js";
import type { AuditEntry, Outcome } from "../../audit/entry.js";
import type { AuditKeys } from "../../audit/signing.js";
import { verifyChain, type Verdict } from "../../audit/verify.js";
import { decodeCursor, pageOf, refuseCursor, type Page } from "../../db/keyset.js";
import { all, sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { duplicatesOf, getPatient } from "../patients/patients.service.js";
import { filterOf } from "./audit-events.sql.js";

const NEWEST_FIRST = "-sequence";
const DEFAULT_LIMIT = 50;
const SEQUENCE = /^[1-9][0-9]{0,15}$/;

export type AuditFilter = {
  actorId?: string; patientId?: string; patientIds?: readonly string[]; operationId?: string; outcome?: Outcome; from?: string; to?: string;
  limit?: number; cursor?: string; includeTotal?: boolean;
};
type AuditPage = Page<AuditEntry> & { total?: number };

export const listAuditEvents = async (tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal, ...asked }: AuditFilter): Promise<AuditPage> => {
  const [before] = decodeCursor(cursor, NEWEST_FIRST, 1) ?? [];
  if (before !== undefined && !SEQUENCE.test(before)) refuseCursor();
  const rows = await selectEntries(tx.query, tx.organizationId, filterOf(asked, before), limit + 1);
  const page = pageOf(rows, limit, NEWEST_FIRST, (entry) => [String(entry.sequence)]);
  return includeTotal ? { ...page, total: await countEntries(tx.query, tx.organizationId, filterOf(asked)) } : page;
};

/** Every access to one patient and to the duplicates that were merged into it, whatever the resource it went by. */
export const listAccesses = async (tx: TenantTx, patientId: string, asked: Omit<AuditFilter, "patientId" | "patientIds">): Promise<AuditPage> => {
  await getPatient(tx, patientId);
  const duplicates = await duplicatesOf(tx, patientId);
  return listAuditEvents(tx, { ...asked, patientIds: [patientId, ...duplicates.map(({ id }) => id)] });
};

export const verifyOwnChain = (tx: TenantTx, keys: AuditKeys): Promise<Verdict> => verifyChain(tx.query, tx.organizationId, keys.public);

export const auditEventsByIds = (tx: TenantTx, ids: readonly string[]): Promise<AuditEntry[]> =>
  ids.length ? selectEntries(tx.query, tx.organizationId, sql`id = any(${ids}::text[])`, ids.length) : Promise.resolve([]);

/** By time, the newest first, of one instant by their ids. */
export const auditEventsOf = (tx: TenantTx, { since, before, limit }: { since?: Date | undefined; before?: { at: Date; id: string } | undefined; limit: number }): Promise<AuditEntry[]> =>
  selectEntries(tx.query, tx.organizationId, all([
    since && sql`at >= ${since}`,
    before && sql`(at, id collate "C") < (${before.at}, ${before.id})`,
  ]), limit, sql`at desc, id collate "C" desc`);
