import type { Month } from "../../platform/civil.js";
import { runOn, type Connection } from "../connection.js";
import { sql } from "../sql.js";

/** What a partition of readings holds by when they were measured (UTC); `from` is null where it reaches back without end. */
export type Span = { from: Month | null; before: Month };

/** A part of the readings as the catalogue has it; rows are PostgreSQL's estimate, bytes those of the table with its indexes. */
export type Part = Span & { attached: boolean; rows: number; bytes: number };

const under = (month: Month): string => month.replace("-", "_");
const suffixOf = ({ from, before }: Span): string => (from === null ? `before_${under(before)}` : under(from));

export const partitionName = ({ from }: Span): string => (from === null ? "observations_history" : `observations_${under(from)}`);
export const detachedName = (span: Span): string => `detached_observations_${suffixOf(span)}`;
/** The earlier forms of those readings, which leave with them. */
export const detachedVersionsName = (span: Span): string => `detached_versions_${suffixOf(span)}`;

/** Tables of detached months, by which a backup and the catalogue's test know them. */
export const DETACHED = /^detached_(observations|versions)_(before_)?\d{4}_\d{2}$/;

export const nextMonth = (month: Month): Month => shift(month, 1);
export const shift = (month: Month, by: number): Month => {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number! - 1 + by, 1)).toISOString().slice(0, 7);
};

/** The first moment of a month, as SQL has it. */
export const startOf = (month: Month): string => `timestamptz '${month}-01 00:00:00+00'`;
const boundOf = (month: Month): string => `'${month}-01 00:00:00+00'`;
/** As it stands behind ATTACH PARTITION. */
export const valuesOf = ({ from, before }: Span): string => `for values from (${from === null ? "minvalue" : boundOf(from)}) to (${boundOf(before)})`;
/** The same as a condition on a row. */
export const within = ({ from, before }: Span): string => `${from === null ? "" : `recorded_at >= ${startOf(from)} and `}recorded_at < ${startOf(before)}`;

type Row = { name: string; bound: string | null; rows: string; bytes: string };

const NAMED = /^(?:detached_)?observations_(before_)?(?:(\d{4}_\d{2})|history)$/;
const ENDS_AT = /TO \('(\d{4}-\d{2})/;

const partOf = ({ name, bound, rows, bytes }: Row): Part => {
  const [, before, month] = NAMED.exec(name) ?? [];
  const named = month?.replace("_", "-");
  const span = named === undefined ? { from: null, before: ENDS_AT.exec(bound ?? "")![1]! } : before ? { from: null, before: named } : { from: named, before: nextMonth(named) };
  return { ...span, attached: bound !== null, rows: Number(rows), bytes: Number(bytes) };
};

/** All parts, the oldest first. */
export const listParts = async (connection: Connection): Promise<Part[]> => {
  const rows = await runOn<Row>(connection, sql`
    select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound, greatest(c.reltuples, 0)::bigint as rows, pg_total_relation_size(c.oid) as bytes
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and ((c.relname ~ '^observations_(history|\\d{4}_\\d{2})$' and c.relispartition) or c.relname ~ '^detached_observations_')`);
  return rows.map(partOf).toSorted((one, other) => (one.before < other.before ? -1 : 1));
};
