import type { FhirResource } from "fhir/r4.js";
import type { CallOptions } from "../options.js";

/**
 * `T`, where the types of FHIR are there. Without them a compiler takes a resource for `any` and says nothing: so it is said here. Only
 * what is `any` has keys of all kinds; a plain question after `any` is answered by `any` again where a module was not found.
 */
export type NeedsTypes<T> = symbol extends keyof FhirResource ? "The types of FHIR are missing: npm install --save-dev @types/fhir" : T;

/** `Patient`, `Observation` and the others. */
export type ResourceType = FhirResource["resourceType"];

/** The resource of a type's name. */
export type ResourceOf<T extends ResourceType> = Extract<FhirResource, { resourceType: T }>;

/** A resource as the server has it. */
export type Stored<R> = R & { id: string };

/** A resource of a type; or its JSON as text, which goes out as it is: a number of JavaScript's does not know `1.00` from `1`. */
export type Given<T extends ResourceType> = ({ resourceType: T } & ResourceOf<T>) | string;

/**
 * Parameters of a search by their names, with modifiers and prefixes: `{ "name:exact": "Example", date: ["ge2026-01-01", "lt2026-02-01"] }`.
 * Several values all have to hold; alternatives are one value with commas. As text it is the query of an address, as a page's `cursor` is.
 */
export type SearchParameters = string | Readonly<Record<string, string | number | boolean | readonly (string | number | boolean)[]>>;

/** One step of a JSON Patch (RFC 6902). */
export type PatchStep =
  | { op: "add" | "replace" | "test"; path: string; value: unknown }
  | { op: "remove"; path: string }
  | { op: "move" | "copy"; from: string; path: string };

/** One resource by its id, or the one that a search finds. */
export type Which = string | Exclude<SearchParameters, string>;

/** How a resource is written. */
export type UpdateOptions = CallOptions & {
  /** Writes the resource that this search finds, or a new one where it finds none; where it finds several, it is refused. */
  where?: Exclude<SearchParameters, string> | undefined;
};

/** How a resource is made. */
export type CreateOptions = CallOptions & {
  /** Where this search finds a resource, nothing is made, and that one is the answer; where it finds several, it is refused. */
  ifNoneExist?: SearchParameters | undefined;
};
