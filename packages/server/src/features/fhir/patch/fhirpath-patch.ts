import { evalFhirPath } from "@medplum/core";
import { fail } from "../../../http/problem.js";
import { definitions } from "../definitions.js";
import type { Resource } from "../model.js";

type Part = { name: string; part?: Part[]; [value: string]: unknown };
type Place = { holder: Record<string, unknown> | unknown[]; key: string | number };
type Wanted = { type: string; path: string; name?: string; value?: unknown; index?: number; source?: number; destination?: number };

/** http://hl7.org/fhir/R4/fhirpatch.html: add, insert, delete, replace, move. */
export const applyFhirPathPatch = (resource: Resource, { parameter }: Resource): Resource => {
  const operations = Array.isArray(parameter) ? (parameter as Part[]) : [];
  if (!operations.length) refuse("Parameters.parameter", "holds no operation");
  operations.forEach((operation, index) => apply(resource, wantedOf(operation, `Parameters.parameter[${index}]`), `Parameters.parameter[${index}]`));
  return resource;
};

function refuse(place: string, message: string): never {
  fail("invalid_request", { detail: `The patch is not valid: ${place} ${message}.`, errors: [{ pointer: place, code: "value", message }] });
}

const NUMBERS = new Set(["index", "source", "destination"]);

const wantedOf = ({ name, part = [] }: Part, place: string): Wanted => {
  if (name !== "operation") refuse(place, "is not named operation");
  const wanted: Record<string, unknown> = {};
  for (const each of part) {
    const value = Object.entries(each).find(([key]) => key.startsWith("value"))?.[1];
    wanted[each.name] = each.name === "value" ? value ?? ofParts(each) : NUMBERS.has(each.name) ? Number(value) : value;
  }
  if (typeof wanted.type !== "string" || typeof wanted.path !== "string") refuse(place, "needs a type and a path");
  return wanted as Wanted;
};

/** A value of an anonymous type is given by its parts. */
const ofParts = ({ part = [] }: Part): unknown =>
  Object.fromEntries(part.map((each) => [each.name, Object.entries(each).find(([key]) => key.startsWith("value"))?.[1] ?? ofParts(each)]));

const find = (resource: Resource, path: string, place: string): unknown[] => {
  try {
    return evalFhirPath(path, resource as never);
  } catch {
    return refuse(place, "has a path that is no FHIRPath");
  }
};

const one = (found: readonly unknown[], place: string): unknown => {
  if (found.length !== 1) refuse(place, found.length ? "has a path that fits several elements" : "has a path that fits nothing");
  return found[0];
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Where an object stands in the tree: by identity, since a path's functions hide the way. */
const placeOf = (holder: unknown, target: unknown): Place | undefined => {
  if (!isObject(holder)) return undefined;
  for (const [key, value] of Object.entries(holder)) {
    if (value === target) return { holder, key: Array.isArray(holder) ? Number(key) : key };
    const inner = placeOf(value, target);
    if (inner) return inner;
  }
  return undefined;
};

/** The place of what a path fits; a primitive is named by the last step of its path. */
const located = (resource: Resource, path: string, place: string): Place => {
  const found = one(find(resource, path, place), place);
  if (isObject(found)) return placeOf(resource, found) ?? refuse(place, "has a path to no element");
  const [, parent = "", name = "", index] = /^(.*)\.([A-Za-z]\w*)(?:\[(\d+)\])?$/.exec(path) ?? [];
  const holder = one(find(resource, parent, place), place);
  if (!isObject(holder)) return refuse(place, "has a path to no element");
  const key = keyOf(holder, name);
  const list = holder[key];
  return Array.isArray(list) ? { holder: list, key: Number(index ?? list.indexOf(found)) } : { holder, key };
};

/** The element's own name: of a choice it has its type at the end, as valueQuantity. */
const keyOf = (holder: Record<string, unknown>, name: string): string =>
  name in holder ? name : Object.keys(holder).find((key) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length))) ?? name;

const apply = (resource: Resource, wanted: Wanted, place: string): void => {
  switch (wanted.type) {
    case "add": return add(resource, wanted, place);
    case "insert": return insert(resource, wanted, place);
    case "delete": return find(resource, wanted.path, place).length ? take(located(resource, wanted.path, place)) : undefined;
    case "replace": return replace(located(resource, wanted.path, place), wanted.value ?? refuse(place, "needs a value"));
    case "move": return move(resource, wanted, place);
    default: return refuse(place, "has a type that is none of add, insert, delete, replace, move");
  }
};

const isList = (resource: Resource, holder: Record<string, unknown>, path: string, name: string): boolean => {
  if (holder === resource) {
    const structure = definitions().structures.find(({ type, kind }) => type === resource.resourceType && kind === "resource") as { snapshot?: { element: { path: string; max?: string }[] } } | undefined;
    return structure?.snapshot?.element.find((element) => element.path === `${resource.resourceType}.${name}`)?.max === "*";
  }
  return isListOf(path.replaceAll(/\[\d+\]|\.where\([^)]*\)/g, ""), name);
};

const isListOf = (path: string, name: string): boolean => {
  const [type = ""] = path.split(".");
  const structure = definitions().structures.find((each) => each.type === type && each.kind === "resource") as { snapshot?: { element: { path: string; max?: string; type?: { code: string }[] }[] } } | undefined;
  const elements = structure?.snapshot?.element ?? [];
  const direct = elements.find((element) => element.path === `${path}.${name}`);
  if (direct) return direct.max === "*";
  const code = elements.find((element) => element.path === path)?.type?.[0]?.code;
  const data = definitions().structures.find((each) => each.type === code) as typeof structure;
  return data?.snapshot?.element.find((element) => element.path === `${code ?? ""}.${name}`)?.max === "*";
};

const add = (resource: Resource, { path, name, value }: Wanted, place: string): void => {
  const holder = one(find(resource, path, place), place);
  if (!isObject(holder) || !name || value === undefined || name === "__proto__") return refuse(place, "needs a path to one element, a name and a value");
  const there = holder[name];
  if (Array.isArray(there)) there.push(value);
  else if (there !== undefined) refuse(place, "adds what is there already: replace it");
  else holder[name] = isList(resource, holder, path, name) ? [value] : value;
};

const listAt = (resource: Resource, path: string, place: string): unknown[] => {
  const [, parent = "", name = ""] = /^(.*)\.([A-Za-z]\w*)$/.exec(path) ?? [];
  const holder = one(find(resource, parent, place), place);
  const list = isObject(holder) ? holder[keyOf(holder, name)] : undefined;
  return Array.isArray(list) ? (list as unknown[]) : refuse(place, "has a path to no list");
};

const within = (index: number | undefined, length: number, place: string): number =>
  index !== undefined && Number.isInteger(index) && index >= 0 && index <= length ? index : refuse(place, "has an index outside the list");

const insert = (resource: Resource, { path, index, value }: Wanted, place: string): void => {
  const list = listAt(resource, path, place);
  list.splice(within(index, list.length, place), 0, value ?? refuse(place, "needs a value"));
};

const take = ({ holder, key }: Place): void => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
};

const replace = ({ holder, key }: Place, value: unknown): void => {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
};

const move = (resource: Resource, { path, source, destination }: Wanted, place: string): void => {
  const list = listAt(resource, path, place);
  const [moved] = list.splice(within(source, list.length - 1, place), 1);
  list.splice(within(destination, list.length, place), 0, moved);
};
