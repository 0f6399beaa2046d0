import { definitions } from "../definitions.js";
import { fhirType } from "../table.js";

/** SMART's letters: create, read (of versions and history too), update (and patch), delete, search (and the type's history). */
export type Interaction = "c" | "r" | "u" | "d" | "s";

/** A search parameter and its value that a resource has to match. */
export type Filter = readonly [name: string, value: string];

/** What a backend service may do with one type of resource, `*` for every type. */
export type Scope = {
  /** As it was written, in version 1 (`system/Patient.read`) or 2 (`system/Patient.rs`) of SMART's scopes. */
  readonly text: string;
  readonly type: string;
  readonly interactions: readonly Interaction[];
  /** All of them have to match. */
  readonly filters: readonly Filter[];
};

const FORM = /^system\/(\*|[A-Z][A-Za-z]{1,63})\.(\*|read|write|(?=.)c?r?u?d?s?)(?:\?([^?#\s]{1,1000}))?$/;
const VERSION_1: Readonly<Record<string, string>> = { read: "rs", write: "cud", "*": "cruds" };

/** Undefined for what is no scope of a backend service; the type need not be one that is served here. */
export const parseScope = (text: string): Scope | undefined => {
  const [, type, letters, query] = FORM.exec(text) ?? [];
  if (type === undefined || letters === undefined) return undefined;
  const filters = [...new URLSearchParams(query)];
  // Version 1 has no filters, and each type has parameters of its own.
  if (filters.length && (type === "*" || letters in VERSION_1 || !filters.every((filter) => isFilter(type, filter)))) return undefined;
  return { text, type, interactions: [...(VERSION_1[letters] ?? letters)] as Interaction[], filters };
};

/** Plain parameters that HL7 defines for the type: no modifier, no chain, nothing that only shapes an answer. */
const isFilter = (type: string, [name, value]: Filter): boolean =>
  value !== "" && definitions().searchParameters.some(({ code, base }) => code === name && (base.includes(type) || base.includes("Resource")));

export const isServed = ({ type }: Scope): boolean => type === "*" || fhirType(type) !== undefined;

const grants = (scope: Scope, type: string, interaction: Interaction): boolean =>
  (scope.type === "*" || scope.type === type) && scope.interactions.includes(interaction);

/** Whether anything of the type may be met so; which of its resources, `restrictionOf` says. */
export const mayDo = (scopes: readonly Scope[], type: string, interaction: Interaction): boolean =>
  scopes.some((scope) => grants(scope, type, interaction));

/**
 * Which resources of the type the interaction may meet: none, all, or those that match every filter of at least one of the
 * alternatives. What is written has to match before and after.
 */
export const restrictionOf = (scopes: readonly Scope[], type: string, interaction: Interaction = "s"): "none" | "all" | Filter[][] => {
  const granting = scopes.filter((scope) => grants(scope, type, interaction));
  if (!granting.length) return "none";
  return granting.some(({ filters }) => !filters.length) ? "all" : granting.map(({ filters }) => [...filters]);
};
