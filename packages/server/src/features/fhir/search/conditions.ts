import { all, sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { definitions } from "../definitions.js";
import { fhirType } from "../table.js";
import type { Ask, Pair } from "./ask.js";
import type { Branch, ChainTarget, Criterion, ReferenceValue } from "./branch.js";
import { any, NONE } from "./compare.js";
import { indexBranch } from "./index/index-branch.js";
import { searchParametersOf } from "./parameters.js";
import { criterionOf } from "./parse/criterion.js";
import { nameOf } from "./parse/names.js";
import { refuseParameter } from "./parse/refuse.js";
import { toRowId } from "../fhir-ids.js";
import { rowsOfSent } from "../store/sent.js";

/** How deep a query may lead from one resource to others. */
const DEEPEST = 3;

export type Compiler = {
  branchesOf(type: string): Branch[];
  /** What holds of a branch's rows for these parameters, scopes and compartment included. */
  conditionOf(branch: Branch, parameters: readonly Pair[]): Promise<Statement>;
  /** The resources of a type that fit: FHIR ids, and row ids. */
  selection(type: string, parameters: readonly Pair[], depth: number): Promise<ChainTarget>;
};

type Asking = Pick<Ask, "baseUrl" | "restrict" | "compartment" | "branchesOf">;

/** Types that a query looks at beside its own: their rows have to be indexed first. */
export const typesIn = (type: string, parameters: readonly Pair[]): Set<string> => {
  const found = new Set([type]);
  const visit = (of: string, text: string): void => {
    const name = nameOf(text);
    if (name?.kind === "has" && fhirType(name.type)) {
      found.add(name.type);
      visit(name.type, name.inner);
    }
    if (name?.kind !== "chain") return;
    for (const target of name.target ? [name.target] : searchParametersOf(of).get(name.code)?.target ?? []) {
      if (!fhirType(target)) continue;
      found.add(target);
      visit(target, name.inner);
    }
  };
  for (const [name] of parameters) visit(type, name);
  return found;
};

export const compilerOf = (tx: TenantTx, asking: Asking): Compiler => {
  const branchesOf = (type: string): Branch[] => [...asking.branchesOf(type), indexBranch(type)];

  const parameterOf = (type: string, code: string, whole: string) =>
    searchParametersOf(type).get(code) ??
      refuseParameter(whole, `is none of ${type}'s: ${[...searchParametersOf(type).keys()].toSorted().join(", ")}`, "not-supported");

  const matching = async (branch: Branch, [text, value]: Pair, depth: number): Promise<Statement> => {
    const name = nameOf(text) ?? refuseParameter(text, "has a name that is none", "not-supported");
    if (depth > DEEPEST) refuseParameter(text, `leads on more than ${DEEPEST} times`, "not-supported");
    if (name.kind === "has") return having(branch, name, value, depth);
    const parameter = parameterOf(branch.type, name.code, text);
    if (name.kind === "chain") return chained(branch, name, parameter.target ?? [], [text, value], depth);
    if (name.modifier === "missing") {
      const missing = value === "true" || (value !== "false" && refuseParameter(text, "takes true or false"));
      const has = await branch.has(tx, parameter.code);
      return missing ? sql`not ${has}` : has;
    }
    const { criterion, negated } = await criterionOf(tx, { name: text, type: branch.type, parameter, modifier: name.modifier, value, baseUrl: asking.baseUrl });
    const matches = await branch.matches(tx, criterion);
    return negated ? sql`not ${matches}` : matches;
  };

  const chained = async (branch: Branch, { code, target, inner }: { code: string; target: string | undefined; inner: string }, known: readonly string[], [text, value]: Pair, depth: number): Promise<Statement> => {
    if (target !== undefined && !known.includes(target)) refuseParameter(text, `leads to ${known.join(", ")} alone`, "not-supported");
    const types = (target === undefined ? known : [target]).filter((type) => fhirType(type) !== undefined);
    const head = nameOf(inner);
    const fitting = types.filter((type) => head && (head.kind === "has" || searchParametersOf(type).has(head.code)));
    if (!fitting.length) refuseParameter(text, `leads to nothing that is searched by ${inner.slice(0, 60)}`, "not-supported");
    const targets: ChainTarget[] = [];
    for (const type of fitting) targets.push(await selection(type, [[inner, value]], depth + 1));
    return branch.matches(tx, { kind: "chain", parameter: code, targets });
  };

  const having = async (branch: Branch, { type, reference, inner }: { type: string; reference: string; inner: string }, value: string, depth: number): Promise<Statement> => {
    const whole = `_has:${type}:${reference}:${inner}`;
    if (!fhirType(type)) refuseParameter(whole, "names no type of this server", "not-supported");
    const { target = [], type: kind } = parameterOf(type, reference, whole);
    if (kind !== "reference" || !target.includes(branch.type)) refuseParameter(whole, `names no reference to ${branch.type}`, "not-supported");
    const found: Statement[] = [];
    for (const other of branchesOf(type)) {
      const pointer = other.pointer(tx, reference, branch.type);
      if (!pointer) continue;
      const condition = await within(other, [[inner, value]], depth + 1);
      found.push(sql`${pointer.by === "id" ? branch.id : branch.rowId} in (select ${pointer.expression} from ${other.from} ${pointer.join ?? sql.empty} where ${other.where(tx)} and ${condition})`);
    }
    return any(found);
  };

  /** Scopes hold wherever a resource is looked at. */
  const allowed = async (branch: Branch): Promise<Statement | undefined> => {
    const restriction = asking.restrict?.(branch.type) ?? "all";
    if (restriction === "all") return undefined;
    if (restriction === "none") return NONE;
    const alternatives: Statement[] = [];
    for (const pairs of restriction) {
      const conditions: Statement[] = [];
      for (const pair of pairs) conditions.push(await matching(branch, pair, DEEPEST));
      alternatives.push(all(conditions));
    }
    return any(alternatives);
  };

  const within = async (branch: Branch, parameters: readonly Pair[], depth: number): Promise<Statement> => {
    const conditions: (Statement | undefined)[] = [await allowed(branch)];
    for (const pair of parameters) conditions.push(await matching(branch, pair, depth));
    return all(conditions);
  };

  const selection = async (type: string, parameters: readonly Pair[], depth: number): Promise<ChainTarget> => {
    const ids: Statement[] = [];
    const rowIds: Statement[] = [];
    for (const branch of branchesOf(type)) {
      const condition = await within(branch, parameters, depth);
      ids.push(sql`select ${branch.id} from ${branch.from} where ${branch.where(tx)} and ${condition}`);
      rowIds.push(sql`select ${branch.rowId} from ${branch.from} where ${branch.where(tx)} and ${condition} and ${branch.rowId} is not null`);
    }
    return { type, ids: sql.join(ids, sql` union all `), rowIds: sql.join(rowIds, sql` union all `) };
  };

  const inCompartment = async (branch: Branch): Promise<Statement | undefined> => {
    if (!asking.compartment) return undefined;
    const parameters = definitions().compartment.find(({ type }) => type === branch.type)?.parameters
      ?? refuseParameter(`Patient/[id]/${branch.type}`, "is in no patient's compartment", "not-supported");
    const id = asking.compartment.patientId;
    const values: ReferenceValue[] = [{ type: "Patient", id, rowId: await rowOf(id) }];
    const conditions: Statement[] = [];
    for (const parameter of parameters.filter((code) => searchParametersOf(branch.type).has(code))) {
      const criterion: Criterion = { kind: "reference", parameter, values };
      conditions.push(await branch.matches(tx, criterion));
    }
    return any(conditions);
  };

  const rowOf = async (id: string): Promise<string> => (await rowsOfSent(tx, "Patient", [id])).get(id) ?? toRowId(id);

  return {
    branchesOf, selection,
    conditionOf: async (branch, parameters) => all([await inCompartment(branch), await within(branch, parameters, 0)]),
  };
};
