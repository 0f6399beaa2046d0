import { all, sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { definitions } from "../definitions.js";
import { fhirType } from "../table.js";
import type { Ask, Pair } from "./ask.js";
import type { Branch, ChainTarget, Criterion } from "./branch.js";
import { any, NONE } from "./compare.js";
import { indexBranch } from "./index-branch.js";
import { searchParametersOf } from "./parameters.js";
import { parseCriterion, type Given } from "./parse/criterion.js";
import { targetsOf } from "./parse/references.js";
import { refuse } from "./parse/refuse.js";

/** A condition of a search, of whichever branch's rows. */
export type Condition = (branch: Branch) => Statement | Promise<Statement>;

/** Links that a chain, or `_has`, may have one after the other. */
const DEEPEST = 3;

/** One search: what it asks, and which types it has to look at. */
export type Search = { tx: TenantTx; ask: Ask; touched: Set<string> };

export const branchesOf = ({ ask }: Search, type: string): readonly Branch[] => [indexBranch(type), ...ask.branchesOf(type)];

const criterionIs = (tx: TenantTx, criterion: Criterion, negated: boolean): Condition => async (branch) => {
  const matches = await branch.matches(tx, criterion);
  return negated ? sql`not coalesce((${matches}), false)` : matches;
};

const isMissing = (tx: TenantTx, given: Given): Condition => {
  const { name, parameter, value } = given;
  if (value !== "true" && value !== "false") refuse(name, "takes true or false with :missing");
  return async (branch) => {
    const there = await branch.has(tx, parameter.code);
    return value === "true" ? sql`not coalesce((${there}), false)` : there;
  };
};

/** What of a type may be looked at at all: by the token's scopes, and of the one patient whose compartment is searched. */
export const guardOf = async (search: Search, type: string): Promise<Condition[]> => {
  const restriction = search.ask.restrict?.(type) ?? "all";
  if (restriction === "none") return [() => NONE];
  const conditions: Condition[] = [];
  if (restriction !== "all") conditions.push(anyOf(await Promise.all(restriction.map(async (pairs) => allOf(await conditionsOf(search, type, pairs))))));
  const within = search.ask.compartment && (await inCompartment(search, type, search.ask.compartment.patientId));
  return within ? [...conditions, within] : conditions;
};

const askEach = async (branch: Branch, conditions: readonly Condition[]): Promise<Statement[]> => {
  const answers: Statement[] = [];
  for (const condition of conditions) answers.push(await condition(branch));
  return answers;
};

const anyOf = (conditions: readonly Condition[]): Condition => async (branch) => any(await askEach(branch, conditions));
const allOf = (conditions: readonly Condition[]): Condition => async (branch) => all(await askEach(branch, conditions));

/** What holds of a branch's rows: what always does, and every condition. */
export const whereOf = async ({ tx }: Search, branch: Branch, conditions: readonly Condition[]): Promise<Statement> =>
  all([branch.where(tx), ...(await askEach(branch, conditions))]);

/** The parameters that place a resource in a patient's compartment. */
export const compartmentOf = (type: string): readonly string[] | undefined => definitions().compartment.find((entry) => entry.type === type)?.parameters;

const inCompartment = async (search: Search, type: string, patientId: string): Promise<Condition | undefined> => {
  const known = compartmentOf(type);
  if (!known) return undefined;
  const pairs: Pair[] = known.map((code) => [`${code}:Patient`, patientId]);
  const conditions = await Promise.all([...pairs, ...(type === "Patient" ? [["_id", patientId] as Pair] : [])].map((pair) => conditionOf(search, type, pair)));
  return anyOf(conditions);
};

/** Each link is found once, by itself: as one join of all of them the planner would try combinations by the thousand. */
const foundOnce = (statements: readonly Statement[]): Statement =>
  sql`with found(id) as materialized (${sql.join(statements, sql` union all `)}) select found.id from found`;

/** Those of a type that all the conditions hold of, as sub-selects of their ids, over all branches. */
const select = async (search: Search, type: string, pairs: readonly Pair[], depth: number): Promise<ChainTarget> => {
  search.touched.add(type);
  const conditions = [...(await guardOf(search, type)), ...(await Promise.all(pairs.map((pair) => conditionOf(search, type, pair, depth))))];
  const parts = await Promise.all(branchesOf(search, type).map(async (branch) => {
    const where = await whereOf(search, branch, conditions);
    return { ids: sql`select ${branch.id} from ${branch.from} where ${where}`, rowIds: sql`select ${branch.rowId} from ${branch.from} where ${where}` };
  }));
  return { type, ids: foundOnce(parts.map(({ ids }) => ids)), rowIds: foundOnce(parts.map(({ rowIds }) => rowIds)) };
};

const chain = async (search: Search, given: Given, rest: string, depth: number): Promise<Condition> => {
  const { name, parameter, modifier, value } = given;
  if (parameter.type !== "reference") refuse(name, "is no reference, and leads nowhere");
  if (depth >= DEEPEST) refuse(name, `has more than ${DEEPEST} links`);
  const [next = ""] = rest.split(/[.:]/);
  const types = targetsOf(parameter, modifier).filter((type) => fhirType(type) && (next === "_has" || searchParametersOf(type).has(next)));
  if (!types.length) refuse(name, "leads to no type that has the parameter at its end");
  const targets = await Promise.all(types.map((type) => select(search, type, [[rest, value]], depth + 1)));
  return criterionIs(search.tx, { kind: "chain", parameter: parameter.code, targets }, false);
};

/** `_has:Observation:patient:code`: named by an Observation of that code. */
const isNamed = async (search: Search, type: string, [name, value]: Pair, depth: number): Promise<Condition> => {
  const [, from = "", code = "", ...rest] = name.split(":");
  const parameter = fhirType(from) && searchParametersOf(from).get(code);
  if (!parameter || parameter.type !== "reference" || !rest.length) return refuse(name, "is not of the form _has:Type:reference:parameter");
  if (depth >= DEEPEST) refuse(name, `has more than ${DEEPEST} links`);
  search.touched.add(from);
  const conditions = [...(await guardOf(search, from)), await conditionOf(search, from, [rest.join(":"), value], depth + 1)];
  const named = (await Promise.all(branchesOf(search, from).map(async (branch) => {
    const pointer = branch.pointer(search.tx, code, type);
    if (!pointer) return [];
    const where = await whereOf(search, branch, conditions);
    return [{ by: pointer.by, ids: foundOnce([sql`select ${pointer.expression} from ${branch.from} ${pointer.join ?? sql.empty} where ${where}`]) }];
  }))).flat();
  return (branch) => any(named.map(({ by, ids }) => sql`${by === "id" ? branch.id : branch.rowId} in (${ids})`));
};

/** Name and modifier, and what follows the first dot of a chain. */
const NAME = /^([A-Za-z_][A-Za-z0-9_-]*)(?::([A-Za-z-]+))?(?:\.(.+))?$/s;

/** The parameter that a name begins with; undefined where the type has none such. */
export const parameterOf = (type: string, name: string): Given["parameter"] | undefined => searchParametersOf(type).get(NAME.exec(name)?.[1] ?? "");

/** @throws ProblemError 400 for a parameter that the type does not have. */
export const conditionOf = async (search: Search, type: string, pair: Pair, depth = 0): Promise<Condition> => {
  const [name, value] = pair;
  if (name.startsWith("_has:")) return isNamed(search, type, pair, depth);
  const parameter = parameterOf(type, name);
  if (!parameter) return refuse(name, `is none of those that ${type} has: ${[...searchParametersOf(type).keys()].toSorted().join(", ")}`, "not-supported");
  const [, , modifier, rest] = NAME.exec(name)!;
  const given: Given = { name, parameter, modifier, value };
  if (rest !== undefined) return chain(search, given, rest, depth);
  if (modifier === "missing") return isMissing(search.tx, given);
  const criterion = await parseCriterion(given, { tx: search.tx, baseUrl: search.ask.baseUrl, type });
  return criterionIs(search.tx, criterion, modifier === "not");
};

export const conditionsOf = async (search: Search, type: string, pairs: readonly Pair[]): Promise<Condition[]> =>
  Promise.all(pairs.map((pair) => conditionOf(search, type, pair)));
