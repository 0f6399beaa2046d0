import { all, sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { SearchParameter } from "../definitions.js";
import type { Branch, SortKind } from "./branch.js";
import { any, NONE } from "./compare.js";
import { parameterOf } from "./conditions.js";
import type { Controls } from "./controls.js";
import { refuse } from "./parse/refuse.js";

export type Order = readonly { parameter: string; kind: SortKind; descending: boolean }[];
/** The sort values of the last resource of a page, and after them its id and its type. */
export type PlaceInOrder = { keys: readonly (string | null)[]; id: string; type: string };

const KINDS: Record<SearchParameter["type"], SortKind | undefined> = {
  token: "text", string: "text", reference: "text", uri: "text", date: "timestamptz", number: "float8", quantity: "float8", composite: undefined, special: undefined,
};

/** Where nobody asks: tables of many rows have an index by time, all else is by id. */
const USUAL: Record<string, Controls["sort"]> = {
  Observation: [{ name: "date", descending: true }],
  AuditEvent: [{ name: "date", descending: true }],
};

/** @throws ProblemError 400 for what the types are not sorted by. */
export const orderOf = (types: readonly string[], sort: Controls["sort"]): Order =>
  (sort ?? (types.length === 1 ? USUAL[types[0]!] : undefined) ?? []).map(({ name, descending }) => {
    const kinds = types.map((type) => KINDS[parameterOf(type, name)?.type ?? "special"]);
    const [kind] = kinds;
    if (!kind || /[:.]/.test(name) || kinds.some((other) => other !== kind)) return refuse("_sort", "names something that these resources are not sorted by");
    return { parameter: name, kind, descending };
  });

const TYPES: Record<SortKind, Statement> = { text: sql`text`, timestamptz: sql`timestamptz`, float8: sql`float8` };

type Key = { expression: Statement; nullable: boolean; kind: SortKind; descending: boolean };

export const keysOf = (tx: TenantTx, branch: Branch, order: Order): Key[] =>
  order.map(({ parameter, kind, descending }) => ({
    kind, descending,
    ...(branch.sortKey(tx, parameter, descending) ?? { expression: sql`null::${TYPES[kind]}`, nullable: true }),
  }));

/** Resources without a value come last, whichever way. */
const directed = (expression: Statement, { nullable, descending }: { nullable: boolean; descending: boolean }): Statement =>
  descending ? sql`${expression} desc${nullable ? sql` nulls last` : sql.empty}` : expression;

/** Key by key, and what is the same in all of them by id. */
export const orderBy = (keys: readonly Key[], id: Statement): Statement =>
  sql.join([...keys.map((key) => directed(key.expression, key)), id], sql`, `);

/** The keys of several branches, that the union has as `k0`, `k1` ... */
export const unionOrder = (order: Order): Statement =>
  sql.join([...order.map(({ descending }, index) => directed(sql.id(`k${index}`), { descending, nullable: true })), sql`id`, sql`type`], sql`, `);

const typed = (value: string, kind: SortKind): Statement => sql`${value}::${TYPES[kind]}`;

const beyond = ({ expression, nullable, kind, descending }: Key, value: string | null): Statement => {
  if (value === null) return NONE;
  const further = sql`${expression} ${descending ? sql`<` : sql`>`} ${typed(value, kind)}`;
  return nullable ? sql`(${further} or ${expression} is null)` : further;
};

const same = ({ expression, kind }: Key, value: string | null): Statement =>
  value === null ? sql`${expression} is null` : sql`${expression} = ${typed(value, kind)}`;

/** What comes after a place. The first key's own bound stands before it, for an index. */
export const isAfter = (branch: Branch, keys: readonly Key[], { keys: values, id, type }: PlaceInOrder): Statement => {
  const last = branch.type > type ? sql`${branch.id} >= ${id}` : sql`${branch.id} > ${id}`;
  const steps = [...keys.map((key, index) => [same(key, values[index]!), beyond(key, values[index]!)] as const), [sql`true`, last] as const];
  const after = any(steps.map(([, further], index) => all([...steps.slice(0, index).map(([equal]) => equal), further])));
  const [first] = keys;
  if (!first || first.nullable || values[0] === null) return after;
  return sql`${first.expression} ${first.descending ? sql`<=` : sql`>=`} ${typed(values[0]!, first.kind)} and ${after}`;
};
