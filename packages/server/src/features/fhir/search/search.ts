import { inOrder } from "../../../db/connection.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { Known, Version } from "../model.js";
import { fhirType } from "../table.js";
import type { Ask, Found, Pair } from "./ask.js";
import { idsByType } from "./by-type.js";
import { catchUp, isLikelyCurrent, selectMarks } from "./catch-up.js";
import { branchesOf, compartmentOf, conditionOf, guardOf, parameterOf, type Condition, type Search } from "./conditions.js";
import { controlsOf, isControl } from "./controls.js";
import { openCursor, sealCursor } from "./cursor.js";
import { expectIncludes, includedWith } from "./includes.js";
import { countRows, findRows, type FoundRow, type Wanted } from "./page.js";
import { refuse } from "./parse/refuse.js";
import { orderOf } from "./sort.js";
import { summarized } from "./summary.js";

type Asked = { filters: readonly Pair[]; controls: readonly Pair[]; dropped: readonly string[] };

/** Under `handling=lenient` a name that a type does not have is let go; else the filter refuses it. */
const sortOut = ({ parameters, lenient }: Ask, types: readonly string[]): Asked => {
  const controls = parameters.filter(([name]) => isControl(name));
  const filters = parameters.filter(([name]) => !isControl(name));
  const isKnown = ([name]: Pair): boolean => name.startsWith("_has:") || types.every((type) => parameterOf(type, name) !== undefined);
  const kept = lenient ? filters.filter(isKnown) : filters;
  return { controls, filters: kept, dropped: filters.filter((pair) => !kept.includes(pair)).map(([name]) => name) };
};

const typesOf = ({ types }: Ask, wanted: readonly string[] | undefined): readonly string[] => {
  if (!wanted) return types;
  if (!wanted.every((type) => fhirType(type))) refuse("_type", "names a type that this server does not have");
  return types.filter((type) => wanted.includes(type));
};

/** @throws ProblemError 400 for a type that is in nobody's compartment. */
const expectCompartment = ({ compartment }: Ask, type: string): void => {
  if (compartment && type !== "Patient" && !compartmentOf(type)) refuse("_type", `finds nothing: no ${type} is in a patient's compartment`, "not-supported");
};

const wantedOf = async (search: Search, types: readonly string[], filters: readonly Pair[]): Promise<Wanted> => {
  const wanted = new Map<string, Condition[]>();
  for (const type of types) {
    expectCompartment(search.ask, type);
    search.touched.add(type);
    const conditions: Condition[] = await guardOf(search, type);
    for (const pair of filters) conditions.push(await conditionOf(search, type, pair));
    wanted.set(type, conditions);
  }
  return wanted;
};

/** In one order, so that two searches do not wait for each other. Answers whether what was asked meanwhile was asked rightly. */
const catchUpAll = async ({ tx, ask, touched }: Search): Promise<boolean> => {
  const answers: (boolean | undefined)[] = [];
  for (const type of [...touched].toSorted()) {
    answers.push(...(await inOrder(catchUp(tx, ask.sourceOf(type)), ...ask.branchesOf(type).map((branch) => branch.prepare?.(tx)))));
  }
  return answers.every((answer) => answer !== false);
};

type Rows = { rows: FoundRow[]; matches: Version[] };
type Steps = { find(): Promise<FoundRow[]>; load(rows: readonly FoundRow[]): Promise<Version[]> };

/** Mostly the index is current: then the rows are asked for along with whether it is, and read along with whether it still is. */
const findEarly = async (search: Search, { find, load }: Steps): Promise<Rows | undefined> => {
  const { tx } = search;
  const types = [...search.touched];
  if (!types.every((type) => isLikelyCurrent(tx, type))) {
    await catchUpAll(search);
    return undefined;
  }
  for (const type of types) for (const branch of branchesOf(search, type)) branch.guess?.(tx);
  const [before, isCurrent, rows] = await inOrder(selectMarks(tx, types), catchUpAll(search), find());
  if (!isCurrent) return undefined;
  // What somebody else indexed meanwhile is not among them.
  const [after, matches] = await inOrder(selectMarks(tx, types), load(rows));
  return after === before ? { rows, matches } : undefined;
};

