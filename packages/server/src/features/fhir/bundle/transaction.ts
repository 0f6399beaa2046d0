import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import type { Access } from "../acts/access.js";
import { expectWritten } from "../acts/within.js";
import { create, expectResource } from "../acts/write.js";
import { toFhirId } from "../fhir-ids.js";
import type { Resource, Written } from "../model.js";
import { queryOf } from "../references.js";
import { sourceOf, willBeMapped } from "../sources.js";
import type { Entry } from "./entries.js";
import { within } from "./entries.js";
import { perform, type Done } from "./perform.js";
import { expectTargets, referencesOf, resolveConditions, rewrite, type Targets } from "./resolve.js";

const ORDER = ["DELETE", "POST", "PUT", "PATCH", "GET", "HEAD"];
const rank = ({ method }: Entry): number => ORDER.indexOf(method === "PATCH" ? "PUT" : method);

/** No two entries are about the same resource. */
const expectDistinct = (entries: readonly Entry[]): void => {
  const seen = new Set<string>();
  for (const { index, method, fullUrl, type, id, query } of entries) {
    if (method === "GET" || method === "HEAD") continue;
    const target = id === undefined ? query.length ? `${type.type}?${queryOf(query)}` : undefined : `${type.type}/${id}`;
    for (const name of [fullUrl && `fullUrl ${fullUrl}`, target]) {
      if (name === undefined) continue;
      if (seen.has(name)) fail("invalid_request", { detail: "Two entries of the transaction are about the same resource.", errors: [{ pointer: `Bundle.entry[${index}]`, code: "value", message: "is about what another entry is about" }] });
      seen.add(name);
    }
  }
};

type Posted = Entry & { resource: Resource };
/** Whether it will be the platform's own is known once its references have a type. */
type Creation = Posted & { isMapped: boolean };

const isPosted = (entry: Entry): entry is Posted => entry.method === "POST" && entry.id === undefined && entry.resource !== undefined;

const creationsOf = (entries: readonly Entry[], targets: Targets): Creation[] => {
  const types: Targets = new Map([...targets, ...entries.flatMap(({ fullUrl, type }) => (fullUrl ? [[fullUrl, `${type.type}/to-come`] as const] : []))]);
  return entries.filter(isPosted).map((entry) => ({ ...entry, isMapped: willBeMapped(entry.type, rewrite(entry.resource, types) as Resource) }));
};

/** What is kept as sent has its id before it is stored, so that entries may refer to each other both ways. */
const idOf = (tx: TenantTx, { type, isMapped, ifNoneExist }: Creation): string | undefined =>
  ifNoneExist || isMapped ? undefined : toFhirId(tx.newId(type.type.toLowerCase()));

/** All or nothing (http://hl7.org/fhir/R4/http.html#trules): deletions, creations, updates, then reads. */
export const runTransaction = async (tx: TenantTx, access: Access, entries: readonly Entry[]): Promise<Done[]> => {
  expectDistinct(entries);
  const done: Done[] = [];
  const targets: Targets = new Map();
  for (const entry of entries) await within(entry, async () => admit(access, entry));
  await resolveConditions(tx, access, entries, targets);
  const creations = creationsOf(entries, targets);
  for (const entry of entries) if (entry.fullUrl && (entry.method === "PUT" || entry.method === "PATCH") && entry.id) targets.set(entry.fullUrl, `${entry.type.type}/${entry.id}`);
  const ids = new Map(creations.map((entry) => [entry, idOf(tx, entry)]));
  for (const [entry, id] of ids) if (id && entry.fullUrl) targets.set(entry.fullUrl, `${entry.type.type}/${id}`);
  const expected = new Map([...targets, ...creations.flatMap(({ fullUrl, type }) => (fullUrl && !targets.has(fullUrl) ? [[fullUrl, `${type.type}/`] as const] : []))]);
  await expectTargets(tx, access, entries, expected);

  for (const entry of entries.filter(({ method }) => method === "DELETE")) done[entry.index] = await within(entry, () => perform(tx, access, entry));
  await createAll(tx, access, { creations, ids, targets, done });
  const others = entries.filter((entry) => entry.method !== "DELETE" && !isPosted(entry)).toSorted((one, other) => rank(one) - rank(other));
  for (const entry of others) {
    const settled = entry.resource ? { ...entry, resource: rewrite(entry.resource, targets) as Resource } : entry;
    done[entry.index] = await within(entry, () => perform(tx, access, settled));
  }
  return done;
};

const admit = (access: Access, entry: Entry): void => {
  const action = entry.method === "DELETE" ? "delete" : entry.method === "POST" && entry.id === undefined ? "create" : entry.resource ? "update" : "read";
  access.expect(entry.type, action, action === "read" && (entry.id ?? "_search") === "_search" ? "s" : undefined);
  if (isPosted(entry)) expectResource(entry.type, entry.resource);
};

type Creating = { creations: readonly Creation[]; ids: ReadonlyMap<Creation, string | undefined>; targets: Targets; done: Done[] };

/** Round by round: an entry is stored once all that it refers to has its address. Those of one type and round are stored together. */
const createAll = async (tx: TenantTx, access: Access, { creations, ids, targets, done }: Creating): Promise<void> => {
  const awaited = new Set(creations.flatMap(({ fullUrl }) => (fullUrl ? [fullUrl] : [])));
  let left = creations;
  while (left.length) {
    const ready = left.filter(({ resource }) => referencesOf(resource).every((reference) => !awaited.has(reference) || targets.has(reference)));
    if (!ready.length) fail("reference_not_found", { detail: "Entries of the transaction wait for each other. Send the reference that goes back in a second request." });
    for (const group of groupsOf(ready)) {
      const written = await createGroup(tx, access, group.map((entry) => ({ ...entry, resource: rewrite(entry.resource, targets) as Resource })), group.map((entry) => ids.get(entry)));
      group.forEach((entry, index) => {
        const { kind, version } = written[index]!;
        if (entry.fullUrl) targets.set(entry.fullUrl, `${version.type}/${version.id}`);
        done[entry.index] = { status: kind === "created" ? 201 : 200, version };
      });
    }
    left = left.filter((entry) => !ready.includes(entry));
  }
};

const groupsOf = (entries: readonly Creation[]): Creation[][] => {
  const groups = new Map<string, Creation[]>();
  for (const entry of entries) {
    // A condition may fit what the entry before it has made.
    const name = entry.ifNoneExist ? `${entry.index}` : `${entry.type.type} ${entry.isMapped}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups.values()];
};

const createGroup = async (tx: TenantTx, access: Access, group: readonly Creation[], ids: readonly (string | undefined)[]): Promise<Written[]> => {
  const [first] = group;
  if (group.length === 1 && !ids[0]) return [await within(first!, () => create(tx, access, first!.type, first!.resource, first!.ifNoneExist))];
  const written = group.length === 1
    ? [await within(first!, () => sourceOf(first!.type).create(tx, first!.resource, ids[0]))]
    : await sourceOf(first!.type).createMany(tx, group.map(({ resource }) => resource), ids, (index, work) => within(group[index]!, work));
  for (const [index, each] of written.entries()) await within(group[index]!, () => expectWritten(tx, access, "c", each));
  return written;
};
