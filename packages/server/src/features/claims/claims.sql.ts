import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow, changeRows, earlierForms, type EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { LocalDate, Month } from "../../platform/civil.js";
import type { Program } from "../enrollments/enrollments.policy.js";
import type { ClaimStatus } from "./claims.policy.js";

export type ClaimColumns = {
  patient_id: string;
  enrollment_id: string;
  program: Program;
  month: Month;
  code: string;
  units: number;
  dos_from: LocalDate;
  dos_to: LocalDate;
  origin: "EXPORTED" | "EXTERNAL";
  close_id: string | null;
  revision: number | null;
  charge_cents: number | null;
  payer_claim_number: string | null;
  patient_control_number: string | null;
  line_control_number: string | null;
};

export type ClaimRow = ClaimColumns & {
  id: string;
  status: ClaimStatus;
  denial_codes: string[];
  version: number;
  created_at: Date;
  updated_at: Date;
};

const COLUMNS = sql`id, patient_id, enrollment_id, program, month, code, units, dos_from, dos_to, origin, status, close_id, revision,
  charge_cents::float8 as charge_cents, payer_claim_number, denial_codes, patient_control_number, line_control_number, version, created_at, updated_at`;

const NAMES = [
  "patient_id", "enrollment_id", "program", "month", "code", "units", "dos_from", "dos_to", "origin", "close_id", "revision",
  "charge_cents", "payer_claim_number", "patient_control_number", "line_control_number",
] as const satisfies readonly (keyof ClaimColumns)[];

type Given = ClaimColumns & { id: string };

/**
 * Lines by one statement, however many. Where one of the same enrollment, code and day stands already, it stays and the given one
 * is left out. By patient, whom the foreign key locks: whoever locks several does so in the order of their ids.
 */
export const insertClaims = (tx: TenantTx, claims: readonly Given[]): Promise<{ id: string }[]> => {
  const columns = sql.join(NAMES.map((name) => sql.id(name)), sql`, `);
  return tx.query<{ id: string }>(sql`
    insert into claims (organization_id, id, created_at, updated_at, ${columns})
    select ${tx.organizationId}, r.id, ${tx.now}::timestamptz, ${tx.now}::timestamptz, ${columns}
      from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) r (id text, patient_id text, enrollment_id text, program text, month text,
        code text, units integer, dos_from date, dos_to date, origin text, close_id text, revision integer, charge_cents bigint,
        payer_claim_number text, patient_control_number text, line_control_number text)
     order by r.patient_id, r.enrollment_id, r.code, r.dos_to
    on conflict (organization_id, enrollment_id, code, dos_to) where status not in ('VOIDED', 'DENIED') do nothing
    returning id`);
};

export const selectStanding = (tx: TenantTx, enrollmentId: string, code: string, dosTo: LocalDate): Promise<ClaimRow | undefined> =>
  tx.first<ClaimRow>(sql`
    select ${COLUMNS} from claims
     where organization_id = ${tx.organizationId} and enrollment_id = ${enrollmentId} and code = ${code} and dos_to = ${dosTo}
       and status not in ('VOIDED', 'DENIED')`);

export const selectClaim = (tx: TenantTx, id: string): Promise<ClaimRow | undefined> =>
  tx.first<ClaimRow>(sql`select ${COLUMNS} from claims where organization_id = ${tx.organizationId} and id = ${id}`);

export const selectByIds = (tx: TenantTx, ids: readonly string[]): Promise<{ id: string; patient_id: string }[]> =>
  tx.query(sql`select id, patient_id from claims where organization_id = ${tx.organizationId} and id = any(${ids})`);

export const selectOfPatients = (tx: TenantTx, patientIds: readonly string[]): Promise<ClaimRow[]> =>
  tx.query<ClaimRow>(sql`
    select ${COLUMNS} from claims where organization_id = ${tx.organizationId} and patient_id = any(${patientIds}) order by dos_to, code, id`);

export const selectOfClose = (tx: TenantTx, closeId: string): Promise<ClaimRow[]> =>
  tx.query<ClaimRow>(sql`
    select ${COLUMNS} from claims where organization_id = ${tx.organizationId} and close_id = ${closeId} order by enrollment_id, code, dos_to, id`);

