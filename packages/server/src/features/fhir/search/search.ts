import { all, sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { Version } from "../model.js";
import { fhirType } from "../table.js";
import type { Ask, Found, Pair } from "./ask.js";
import type { SortKey, SortKind } from "./branch.js";
import { expectIndexed } from "./catch-up.js";
import { compilerOf, typesIn, type Compiler } from "./conditions.js";
import { controlOf, isControl, type Control, type Sort } from "./control.js";
import { expectCursor, orderOf, readCursor, writeCursor, type Cursor } from "./cursor.js";
import { expectIncludes, included } from "./include.js";
import { searchParametersOf } from "./parameters.js";
import { nameOf } from "./parse/names.js";
import { refuseParameter } from "./parse/refuse.js";
import { shape } from "./shape.js";

type Criteria = { parameters: Pair[]; dropped: string[] };

/** Whether the first step of a name is known; what is behind it refuses by itself. */
const isKnown = (types: readonly string[], text: string): boolean => {
  const name = nameOf(text);
  return name !== undefined && (name.kind === "has" || types.every((type) => searchParametersOf(type).has(name.code)));
};

const criteriaOf = ({ types, parameters, lenient }: Ask): Criteria => {
  const given = parameters.filter(([name]) => !isControl(name));
  const unknown = given.filter(([name]) => !isKnown(types, name)).map(([name]) => name);
  if (unknown.length && !lenient) {
    const valid = [...searchParametersOf(types[0]!).keys()].toSorted().join(", ");
    refuseParameter(unknown[0]!, `is not known here. Valid are ${valid}`, "not-supported");
  }
  return { parameters: given.filter(([name]) => !unknown.includes(name)), dropped: unknown };
};

const KINDS: Readonly<Record<string, SortKind>> = { string: "text", token: "text", reference: "text", uri: "text", date: "timestamptz", number: "float8", quantity: "float8" };

const sortKindOf = (types: readonly string[], { parameter }: Sort): SortKind => {
  const known = types.map((type) => searchParametersOf(type).get(parameter)?.type);
  return (known[0] && known.every((kind) => kind === known[0]) ? KINDS[known[0]] : undefined) ?? refuseParameter("_sort", `cannot be by ${parameter.slice(0, 60)}`, "not-supported");
};

/** Newest first where there is no end of them; else by id, which is the order of their making. */
const usualSort = (types: readonly string[]): Sort[] =>
  types.every((type) => type === "Observation" || type === "AuditEvent") ? [{ parameter: "date", descending: true }] : [];

type Order = { sorts: Sort[]; kinds: SortKind[]; name: string };

const orderFor = (types: readonly string[], control: Control): Order => {
  const sorts = control.sort.length ? control.sort : usualSort(types);
  return { sorts, kinds: sorts.map((sort) => sortKindOf(types, sort)), name: orderOf(sorts, types) };
};

const CAST: Readonly<Record<SortKind, Statement>> = { text: sql`text`, timestamptz: sql`timestamptz`, float8: sql`float8` };
const key = (index: number): Statement => sql.id(`k${index}`);

/** Ids go with the last key's direction, so that one order serves both ways. */
const idDescending = ({ sorts }: Order): boolean => sorts.at(-1)?.descending ?? false;

const orderBy = (order: Order): Statement => {
  const direction = (descending: boolean): Statement => (descending ? sql`desc nulls last` : sql`asc nulls last`);
  const keys = order.sorts.map(({ descending }, index) => sql`${key(index)} ${direction(descending)}`);
  return sql.join([...keys, sql`"id" collate "C" ${direction(idDescending(order))}`, sql`"type" collate "C"`], sql`, `);
};

const valueAt = (value: string | number | null, kind: SortKind): Statement => sql`${value}::${CAST[kind]}`;

/** Rows behind the place: nulls come last, whichever way a key goes. */
const behind = (order: Order, { values, id, type }: Cursor): Statement => {
  const steps = order.sorts.map(({ descending }, index) => {
    const value = values[index]!;
    if (value === null) return sql`false`;
    const at = valueAt(value, order.kinds[index]!);
    return sql`(${key(index)} ${descending ? sql`<` : sql`>`} ${at} or ${key(index)} is null)`;
  });
  const equal = values.map((value, index) => (value === null ? sql`${key(index)} is null` : sql`${key(index)} = ${valueAt(value, order.kinds[index]!)}`));
  const last = sql`("id" collate "C" ${idDescending(order) ? sql`<` : sql`>`} ${id} or ("id" = ${id} and "type" collate "C" > ${type}))`;
  const ways = [...steps.map((step, index) => all([...equal.slice(0, index), step])), all([...equal, last])];
  return sql`(${sql.join(ways.map((way) => sql`(${way})`), sql` or `)})`;
};

/** For one key that is never null: what lets an index begin at the place. */
const notBefore = (order: Order, keys: readonly (SortKey | undefined)[], cursor: Cursor | undefined): Statement | undefined => {
  const [first] = keys;
  const value = cursor?.values[0];
  if (!first || first.nullable || value === undefined || value === null) return undefined;
  return sql`${first.expression} ${order.sorts[0]!.descending ? sql`<=` : sql`>=`} ${valueAt(value, order.kinds[0]!)}`;
};

type Row = { type: string; id: string } & Record<`k${number}`, string | number | Date | null>;

type Plan = { compiler: Compiler; types: readonly string[]; parameters: readonly Pair[] };

const branchesOf = ({ compiler, types }: Plan) => types.flatMap((type) => compiler.branchesOf(type));

const selectPage = async (tx: TenantTx, plan: Plan, order: Order, cursor: Cursor | undefined, limit: number): Promise<Row[]> => {
  const parts: Statement[] = [];
  for (const branch of branchesOf(plan)) {
    const condition = await plan.compiler.conditionOf(branch, plan.parameters);
    const keys = order.sorts.map(({ parameter, descending }) => branch.sortKey(tx, parameter, descending));
    const columns = keys.map((sortKey, index) => sql`(${sortKey?.expression ?? sql`null`})::${CAST[order.kinds[index]!]} as ${key(index)}`);
    const inner = sql`select ${sql.join([sql`${branch.type}::text as "type"`, sql`${branch.id} as "id"`, ...columns], sql`, `)} from ${branch.from}
      where ${all([branch.where(tx), condition, notBefore(order, keys, cursor)])}`;
    parts.push(sql`(select * from (${inner}) b ${cursor ? sql`where ${behind(order, cursor)}` : sql.empty} order by ${orderBy(order)} limit ${limit})`);
  }
  return tx.query<Row>(sql`select * from (${sql.join(parts, sql` union all `)}) u order by ${orderBy(order)} limit ${limit}`);
};

const count = async (tx: TenantTx, plan: Plan): Promise<number> => {
  const parts: Statement[] = [];
  for (const branch of branchesOf(plan)) {
    parts.push(sql`(select count(*) from ${branch.from} where ${branch.where(tx)} and ${await plan.compiler.conditionOf(branch, plan.parameters)})`);
  }
  return Number((await tx.first<{ total: string }>(sql`select ${sql.join(parts, sql` + `)} as total`))?.total ?? 0);
};

const load = async (tx: TenantTx, ask: Ask, rows: readonly Pick<Row, "type" | "id">[]): Promise<Version[]> => {
  const found = new Map<string, Version>();
  for (const type of new Set(rows.map((row) => row.type))) {
    const ids = rows.filter((row) => row.type === type).map(({ id }) => id);
    for (const version of await ask.sourceOf(type).load(tx, ids)) found.set(`${type}/${version.id}`, version);
  }
  return rows.flatMap(({ type, id }) => found.get(`${type}/${id}`) ?? []).filter(({ resource }) => resource);
};

const cursorAt = (tx: TenantTx, { type, id, ...keys }: Row, order: Order): string => {
  const values = order.sorts.map((_, index) => {
    const value = keys[`k${index}`] ?? null;
    return value instanceof Date ? value.toISOString() : value;
  });
  return writeCursor(tx, { order: order.name, values, type, id });
};

/** The rows of the platform that the search looks at are indexed first: what was written is found. */
const bringUp = async (tx: TenantTx, ask: Ask, parameters: readonly Pair[], control: Control): Promise<void> => {
  const types = new Set(ask.types.flatMap((type) => [...typesIn(type, parameters)]));
  for (const { source, reverse } of control.includes) if (reverse) types.add(source);
  for (const type of [...types].toSorted()) if (fhirType(type)) await expectIndexed(tx, ask.sourceOf(type));
};

const planOf = (tx: TenantTx, ask: Ask, parameters: Pair[], control: Control): Plan =>
  ({ compiler: compilerOf(tx, ask), types: control.types?.filter((type) => ask.types.includes(type)) ?? ask.types, parameters });

/** http://hl7.org/fhir/R4/search.html, a page of it. */
export const search = async (tx: TenantTx, ask: Ask): Promise<Found> => {
  const control = controlOf(ask.parameters);
  const { parameters, dropped } = criteriaOf(ask);
  expectIncludes(control.includes);
  await bringUp(tx, ask, parameters, control);
  const plan = planOf(tx, ask, parameters, control);
  const order = orderFor(plan.types, control);
  const cursor = control.cursor === undefined ? undefined : expectCursor(readCursor(tx, control.cursor), order.name);
  const onlyCount = control.count === 0 || control.summary === "count";
  const rows = onlyCount ? [] : await selectPage(tx, plan, order, cursor, control.count + 1);
  const page = rows.slice(0, control.count);
  const matches = await load(tx, ask, page);
  const beside = control.includes.length ? await included({ tx, ask, compiler: plan.compiler }, matches, control.includes) : [];
  return {
    matches: shape(matches, control), included: beside,
    total: onlyCount || control.total !== "none" ? await count(tx, plan) : undefined,
    next: rows.length > page.length ? cursorAt(tx, page.at(-1)!, order) : undefined,
    self: ask.parameters.filter(([name]) => name !== "_cursor" && !dropped.includes(name)),
    dropped,
  };
};

/** Ids of what fits, for conditional interactions. @throws ProblemError 400 for what shapes an answer. */
export const matchingIds = async (tx: TenantTx, ask: Ask, limit: number): Promise<string[]> => {
  const shaping = ask.parameters.find(([name]) => isControl(name))?.[0];
  if (shaping !== undefined) refuseParameter(shaping, "has no meaning in a condition");
  const { parameters } = criteriaOf({ ...ask, lenient: false });
  const control = controlOf([]);
  await bringUp(tx, ask, parameters, control);
  const plan = planOf(tx, ask, parameters, control);
  return (await selectPage(tx, plan, orderFor(plan.types, control), undefined, limit)).map(({ id }) => id);
};
