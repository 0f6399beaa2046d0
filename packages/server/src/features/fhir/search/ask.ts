import type { Source, Version } from "../model.js";
import type { Branch } from "./branch.js";

/** A parameter as it stands in a query, decoded: `["patient.name:exact", "Eve"]`. */
export type Pair = readonly [name: string, value: string];

/** What a token's scopes leave of a type: all of it, none, or what one of several lists of conditions holds of. */
export type Restriction = "all" | "none" | readonly (readonly Pair[])[];

export type Ask = {
  /** One as a rule; several, or all, for a search of the whole system. */
  types: readonly string[];
  parameters: readonly Pair[];
  /** `Prefer: handling=lenient`: what is unknown is dropped and told of, not refused. */
  lenient: boolean;
  /** Of `/fhir/R4`, without a slash at its end: absolute references to here are as good as relative ones. */
  baseUrl: string;
  /** Holds for what is found, included, and looked at by a chain or `_has`. Without it everything may be seen. */
  restrict?: ((type: string) => Restriction) | undefined;
  /** Resources of this patient's compartment alone; types that no compartment knows are free. */
  compartment?: { patientId: string } | undefined;
  sourceOf(type: string): Source;
  /** Those beside the index, which every type has. */
  branchesOf(type: string): readonly Branch[];
};

export type Found = {
  matches: readonly Version[];
  /** Of `_include` and `_revinclude`; none that is a match as well. */
  included: readonly Version[];
  /** Undefined where `_total` did not ask. */
  total: number | undefined;
  /** The value of `_cursor` for the page after this one. */
  next: string | undefined;
  /** What was used, for the self link; without a cursor. */
  self: readonly Pair[];
  /** Names that nobody knows and that were let go. */
  dropped: readonly string[];
};
