import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import type { At, Resource, Source, Version, WritableSource, Written } from "./model.js";
import { readingBranch } from "./observations/search/branch.js";
import { readingSource } from "./observations/source.js";
import { BRANCHES as OF_RESOURCES, SOURCES } from "./resources/sources.js";
import type { Branch } from "./search/branch.js";
import { keptSource } from "./store/kept.js";
import { subscriptionSource } from "./subscriptions/source.js";
import type { FhirType } from "./table.js";

/** Sources of the platform's own rows. */
const NATIVE: readonly (Source | WritableSource)[] = [readingSource, ...SOURCES, subscriptionSource];

/** Tables that answer searches themselves. */
const BRANCHES: readonly Branch[] = [readingBranch, ...OF_RESOURCES];

export const branchesOf = (type: string): readonly Branch[] => BRANCHES.filter((branch) => branch.type === type);

const isWritable = (source: Source): source is WritableSource => "create" in source;

const readOnly = (): never => fail("read_only_resource");

const newestFirst = (one: Version, other: Version): number =>
  other.lastUpdated.getTime() - one.lastUpdated.getTime() || (one.id < other.id ? 1 : one.id > other.id ? -1 : other.version - one.version);

export type JoinedSource = WritableSource & {
  /** Resources that are all the platform's, or all kept as sent. */
  createMany(tx: TenantTx, resources: readonly Resource[], ids: readonly (string | undefined)[], at: At): Promise<Written[]>;
};

/** Whether a resource would become the platform's own. */
export const willBeMapped = ({ type }: FhirType, resource: Resource): boolean =>
  NATIVE.some((source) => source.type === type && isWritable(source) && source.takes(resource));

/** What several sources of a type have, asked one after the other: a transaction has one query at a time. */
const readerOf = (type: string, all: readonly Source[]): Source & Required<Pick<Source, "stale">> => ({
  type,
  async load(tx, ids, known) {
    const found: Version[] = [];
    let left = [...ids];
    for (const source of all) {
      if (!left.length) break;
      found.push(...(await source.load(tx, left, known)));
      const there = new Set(found.map(({ id }) => id));
      left = left.filter((id) => !there.has(id));
    }
    return found;
  },
  async history(tx, id) {
    const versions: Version[] = [];
    for (const source of all) {
      versions.push(...(await source.history(tx, id)));
      // Before it was a row's it may have been kept as sent.
      if (versions.at(-1)?.version === 1) break;
    }
    return versions;
  },
  async changes(tx, ask) {
    const found: Version[] = [];
    for (const source of all) found.push(...(await source.changes(tx, ask)));
    return found.toSorted(newestFirst).slice(0, ask.limit);
  },
  async stale(tx, ask) {
    const ids: string[] = [];
    for (const source of all) ids.push(...((await source.stale?.(tx, ask)) ?? []));
    return ids;
  },
});

/** A type's sources as one: rows of the platform first, and what is kept as sent beside them. */
const joined = ({ type, class: of }: FhirType): JoinedSource => {
  const native = NATIVE.filter((source) => source.type === type);
  const kept = of === "kept" || of === "mixed" || of === "mapped" ? keptSource(type) : undefined;
  const mapped = native.find(isWritable);
  const makerOf = (resource: Resource): WritableSource => (mapped?.takes(resource) ? mapped : kept ?? readOnly());
  const writerOf = ({ rowId }: Version): WritableSource => (rowId === null ? kept : mapped) ?? readOnly();

  return {
    ...readerOf(type, kept ? [...native, kept] : native),
    takes: () => true,
    create: (tx, resource, id) => makerOf(resource).create(tx, resource, id),
    async createMany(tx, resources, ids, at) {
      const writer = makerOf(resources[0]!);
      if (writer.createMany) return writer.createMany(tx, resources, ids, at);
      const written: Written[] = [];
      for (const [index, resource] of resources.entries()) written.push(await at(index, () => writer.create(tx, resource, ids[index])));
      return written;
    },
    update: (tx, resource, current) => current.rowId === null && mapped?.adopt && mapped.takes(resource)
      ? mapped.adopt(tx, resource, current)
      : writerOf(current).update(tx, expectKind(resource, current, mapped), current),
    remove: (tx, current) => writerOf(current).remove(tx, current),
  };
};

/** What has become the platform's cannot go back to what nobody counts. */
const expectKind = (resource: Resource, { rowId }: Version, mapped: WritableSource | undefined): Resource => {
  if (rowId === null || !mapped || mapped.takes(resource)) return resource;
  return fail("invalid_transition", { detail: "The platform counts this resource, and could not with this content. Mark it entered-in-error, and create another." });
};

const made = new Map<string, JoinedSource>();

export const sourceOf = (type: FhirType): JoinedSource => {
  const known = made.get(type.type);
  if (known) return known;
  const source = joined(type);
  made.set(type.type, source);
  return source;
};
