import type { Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";

export type Prefix = "eq" | "ne" | "gt" | "lt" | "ge" | "le" | "sa" | "eb" | "ap";

/** `system|code`: an undefined part is any, `null` as the system is none at all (`|code`). */
export type TokenValue = { system: string | null | undefined; code: string | undefined };
/** What was asked for as an interval, the end outside it. */
export type DateValue = { prefix: Prefix; low: Date; high: Date };
/** `low` and `high` are the interval that the text's precision means, `number` is the text. Without a unit any unit does. */
export type QuantityValue = { prefix: Prefix; number: number; low: number; high: number; system: string | null | undefined; code: string | undefined };
/** A resource of this server by its FHIR id, once for each type that it could be of; or any other by its address. */
export type ReferenceValue = { type: string; id: string } | { url: string };
/** Those that a chain leads to: sub-selects of one column. Rows without a row id are among `ids` alone. */
export type ChainTarget = { type: string; ids: Statement; rowIds: Statement };

/**
 * One condition of a search, parsed: `parameter` is the SearchParameter's code, and any of the values will do. What a modifier
 * negates (`:not`, `:missing`) is not seen here: the search turns the branch's answer around.
 */
export type Criterion =
  | { kind: "id"; parameter: "_id"; values: readonly string[] }
  /** `of-type`: the system is that of an identifier's type, the code `code|value` of the two. */
  | { kind: "token"; parameter: string; modifier: "of-type" | undefined; values: readonly TokenValue[] }
  /** `:text`: the beginning of a display or a text, folded. */
  | { kind: "text"; parameter: string; values: readonly string[] }
  /** Folded by `fold` of `fold.ts`, save for `exact`. */
  | { kind: "string"; parameter: string; modifier: "exact" | "contains" | undefined; values: readonly string[] }
  | { kind: "date"; parameter: string; values: readonly DateValue[] }
  /** `number` parameters as well. */
  | { kind: "quantity"; parameter: string; values: readonly QuantityValue[] }
  | { kind: "reference"; parameter: string; values: readonly ReferenceValue[] }
  /** `:identifier`: a reference that names its target by identifier. */
  | { kind: "identifier"; parameter: string; values: readonly TokenValue[] }
  | { kind: "chain"; parameter: string; targets: readonly ChainTarget[] }
  | { kind: "uri"; parameter: string; modifier: "above" | "below" | undefined; values: readonly string[] }
  /** Each alternative is one criterion a component, in the order of the definition; one element must satisfy all of them. */
  | { kind: "composite"; parameter: string; values: readonly (readonly Criterion[])[] };

/** What a reference parameter points to from a branch's rows: an expression over `from` and `join`, of FHIR ids or row ids. */
export type Pointer = { join?: Statement; expression: Statement; by: "id" | "rowId" };

/** Sorted by an expression of one SQL type each kind, `text` in collation "C"; null where a resource has no such value. */
export type SortKey = { expression: Statement; nullable: boolean };
export type SortKind = "text" | "timestamptz" | "float8";

/** Matches nothing: for parameters that a branch's rows never have a value of. */
export { NONE } from "./compare.js";

/**
 * A relation in which resources of one type are found: the index, or the platform's own table. A search of the type is the union
 * of its branches. Statements stand in one query with others', so aliases are a branch's own (`o_`, `au_`; the index has `fi`).
 */
export type Branch = {
  type: string;
  /** What follows `from`, with its alias. */
  from: Statement;
  /**
   * Reads what its conditions are made with, at one moment with what else a search reads first. Answers whether those that were
   * made after `guess` are what they are now.
   */
  prepare?(tx: TenantTx): Promise<boolean>;
  /** Lets conditions be made before that, with what it was the last time. */
  guess?(tx: TenantTx): void;
  /** What always holds: organization, one row a resource, nothing deleted. */
  where(tx: TenantTx): Statement;
  /** The FHIR id, `collate "C"`. */
  id: Statement;
  /** The platform's id; null where there is none. */
  rowId: Statement;
  /** When it was measured, of whom and what: for its source to look no further, and to read at once what goes with it. */
  reading?: { measuredAt: Statement; patientId: Statement; metricId: Statement };
  /** The condition on a row; of every parameter of the type, and those of all resources. */
  matches(tx: TenantTx, criterion: Criterion): Statement | Promise<Statement>;
  /** Whether the row has any value of the parameter. */
  has(tx: TenantTx, parameter: string): Statement | Promise<Statement>;
  /** Of a parameter with several values the least going up, the greatest going down. Undefined where there is never one. */
  sortKey(tx: TenantTx, parameter: string, descending: boolean): SortKey | undefined;
  /** For `_has` and `_revinclude`: the resources of `target` that a parameter names. Undefined where it never does. */
  pointer(tx: TenantTx, parameter: string, target: string): Pointer | undefined;
};
