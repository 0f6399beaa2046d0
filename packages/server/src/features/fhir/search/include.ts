import { toTypedValue } from "@medplum/core";
import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { plainOf } from "../fhir-json.js";
import type { Version } from "../model.js";
import { localReference } from "../references.js";
import { fhirType } from "../table.js";
import type { Ask } from "./ask.js";
import type { Compiler } from "./conditions.js";
import type { Include } from "./control.js";
import { evaluate, readingsOf } from "./index/expressions.js";
import { searchParametersOf } from "./parameters.js";
import { refuseParameter } from "./parse/refuse.js";

/** Resources that a page takes along at most, and how often `:iterate` goes on. */
const MOST = 1000;
const ROUNDS = 5;

/** @throws ProblemError 400 for a type, parameter or target that is none. */
export const expectIncludes = (includes: readonly Include[]): void => {
  for (const { source, parameter, target, reverse } of includes) {
    const name = reverse ? "_revinclude" : "_include";
    if (source !== "*" && !fhirType(source)) refuseParameter(name, "names no type of this server", "not-supported");
    const known = source === "*" ? undefined : searchParametersOf(source).get(parameter);
    if (parameter !== "*" && known?.type !== "reference") refuseParameter(name, "names no reference parameter of the type", "not-supported");
    if (target !== undefined && known && !known.target?.includes(target)) refuseParameter(name, "names a target that the parameter has not", "not-supported");
  }
};

const nameOf = ({ type, id }: Pick<Version, "type" | "id">): string => `${type}/${id}`;

/** Where the resources' references lead, by type. */
const targetsOf = (versions: readonly Version[], { source, parameter, target }: Include): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { type, resource } of versions) {
    if (!resource || (source !== "*" && source !== type)) continue;
    const input = toTypedValue(plainOf(resource));
    const readings = readingsOf(type).filter((reading) => reading.kind === "reference" && (parameter === "*" || reading.parameter === parameter));
    for (const { value } of readings.flatMap(({ path }) => evaluate(path, input))) {
      const reference: unknown = typeof value === "string" ? value : (value as { reference?: unknown } | undefined)?.reference;
      const local = typeof reference === "string" ? localReference(reference) : undefined;
      if (!local || (target !== undefined && local.type !== target) || !fhirType(local.type)) continue;
      found.set(local.type, (found.get(local.type) ?? new Set()).add(local.id));
    }
  }
  return found;
};

type Finding = { tx: TenantTx; ask: Ask; compiler: Compiler };

/** Those of the ids that the caller's scopes let through. */
const visible = async ({ tx, ask, compiler }: Finding, type: string, ids: readonly string[]): Promise<string[]> => {
  const restriction = ask.restrict?.(type) ?? "all";
  if (restriction === "all") return [...ids];
  if (restriction === "none") return [];
  const { ids: selected } = await compiler.selection(type, [["_id", ids.join(",")]], 0);
  return (await tx.query<{ id: string }>(sql`select s.id from (${selected}) s (id)`)).map(({ id }) => id);
};

const forward = async (finding: Finding, from: readonly Version[], include: Include): Promise<Version[]> => {
  const found: Version[] = [];
  for (const [type, ids] of targetsOf(from, include)) {
    const seen = await visible(finding, type, [...ids].slice(0, MOST));
    found.push(...(await finding.ask.sourceOf(type).load(finding.tx, seen)).filter(({ resource }) => resource));
  }
  return found;
};

const backward = async (finding: Finding, from: readonly Version[], { source, parameter, target }: Include): Promise<Version[]> => {
  const { tx, ask, compiler } = finding;
  const wanted = new Set<string>();
  for (const type of new Set(from.map((version) => version.type))) {
    if ((target !== undefined && target !== type) || !searchParametersOf(source).get(parameter)?.target?.includes(type)) continue;
    const of = from.filter((version) => version.type === type);
    const { ids } = await compiler.selection(source, [[`${parameter}:${type}`, of.map(({ id }) => id).join(",")]], 0);
    for (const { id } of await tx.query<{ id: string }>(sql`select s.id from (${ids}) s (id) order by s.id limit ${MOST}`)) wanted.add(id);
  }
  return (await ask.sourceOf(source).load(tx, [...wanted])).filter(({ resource }) => resource);
};

/** What a page's matches refer to, and what refers to them; each resource once, none that is a match. */
export const included = async (finding: Finding, matches: readonly Version[], includes: readonly Include[]): Promise<Version[]> => {
  const seen = new Set(matches.map(nameOf));
  const all: Version[] = [];
  let fresh: readonly Version[] = matches;
  for (let round = 0; round < ROUNDS && fresh.length; round += 1) {
    const found: Version[] = [];
    for (const include of includes.filter(({ iterate }) => round === 0 || iterate)) {
      for (const version of await (include.reverse ? backward : forward)(finding, fresh, include)) {
        if (seen.has(nameOf(version)) || all.length + found.length >= MOST) continue;
        seen.add(nameOf(version));
        found.push(version);
      }
    }
    all.push(...found);
    fresh = found;
  }
  return all;
};
