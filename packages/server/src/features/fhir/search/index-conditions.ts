import { sql, type Statement } from "../../../db/sql.js";
import type { ChainTarget, Criterion, QuantityValue, ReferenceValue, TokenValue } from "./branch.js";
import { any, dateMatches, NONE, numberMatches } from "./compare.js";
import { startOf } from "./index/keys.js";
import { ofType } from "./index/tokens.js";

/** Where in the index a criterion looks: a table, the parameter its rows stand under, and what holds of one row. */
export type Look = { table: string; parameter: string; condition: Statement };

const startsWith = (column: Statement, text: string): Statement => sql`(${column} >= ${text} and ${column} < ${`${text}\u{10FFFF}`})`;

const tokenMatches = (v: Statement, { system, code }: TokenValue, column: Statement): Statement => {
  const conditions = [
    ...(code === undefined ? [] : [sql`${v}.${column} = ${code}`]),
    ...(system === undefined ? [] : [system === null ? sql`${v}.system is null` : sql`${v}.system = ${system}`]),
  ];
  return sql`(${sql.join(conditions, sql` and `)})`;
};

const stringMatches = (v: Statement, modifier: "exact" | "contains" | undefined, text: string): Statement => {
  if (modifier === "exact") return sql`${v}.value = ${text}`;
  if (modifier === "contains") return sql`strpos(${v}.folded, ${text}) > 0`;
  const start = startsWith(sql`${v}.start`, startOf(text));
  return text.length === startOf(text).length ? start : sql`(${start} and starts_with(${v}.folded, ${text}))`;
};

const quantityMatches = (v: Statement, value: QuantityValue): Statement => {
  const number = numberMatches(value, sql`${v}.low`, sql`${v}.high`);
  if (value.code === undefined) return value.system ? sql`(${number} and ${v}.system = ${value.system})` : number;
  return value.system
    ? sql`(${number} and ${v}.system = ${value.system} and ${v}.code = ${value.code})`
    : sql`(${number} and (${v}.code = ${value.code} or ${v}.unit = ${value.code}))`;
};

/** One id may be of many types: it is compared once. */
const referenceMatches = (v: Statement, values: readonly ReferenceValue[]): Statement => {
  const types = new Map<string, string[]>();
  const urls: string[] = [];
  for (const value of values) {
    if ("url" in value) urls.push(value.url);
    else types.set(value.id, [...(types.get(value.id) ?? []), value.type]);
  }
  return any([
    ...[...types].map(([id, of]) => sql`(${v}.target_id = ${id} and ${v}.target_type = any(${of}::text[]))`),
    ...(urls.length ? [sql`${v}.url = any(${urls}::text[])`, ...urls.map((url) => startsWith(sql`${v}.url`, `${url}|`))] : []),
  ]);
};

const chainMatches = (v: Statement, { type, ids }: ChainTarget): Statement => sql`(${v}.target_type = ${type} and ${v}.target_id in (${ids}))`;

const uriMatches = (v: Statement, modifier: "above" | "below" | undefined, uri: string): Statement => {
  if (modifier === "below") return startsWith(sql`${v}.value`, uri);
  return modifier === "above" ? sql`starts_with(${uri}, ${v}.value)` : sql`${v}.value = ${uri}`;
};

/** `v` is the alias of the table's row. */
export const lookOf = (criterion: Criterion, v: Statement): Look => {
  const { parameter } = criterion;
  switch (criterion.kind) {
    case "token": return {
      table: "fhir_tokens", parameter: criterion.modifier ? ofType(parameter) : parameter,
      condition: any(criterion.values.map((value) => tokenMatches(v, value, sql`code`))),
    };
    case "text": return { table: "fhir_tokens", parameter, condition: any(criterion.values.map((text) => startsWith(sql`${v}.display`, text))) };
    case "string": return { table: "fhir_strings", parameter, condition: any(criterion.values.map((text) => stringMatches(v, criterion.modifier, text))) };
    case "date": return { table: "fhir_dates", parameter, condition: any(criterion.values.map((value) => dateMatches(value, sql`${v}.low`, sql`${v}.high`))) };
    case "quantity": return { table: "fhir_quantities", parameter, condition: any(criterion.values.map((value) => quantityMatches(v, value))) };
    case "reference": return { table: "fhir_references", parameter, condition: referenceMatches(v, criterion.values) };
    case "identifier": return { table: "fhir_references", parameter, condition: any(criterion.values.map((value) => tokenMatches(v, value, sql`value`))) };
    case "chain": return { table: "fhir_references", parameter, condition: any(criterion.targets.map((target) => chainMatches(v, target))) };
    case "uri": return { table: "fhir_uris", parameter, condition: any(criterion.values.map((uri) => uriMatches(v, criterion.modifier, uri))) };
    case "id": case "composite": return { table: "fhir_tokens", parameter, condition: NONE };
  }
};
