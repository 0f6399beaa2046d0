import { sql, type Statement } from "../../../db/sql.js";
import type { DateValue, QuantityValue } from "./branch.js";

export const NONE: Statement = sql`false`;

/** True where one of them is. */
export const any = (conditions: readonly Statement[]): Statement =>
  conditions.length ? sql`(${sql.join(conditions, sql` or `)})` : NONE;

/** An interval `[low, high)` of the row against the one asked for, by FHIR's rules for ranges. */
export const dateMatches = ({ prefix, low, high }: DateValue, from: Statement, to: Statement): Statement => {
  const within = sql`(${from} >= ${low} and ${to} <= ${high})`;
  switch (prefix) {
    case "eq": return within;
    case "ne": return sql`not ${within}`;
    case "gt": return sql`${to} > ${high}`;
    case "lt": return sql`${from} < ${low}`;
    case "ge": return sql`(${to} > ${high} or ${within})`;
    case "le": return sql`(${from} < ${low} or ${within})`;
    case "sa": return sql`${from} >= ${high}`;
    case "eb": return sql`${to} <= ${low}`;
    case "ap": return sql`(${from} < ${high} and ${to} > ${low})`;
  }
};

/** The same for a moment: each an interval of one column, so that an index on it serves. */
export const instantMatches = ({ prefix, low, high }: DateValue, at: Statement): Statement => {
  switch (prefix) {
    case "eq": case "ap": return sql`(${at} >= ${low} and ${at} < ${high})`;
    case "ne": return sql`(${at} < ${low} or ${at} >= ${high})`;
    case "gt": case "sa": return sql`${at} >= ${high}`;
    case "lt": case "eb": return sql`${at} < ${low}`;
    case "ge": return sql`${at} >= ${low}`;
    case "le": return sql`${at} < ${high}`;
  }
};

/** Numbers from `from` to `to`, both inside; for a plain number the two are one. The unit is compared by who calls. */
export const numberMatches = ({ prefix, number, low, high }: QuantityValue, from: Statement, to: Statement): Statement => {
  const within = sql`(${from} >= ${low}::float8 and ${to} < ${high}::float8)`;
  switch (prefix) {
    case "eq": return within;
    case "ne": return sql`not ${within}`;
    case "gt": return sql`${to} > ${number}::float8`;
    case "lt": return sql`${from} < ${number}::float8`;
    case "ge": return sql`${to} >= ${number}::float8`;
    case "le": return sql`${from} <= ${number}::float8`;
    case "sa": return sql`${from} > ${number}::float8`;
    case "eb": return sql`${to} < ${number}::float8`;
    case "ap": return sql`(${from} <= ${high}::float8 and ${to} >= ${low}::float8)`;
  }
};