/** The lines that went out as one claim, those that were taken back too. */
export const selectOfClaim = (tx: TenantTx, closeId: string, patientControlNumber: string): Promise<ClaimRow[]> =>
  tx.query<ClaimRow>(sql`
    select ${COLUMNS} from claims
     where organization_id = ${tx.organizationId} and close_id = ${closeId} and patient_control_number = ${patientControlNumber} order by id`);

export const countDenied = (tx: TenantTx, month: Month): Promise<{ code: string; denied: number }[]> =>
  tx.query(sql`
    select code, count(*)::integer as denied from claims
     where organization_id = ${tx.organizationId} and month = ${month} and status = 'DENIED' group by code`);

export type ClaimFilter = { enrollmentId?: string; patientId?: string; month?: string; code?: string; status?: readonly string[] };

const conditionOf = (tx: TenantTx, { enrollmentId, patientId, month, code, status }: ClaimFilter): Statement =>
  all([
    sql`organization_id = ${tx.organizationId}`,
    enrollmentId === undefined ? undefined : sql`enrollment_id = ${enrollmentId}`,
    patientId === undefined ? undefined : sql`patient_id = ${patientId}`,
    month === undefined ? undefined : sql`month = ${month}`,
    code === undefined ? undefined : sql`code = ${code}`,
    status === undefined ? undefined : sql`status = any(${status})`,
  ]);

/** Newest first; one row more than asked for tells whether there is a further page. */
export const selectClaims = (tx: TenantTx, filter: ClaimFilter, before: Statement, limit: number): Promise<ClaimRow[]> =>
  tx.query<ClaimRow>(sql`
    select ${COLUMNS} from claims where ${conditionOf(tx, filter)} and ${before} order by created_at desc, id desc limit ${limit + 1}`);

export const countClaims = async (tx: TenantTx, filter: ClaimFilter): Promise<number> =>
  (await tx.first<{ count: number }>(sql`select count(*)::integer as count from claims where ${conditionOf(tx, filter)}`))?.count ?? 0;

// A denied line whose service was billed again meanwhile does not come back beside the new one; of several denied ones the first does.
const unopposed = (beside: readonly string[]): Statement => sql`(t.status <> 'DENIED' or not exists (
  select from claims o where o.organization_id = t.organization_id and o.enrollment_id = t.enrollment_id and o.code = t.code
     and o.dos_to = t.dos_to and (o.status not in ('VOIDED', 'DENIED') or (o.status = 'DENIED' and o.id = any(${beside}) and o.id < t.id))))`;

const mayBecome = (from: readonly ClaimStatus[], { status }: Change, beside: readonly string[] = []): Statement =>
  all([sql`t.status = any(${from})`, status === "VOIDED" || status === "DENIED" ? undefined : unopposed(beside)]);

type Change = Partial<Pick<ClaimRow, "status" | "payer_claim_number" | "denial_codes">>;

/** Undefined where the line's status, or its version where one is named, is another one by now. */
export const changeClaim = (
  tx: TenantTx, id: string, from: readonly ClaimStatus[], version: number | undefined, set: Change,
): Promise<unknown> =>
  changeRow(tx, "claims", { id }, set, all([mayBecome(from, set), version === undefined ? undefined : sql`t.version = ${version}`]));

/** Those of the lines that may come to the status, changed; answers their ids. */
export const changeClaims = (tx: TenantTx, ids: readonly string[], from: readonly ClaimStatus[], set: Change): Promise<{ id: string }[]> =>
  changeRows<{ id: string }>(tx, "claims", sql`t.id = any(${ids}) and ${mayBecome(from, set, ids)}`, set, sql`t.id`);

/** The lines of a close bill nothing any more. */
export const voidOfClose = (tx: TenantTx, closeId: string): Promise<unknown> =>
  changeRows(tx, "claims", sql`t.close_id = ${closeId} and t.status <> 'VOIDED'`, { status: "VOIDED" });

export const moveRows = (tx: TenantTx, from: string, to: string): Promise<unknown> =>
  changeRows(tx, "claims", sql`t.patient_id = ${from}`, { patient_id: to });

export const earlierClaims = (tx: TenantTx, ids: readonly string[]): AsyncGenerator<EarlierForm<ClaimRow>[]> =>
  earlierForms(tx, "claims", sql`v.id = any(${ids}::text[])`, ["created_at", "updated_at"]);
