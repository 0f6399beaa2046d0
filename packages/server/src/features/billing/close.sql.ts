import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { LocalDate, Month } from "../../platform/civil.js";

export type CloseRow = {
  id: string;
  month: Month;
  revision: number;
  closed_at: Date;
  closed_by: string | null;
  as_of: LocalDate;
  lines: number;
  units: number;
  charge_cents: number;
  interchange_control_number: number;
  rule_version: string;
  frozen_sealed: string;
  reopened_at: Date | null;
  reopened_by: string | null;
  reopen_reason_sealed: string | null;
};

const COLUMNS = sql`id, month, revision, closed_at, closed_by, as_of, lines, units, charge_cents::float8 as charge_cents, interchange_control_number,
  rule_version, frozen_sealed, reopened_at, reopened_by, reopen_reason_sealed`;

type NewClose = Pick<CloseRow, "id" | "month" | "as_of" | "interchange_control_number" | "rule_version">;

/** Undefined where the month is closed; of two at once the second waits for the first. */
export const insertClose = (tx: TenantTx, close: NewClose): Promise<CloseRow | undefined> =>
  tx.first<CloseRow>(sql`
    insert into billing_closes (organization_id, id, month, revision, closed_at, closed_by, as_of, interchange_control_number, rule_version)
    select ${tx.organizationId}, ${close.id}, ${close.month},
           1 + coalesce((select max(revision) from billing_closes where organization_id = ${tx.organizationId} and month = ${close.month}), 0),
           ${tx.now}, ${tx.actorId}, ${close.as_of}, ${close.interchange_control_number}, ${close.rule_version}
    on conflict do nothing
    returning ${COLUMNS}`);

type Sums = Pick<CloseRow, "lines" | "units" | "charge_cents" | "frozen_sealed">;

export const completeClose = (tx: TenantTx, id: string, sums: Sums): Promise<unknown> =>
  tx.query(sql`
    update billing_closes set lines = ${sums.lines}, units = ${sums.units}, charge_cents = ${sums.charge_cents}, frozen_sealed = ${sums.frozen_sealed}
     where organization_id = ${tx.organizationId} and id = ${id}`);

/** The close that stands, of a month that was not reopened since. */
export const selectStandingClose = (tx: TenantTx, month: Month): Promise<CloseRow | undefined> =>
  tx.first<CloseRow>(sql`
    select ${COLUMNS} from billing_closes where organization_id = ${tx.organizationId} and month = ${month} and reopened_at is null`);

/** Undefined where it was reopened meanwhile. */
export const reopenClose = (tx: TenantTx, id: string, reasonSealed: string): Promise<CloseRow | undefined> =>
  tx.first<CloseRow>(sql`
    update billing_closes set reopened_at = ${tx.now}, reopened_by = ${tx.actorId}, reopen_reason_sealed = ${reasonSealed}
     where organization_id = ${tx.organizationId} and id = ${id} and reopened_at is null
    returning ${COLUMNS}`);

export type StoredLine = { position: number; claim_id: string | null; line_sealed: string };

export const insertLines = (tx: TenantTx, closeId: string, lines: readonly StoredLine[]): Promise<unknown> =>
  tx.query(sql`
    insert into billing_lines (organization_id, close_id, position, claim_id, line_sealed)
    select ${tx.organizationId}, ${closeId}, l.position, l.claim_id, l.line_sealed
      from unnest(${lines.map(({ position }) => position)}::integer[], ${lines.map(({ claim_id }) => claim_id)}::text[],
                  ${lines.map(({ line_sealed }) => line_sealed)}::text[]) l (position, claim_id, line_sealed)`);

/** In the order of the export; `held` lines are those without a claim. */
export const selectLines = (tx: TenantTx, closeId: string, held: boolean, after: number, limit: number): Promise<StoredLine[]> =>
  tx.query<StoredLine>(sql`
    select position, claim_id, line_sealed from billing_lines
     where organization_id = ${tx.organizationId} and close_id = ${closeId} and position > ${after} and (${held} or claim_id is not null)
     order by position limit ${limit}`);

export const selectLinesOf = (tx: TenantTx, closeId: string, claimIds: readonly string[]): Promise<StoredLine[]> =>
  tx.query<StoredLine>(sql`
    select position, claim_id, line_sealed from billing_lines
     where organization_id = ${tx.organizationId} and close_id = ${closeId} and claim_id = any(${claimIds}) order by position`);

export type ControlNumberKind = "INTERCHANGE" | "CLAIM" | "LINE";

/** Takes `count` numbers that nobody else gets; answers the first of them. */
export const takeControlNumbers = async (tx: TenantTx, kind: ControlNumberKind, count: number): Promise<number> => {
  const row = await tx.first<{ last: number }>(sql`
    insert into control_numbers (organization_id, kind, last) values (${tx.organizationId}, ${kind}, ${count})
    on conflict (organization_id, kind) do update set last = control_numbers.last + excluded.last
    returning last::float8 as last`);
  if (!row) throw new Error("a counter gave no number");
  return row.last - count + 1;
};

type NewExport = { id: string; claimId: string; frequency: string; control: number; fileSealed: string };

export const insertClaimExport = (tx: TenantTx, { id, claimId, frequency, control, fileSealed }: NewExport): Promise<unknown> =>
  tx.query(sql`
    insert into claim_exports (organization_id, id, claim_id, frequency, interchange_control_number, file_sealed, exported_at, exported_by)
    values (${tx.organizationId}, ${id}, ${claimId}, ${frequency}, ${control}, ${fileSealed}, ${tx.now}, ${tx.actorId})`);
