import { sql, type Statement } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";
import type { Criterion, Pointer, SortKey } from "../../search/branch.js";
import { any, NONE } from "../../search/compare.js";
import { namesOneOf } from "../../search/row-ids.js";

/** `where` says the same of a row as `rowId`, in words that an index has. */
type Column = { type: string; rowId: Statement; always: boolean; where?: { column: Statement; only: Statement } };

/** What readings refer to: parameters and the rows they name. */
const COLUMNS: Record<string, Column> = {
  subject: { type: "Patient", rowId: sql`o_.patient_id`, always: true },
  patient: { type: "Patient", rowId: sql`o_.patient_id`, always: true },
  device: { type: "Device", rowId: sql`o_.device_id`, always: false },
  performer: { type: "Patient", rowId: sql`case when o_.source <> 'MANUAL' then o_.patient_id end`, always: false, where: { column: sql`o_.patient_id`, only: sql`o_.source <> 'MANUAL'` } },
};

const columnOf = (parameter: string): Column | undefined => (Object.hasOwn(COLUMNS, parameter) ? COLUMNS[parameter] : undefined);

export const refersTo = (tx: TenantTx, criterion: Extract<Criterion, { kind: "reference" | "chain" }>): Statement => {
  const column = columnOf(criterion.parameter);
  if (!column) return NONE;
  if (criterion.kind === "chain") return any(criterion.targets.filter(({ type }) => type === column.type).map(({ rowIds }) => sql`${column.rowId} in (${rowIds})`));
  const ids = criterion.values.flatMap((value) => ("id" in value && value.type === column.type ? [value.id] : []));
  if (!ids.length) return NONE;
  const refers = namesOneOf(tx, column.where?.column ?? column.rowId, column.type, ids);
  return column.where ? sql`(${refers} and ${column.where.only})` : refers;
};

export const refersAtAll = (parameter: string): Statement | undefined => {
  const column = columnOf(parameter);
  return column && (column.always ? sql`true` : sql`${column.rowId} is not null`);
};

export const pointerOf = (parameter: string, target: string): Pointer | undefined => {
  const column = columnOf(parameter);
  return column?.type === target ? { expression: column.rowId, by: "rowId" } : undefined;
};

/** By the FHIR id of what is named. */
export const referenceKey = (tx: TenantTx, parameter: string): SortKey | undefined => {
  const column = columnOf(parameter);
  return column && {
    nullable: !column.always,
    expression: sql`(${`${column.type}/`} || coalesce((select r_.id from fhir_resources r_
      where r_.organization_id = ${tx.organizationId} and r_.type = ${column.type} and r_.row_id = ${column.rowId}), replace(${column.rowId}, '_', '-'))) collate "C"`,
  };
};
