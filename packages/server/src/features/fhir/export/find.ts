import { askOf } from "../acts/access.js";
import type { Version } from "../model.js";
import { eachReference, localReference, patientRows } from "../references.js";
import { search } from "../search/search.js";
import { sourceOf } from "../sources.js";
import { fhirType } from "../table.js";
import { BESIDE } from "./asked.js";
import type { Task } from "./plan.js";
import type { Step } from "./write.js";

/** Resources of a page: each page is a transaction of its own. */
const PAGE = 200;
/** Resources whose provenance is looked for at once. */
const TARGETS = 40;

export type Page = { versions: Version[]; next: string | null };

const isOfSomebody = ({ asked }: Step, { type, patientIds }: Version): boolean =>
  asked.level === "system" || asked.patients !== null || type === "Patient" || patientIds.length > 0;

export const findPage = async (step: Step, { type, parameters, compartment }: Extract<Task, { kind: "found" }>): Promise<Page> => {
  const { tx, access, job } = step;
  const cursor = job.cursor === null ? [] : [["_cursor", job.cursor] as const];
  const { matches, next = null } = await search(tx, askOf({ types: [type], parameters: [...parameters, ["_count", String(PAGE)], ...cursor], access, compartment }));
  return { versions: matches.filter((version) => isOfSomebody(step, version)), next };
};

/** Devices, practitioners and organizations that what is of a patient refers to. */
export const findReferred = async ({ tx, access, asked }: Step, versions: readonly Version[]): Promise<Version[]> => {
  if (asked.level === "system") return [];
  const types = BESIDE.filter((type) => asked.types.includes(type) && access.restrict(type) === "all" && !asked.filters.some((filter) => filter.type === type));
  const wanted = new Map(types.map((type) => [type, new Set<string>()]));
  for (const { resource } of versions) {
    eachReference(resource, ({ reference }) => {
      const local = localReference(reference, asked.base);
      if (local) wanted.get(local.type)?.add(local.id);
    });
  }
  const found: Version[] = [];
  for (const [type, ids] of wanted) if (ids.size) found.push(...(await sourceOf(fhirType(type)!).load(tx, [...ids])));
  const since = asked.since === null ? undefined : new Date(asked.since);
  return found.filter(({ resource, lastUpdated }) => resource && (!since || lastUpdated >= since));
};

/** Who made what is exported: all that is known of it, or the last word of each. */
export const findProvenance = async ({ tx, access, asked }: Step, versions: readonly Version[]): Promise<Version[]> => {
  if (asked.provenance === null || asked.types.includes("Provenance") || access.restrict("Provenance") === "none") return [];
  const targets = versions.map(({ type, id }) => `${type}/${id}`);
  const found: Version[] = [];
  for (let from = 0; from < targets.length; from += TARGETS) {
    const some = targets.slice(from, from + TARGETS);
    const parameters = [["target", some.join(",")], ["_sort", "-recorded"], ["_count", "1000"]] as const;
    const { matches } = await search(tx, askOf({ types: ["Provenance"], parameters, access }));
    found.push(...(asked.provenance === "relevant" ? matches : latestOf(matches, new Set(some))));
  }
  return found;
};

const latestOf = (newestFirst: readonly Version[], open: Set<string>): Version[] =>
  newestFirst.filter(({ resource }) => {
    const before = open.size;
    eachReference(resource?.["target"], ({ reference }) => {
      const local = localReference(reference);
      if (local) open.delete(`${local.type}/${local.id}`);
    });
    return open.size < before;
  });

/** Resources of a type that have been deleted since, and are gone still. What scopes narrow cannot be told of what is not there. */
export const findDeleted = async (step: Step, type: string): Promise<Page> => {
  const { tx, asked, access, job } = step;
  if (access.restrict(type) !== "all") return { versions: [], next: null };
  const [at, id] = job.cursor?.split("|") ?? [];
  const source = sourceOf(fhirType(type)!);
  const changes = await source.changes(tx, { since: new Date(asked.since!), before: at === undefined ? undefined : { at: new Date(at), id: id! }, limit: PAGE });
  const last = changes.at(-1);
  const ids = new Set(changes.filter(({ resource }) => !resource).map((version) => version.id));
  const gone = (ids.size ? await source.load(tx, [...ids]) : []).filter(({ resource }) => !resource);
  const rows = asked.patients === null ? undefined : new Set((await patientRows(tx, asked.patients)).values());
  return {
    versions: gone.filter((version) => isOfSomebody(step, version) && (!rows || version.patientIds.some((patient) => rows.has(patient)))),
    next: changes.length === PAGE && last ? `${last.lastUpdated.toISOString()}|${last.id}` : null,
  };
};
