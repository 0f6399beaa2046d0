import type { Permission } from "@vitaledge/contract";
import { FHIR_TYPES, type FhirType } from "../table.js";
import { mayDo, type Filter, type Interaction, type Scope } from "./scopes.js";

/** What both allow; undefined where that is nothing. A wish that is allowed whole keeps its own words. */
const meet = (registered: Scope, asked: Scope): Scope | undefined => {
  if (registered.type !== "*" && asked.type !== "*" && registered.type !== asked.type) return undefined;
  const type = asked.type === "*" ? registered.type : asked.type;
  const interactions = asked.interactions.filter((each) => registered.interactions.includes(each));
  const filters = [...asked.filters, ...registered.filters.filter((filter) => !asked.filters.some((other) => isSame(filter, other)))];
  if (!interactions.length) return undefined;
  const isWhole = type === asked.type && interactions.length === asked.interactions.length && filters.length === asked.filters.length;
  return isWhole ? asked : { type, interactions, filters, text: textOf(type, interactions, filters) };
};

const isSame = ([name, value]: Filter, [otherName, otherValue]: Filter): boolean => name === otherName && value === otherValue;

const textOf = (type: string, interactions: readonly Interaction[], filters: readonly Filter[]): string =>
  `system/${type}.${interactions.join("")}${filters.length ? `?${filters.map(([name, value]) => `${name}=${escape(value)}`).join("&")}` : ""}`;

/** Values stand as people write them, but for what a query string or a list of scopes would read otherwise. */
const escape = (value: string): string => value.replaceAll(/[%&+#?\s]/g, encodeURIComponent);

/** Of what was asked for the part that the client was registered with. */
export const grantedOf = (registered: readonly Scope[], asked: readonly Scope[]): Scope[] => {
  const met = asked.flatMap((wish) => registered.flatMap((scope) => meet(scope, wish) ?? []));
  return met.filter(({ text }, at) => met.findIndex((other) => other.text === text) === at);
};

/** The permissions of the same acts over REST. */
export const impliedPermissions = (scopes: readonly Scope[]): Permission[] =>
  [...new Set(FHIR_TYPES.flatMap((type) => permissionsFor(scopes, type)))].toSorted();

const permissionsFor = (scopes: readonly Scope[], { type, read, write, remove = write }: FhirType): Permission[] => {
  const may = (...interactions: Interaction[]): boolean => interactions.some((each) => mayDo(scopes, type, each));
  return [may("r", "s") ? read : undefined, may("c", "u") ? write : undefined, may("d") ? remove : undefined].filter((each) => each !== undefined);
};
