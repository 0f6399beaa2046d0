import { toTypedValue } from "@medplum/core";
import { sql, type Statement } from "../../../db/sql.js";
import { fail } from "../../../http/problem.js";
import { plainOf } from "../fhir-json.js";
import { toRowId } from "../fhir-ids.js";
import type { Version } from "../model.js";
import { fhirType } from "../table.js";
import type { ReferenceValue } from "./branch.js";
import { idsByType } from "./by-type.js";
import { catchUp } from "./catch-up.js";
import { branchesOf, conditionOf, guardOf, whereOf, type Condition, type Search } from "./conditions.js";
import type { Controls, Include } from "./controls.js";
import { any } from "./compare.js";
import { evaluate, readingsOf } from "./index/expressions.js";
import { referencesOf, relativeOf } from "./index/references.js";
import { searchParametersOf } from "./parameters.js";
import { refuse } from "./parse/refuse.js";

/** Resources that may come with one page. */
const MOST = 2_000;
/** Rounds of `:iterate`. */
const ROUNDS = 8;

type Named = { type: string; id: string };
const keyOf = ({ type, id }: Named): string => `${type}/${id}`;

const tooMany = (): never => fail("invalid_request", {
  detail: `More than ${MOST} resources would be included. Ask for a smaller page with _count, or search for them by themselves.`,
  errors: [{ pointer: "/query/_count", code: "range", message: "is too large for what is included" }],
});

/** What the parameters of an `_include` name, in one resource. */
const referredBy = (search: Search, { type, id, resource }: Version, include: Include): Named[] => {
  if (!resource || (include.type !== "*" && include.type !== type)) return [];
  const root = toTypedValue(plainOf({ ...resource, id }));
  return readingsOf(type)
    .filter(({ kind, parameter }) => kind === "reference" && (include.parameter === "*" || include.parameter === parameter))
    .flatMap(({ paths }) => evaluate(paths, root).flatMap(referencesOf))
    .flatMap(({ target_type, target_id, url }) => {
      const { baseUrl } = search.ask;
      if (target_type !== null && target_id !== null) return [{ type: target_type, id: target_id }];
      return (url?.startsWith(`${baseUrl}/`) && relativeOf(url.slice(baseUrl.length + 1))) || [];
    })
    .filter((named) => include.target === undefined || include.target === named.type);
};

/** Those of a type that may be seen. */
const visible = async (search: Search, type: string, ids: readonly string[]): Promise<readonly string[]> => {
  const guard = await guardOf(search, type);
  if (!guard.length) return ids;
  const conditions = [...guard, await conditionOf(search, type, ["_id", ids.join(",")])];
  await catchUp(search.tx, search.ask.sourceOf(type));
  return selectIds(search, type, conditions);
};

const selectIds = async (search: Search, type: string, conditions: readonly Condition[]): Promise<string[]> => {
  const parts = await Promise.all(branchesOf(search, type).map(async (branch) => sql`(select ${branch.id} as id from ${branch.from}
    where ${await whereOf(search, branch, conditions)} limit ${MOST + 1})`));
  const rows = await search.tx.query<{ id: string }>(sql.madeUp(sql`select distinct r.id from (${sql.join(parts, sql` union all `)}) r order by r.id`));
  return rows.map(({ id }) => id);
};

const load = async (search: Search, named: readonly Named[]): Promise<Version[]> => {
  const loaded: Version[] = [];
  for (const [type, asked] of idsByType(named)) {
    if (!fhirType(type)) continue;
    const ids = await visible(search, type, asked);
    if (ids.length) loaded.push(...(await search.ask.sourceOf(type).load(search.tx, ids)).filter(({ resource }) => resource));
  }
  return loaded;
};

const parametersOf = ({ name, type, parameter }: Include): string[] => {
  const references = [...searchParametersOf(type).values()].filter((one) => one.type === "reference").map(({ code }) => code);
  const found = parameter === "*" ? references : references.filter((code) => code === parameter);
  return found.length ? found : refuse(name, `names no reference of ${type}, which has ${references.toSorted().join(", ")}`);
};

/** Resources that name one of these. */
const referringTo = async (search: Search, versions: readonly Version[], include: Include): Promise<Named[]> => {
  const values: ReferenceValue[] = versions
    .filter(({ type }) => include.target === undefined || include.target === type)
    .map(({ type, id, rowId }) => ({ type, id, rowId: rowId ?? toRowId(id) }));
  if (!values.length) return [];
  await catchUp(search.tx, search.ask.sourceOf(include.type));
  const absolute = values.flatMap((value) => ("id" in value ? [{ url: `${search.ask.baseUrl}/${keyOf(value)}` }] : []));
  const criteria = parametersOf(include).map((parameter) => ({ kind: "reference" as const, parameter, values: [...values, ...absolute] }));
  const guard = await guardOf(search, include.type);
  const refers: Condition = async (branch) => {
    const named: Statement[] = [];
    for (const criterion of criteria) named.push(await branch.matches(search.tx, criterion));
    return any(named);
  };
  const ids = await selectIds(search, include.type, [...guard, refers]);
  return ids.length > MOST ? tooMany() : ids.map((id) => ({ type: include.type, id }));
};

const expectKnown = (include: Include): void => {
  if (include.type === "*" && !include.name.startsWith("_revinclude")) return;
  if (!fhirType(include.type)) refuse(include.name, "names no type of this server");
  parametersOf(include);
};

/** @throws ProblemError 400 for what names no reference. */
export const expectIncludes = ({ includes, revincludes }: Pick<Controls, "includes" | "revincludes">): void => [...includes, ...revincludes].forEach(expectKnown);

/** What comes with the matches: each once, and none that is a match. */
export const includedWith = async (search: Search, matches: readonly Version[], { includes, revincludes }: Controls): Promise<Version[]> => {
  const known = new Set(matches.map(keyOf));
  const included: Version[] = [];
  let fresh: readonly Version[] = matches;
  for (let round = 0; fresh.length && round < ROUNDS; round++) {
    const due = (include: Include): boolean => round === 0 || include.iterate;
    const named = includes.filter(due).flatMap((include) => fresh.flatMap((version) => referredBy(search, version, include)));
    for (const include of revincludes.filter(due)) named.push(...(await referringTo(search, fresh, include)));
    const unknown = [...new Map(named.map((one) => [keyOf(one), one])).values()].filter((one) => !known.has(keyOf(one)));
    if (included.length + unknown.length > MOST) tooMany();
    for (const one of unknown) known.add(keyOf(one));
    fresh = await load(search, unknown);
    included.push(...fresh);
  }
  return included;
};
