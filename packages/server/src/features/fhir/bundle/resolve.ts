import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { askOf, type Access } from "../acts/access.js";
import type { Resource } from "../model.js";
import { eachReference, localReference } from "../references.js";
import { matchingIds } from "../search/search.js";
import { sourceOf } from "../sources.js";
import { fhirType } from "../table.js";
import type { Entry } from "./entries.js";

/** Where entries will be found: `Type/id` by full URL. */
export type Targets = Map<string, string>;

const isAddress = (text: string): boolean => /^urn:(uuid|oid):/.test(text);

/** Puts the new addresses in place of the entries' own, wherever they stand. Answers the addresses that nothing is known of. */
export const rewrite = (value: unknown, targets: Targets): unknown => {
  if (typeof value === "string") return isAddress(value) ? targets.get(value) ?? value : value;
  if (Array.isArray(value)) return value.map((item) => rewrite(item, targets));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    copy[name] = name === "reference" && typeof inner === "string" ? targets.get(inner) ?? inner : rewrite(inner, targets);
  }
  // A number that kept its text is no object of the resource.
  return "isLosslessNumber" in value ? value : copy;
};

/** References of a resource, each once. */
export const referencesOf = (resource: Resource | undefined): string[] => {
  const found = new Set<string>();
  eachReference(resource, ({ reference }) => found.add(reference));
  return [...found];
};

const CONDITION = /^([A-Z][A-Za-z]+)\?(.+)$/;

const broken = (entry: Entry, reference: string): never => {
  let place = "";
  eachReference(entry.resource, (holder, path) => {
    if (holder.reference === reference) place ||= path;
  });
  return fail("reference_not_found", { detail: "A reference of the transaction leads nowhere.", errors: [{ pointer: `Bundle.entry[${entry.index}].resource.${place}`, code: "not-found", message: "refers to nothing that is there" }] });
};

/** `Patient?identifier=...`: the one resource that fits takes its place. */
export const resolveConditions = async (tx: TenantTx, access: Access, entries: readonly Entry[], targets: Targets): Promise<void> => {
  for (const entry of entries) {
    for (const reference of referencesOf(entry.resource)) {
      const [, name = "", query = ""] = CONDITION.exec(reference) ?? [];
      const type = fhirType(name);
      if (!type || targets.has(reference)) continue;
      const ids = await matchingIds(tx, askOf({ types: [name], parameters: [...new URLSearchParams(query)], access }), 2);
      if (ids.length > 1) fail("multiple_matches", { detail: "A conditional reference fits more than one resource." });
      targets.set(reference, ids.length ? `${name}/${ids[0]!}` : broken(entry, reference));
    }
  }
};

/** Within a transaction every reference leads somewhere: to another entry, or to what is there. */
export const expectTargets = async (tx: TenantTx, access: Access, entries: readonly Entry[], targets: Targets): Promise<void> => {
  const wanted = new Map<string, Map<string, [Entry, string]>>();
  // An entry that puts an id needs no full URL to be referred to.
  const put = entries.flatMap(({ method, type, id }) => (method === "PUT" && id ? [`${type.type}/${id}`] : []));
  const coming = new Set([...targets.values(), ...put]);
  for (const entry of entries) {
    for (const reference of referencesOf(entry.resource)) {
      if (targets.has(reference) || reference.startsWith("#") || CONDITION.test(reference)) continue;
      if (isAddress(reference)) broken(entry, reference);
      const local = localReference(reference, access.base);
      if (!local || coming.has(`${local.type}/${local.id}`)) continue;
      if (!fhirType(local.type)) continue;
      const ofType = wanted.get(local.type) ?? new Map<string, [Entry, string]>();
      ofType.set(local.id, [entry, reference]);
      wanted.set(local.type, ofType);
    }
  }
  for (const [name, ids] of wanted) {
    const there = new Set((await sourceOf(fhirType(name)!).load(tx, [...ids.keys()])).map(({ id }) => id));
    for (const [id, [entry, reference]] of ids) if (!there.has(id)) broken(entry, reference);
  }
};