/** What an index that is current finds, and what that is. */
const findCurrent = async (search: Search, steps: Steps): Promise<Rows> => {
  const early = await findEarly(search, steps);
  if (early) return early;
  const rows = await steps.find();
  return { rows, matches: await steps.load(rows) };
};

/** Where all of them are readings. */
const knownOf = (rows: readonly FoundRow[]): Known | undefined => {
  const readings = rows.flatMap(({ reading }) => reading ?? []);
  if (readings.length < rows.length) return undefined;
  const times = readings.map(({ measuredAt }) => measuredAt.getTime());
  return {
    from: new Date(Math.min(...times)), to: new Date(Math.max(...times)),
    patientIds: [...new Set(readings.map(({ patientId }) => patientId))], metricIds: [...new Set(readings.map(({ metricId }) => metricId))],
  };
};

/** In the order they were found in; what has gone meanwhile is left out. */
const loadRows = async ({ tx, ask }: Search, rows: readonly FoundRow[]): Promise<Version[]> => {
  const versions = new Map<string, Version>();
  const known = knownOf(rows);
  for (const [type, ids] of idsByType(rows)) {
    for (const version of await ask.sourceOf(type).load(tx, ids, known)) versions.set(`${type}/${version.id}`, version);
  }
  return rows.map(({ type, id }) => versions.get(`${type}/${id}`)).filter((version) => version?.resource !== undefined) as Version[];
};

/** @throws ProblemError 400 for a parameter, a value, a modifier or a cursor that is not understood. */
export const search = async (tx: TenantTx, ask: Ask): Promise<Found> => {
  const given = new Map(ask.parameters);
  const types = typesOf(ask, given.get("_type")?.split(","));
  const { filters, controls: shown, dropped } = sortOut(ask, types);
  const controls = controlsOf(shown);
  expectIncludes(controls);
  const order = orderOf(types, controls.sort);
  const searching: Search = { tx, ask, touched: new Set() };
  const wanted = await wantedOf(searching, types, filters);
  const self: Pair[] = [...filters, ...shown.filter(([name]) => name !== "_cursor")];
  const asked: Pair[] = [...types.map((type): Pair => ["type", type]), ...self, ["compartment", ask.compartment?.patientId ?? ""]];
  const after = controls.cursor === undefined ? undefined : openCursor(tx, asked, controls.cursor);
  const { count } = controls;
  // One more than is shown says whether there is a next page.
  const { rows, matches } = await findCurrent(searching, {
    find: async () => (count ? findRows(searching, wanted, { order, after, limit: count + 1 }) : []),
    load: (found) => loadRows(searching, found.slice(0, count)),
  });
  const total = controls.total ? await countRows(searching, wanted) : undefined;
  const last = rows.slice(0, count).at(-1);
  return {
    matches: matches.map((version) => summarized(version, controls)),
    included: await includedWith(searching, matches, controls),
    total,
    next: rows.length > count && last ? sealCursor(tx, asked, last) : undefined,
    self, dropped,
  };
};

/** The ids of those that all the parameters hold of: for conditional interactions, of one type. */
export const matchingIds = async (tx: TenantTx, ask: Ask, limit: number): Promise<string[]> => {
  const searching: Search = { tx, ask, touched: new Set() };
  const control = ask.parameters.find(([name]) => isControl(name));
  if (control) refuse(control[0], "selects nothing, and does not stand in a condition");
  const wanted = await wantedOf(searching, ask.types, ask.parameters);
  await catchUpAll(searching);
  return (await findRows(searching, wanted, { order: [], after: undefined, limit })).map(({ id }) => id);
};
