import { sql, type Statement } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";
import type { SearchParameter } from "../../definitions.js";
import type { Branch, Criterion, ReferenceValue, TokenValue } from "../branch.js";
import { any, dateMatches, instantMatches, NONE, numberMatches } from "../compare.js";
import { searchParametersOf } from "../parameters.js";
import { START } from "./extract.js";
import { componentOf } from "./expressions.js";

/** The greatest code point: the end of all texts that begin alike. */
const END = "\u{10ffff}";

type Kind = Exclude<SearchParameter["type"], "composite" | "special">;
const TABLES: Readonly<Record<Kind, string>> = {
  token: "fhir_tokens", string: "fhir_strings", date: "fhir_dates", number: "fhir_quantities", quantity: "fhir_quantities", reference: "fhir_references", uri: "fhir_uris",
};

const tokenMatches = ({ system, code }: TokenValue): Statement => {
  const ofSystem = system === undefined ? undefined : system === null ? sql`v.system is null` : sql`v.system = ${system}`;
  const ofCode = code === undefined ? undefined : sql`v.code = ${code}`;
  return ofSystem && ofCode ? sql`(${ofCode} and ${ofSystem})` : ofSystem ?? ofCode ?? NONE;
};

const beginsWith = (column: Statement, wanted: string): Statement => sql`(${column} >= ${wanted} and ${column} < ${wanted + END})`;

const stringMatches = (wanted: string, modifier: "exact" | "contains" | undefined): Statement => {
  if (modifier === "exact") return sql`v.value = ${wanted}`;
  if (modifier === "contains") return sql`position(${wanted} in v.folded) > 0`;
  const start = [...wanted].slice(0, START).join("");
  return start === wanted ? beginsWith(sql`v.start`, wanted) : sql`(v.start = ${start} and starts_with(v.folded, ${wanted}))`;
};

const referenceMatches = (value: ReferenceValue): Statement =>
  "url" in value ? sql`v.url = ${value.url}` : sql`(v.target_id = ${value.id} and v.target_type = ${value.type})`;

const identifierMatches = ({ system, code }: TokenValue): Statement => {
  const ofSystem = system === undefined ? undefined : system === null ? sql`v.system is null` : sql`v.system = ${system}`;
  return code === undefined ? sql`(v.value is not null and ${ofSystem ?? NONE})` : ofSystem ? sql`(v.value = ${code} and ${ofSystem})` : sql`v.value = ${code}`;
};

const uriMatches = (wanted: string, modifier: "above" | "below" | undefined): Statement => {
  if (modifier === "below") return beginsWith(sql`v.value`, wanted);
  return modifier === "above" ? sql`starts_with(${wanted}, v.value)` : sql`v.value = ${wanted}`;
};

const unitMatches = ({ system, code }: { system: string | null | undefined; code: string | undefined }): Statement => {
  if (code === undefined) return sql`true`;
  return system ? sql`(v.system = ${system} and v.code = ${code})` : sql`(v.code = ${code} or v.unit = ${code})`;
};

/** What of a value row, `v`, a plain criterion asks for. */
const valueMatches = (criterion: Exclude<Criterion, { kind: "id" | "composite" }>): Statement => {
  switch (criterion.kind) {
    case "token": return any(criterion.values.map(tokenMatches));
    case "text": return any(criterion.values.map((wanted) => beginsWith(sql`v.display`, wanted)));
    case "string": return any(criterion.values.map((wanted) => stringMatches(wanted, criterion.modifier)));
    case "date": return any(criterion.values.map((value) => dateMatches(value, sql`v.low`, sql`v.high`)));
    case "quantity": return any(criterion.values.map((value) => sql`(${numberMatches(value, sql`v.low`, sql`v.high`)} and ${unitMatches(value)})`));
    case "reference": return any(criterion.values.map(referenceMatches));
    case "identifier": return any(criterion.values.map(identifierMatches));
    case "chain": return any(criterion.targets.map(({ type, ids }) => sql`(v.target_type = ${type} and v.target_id in (${ids}))`));
    case "uri": return any(criterion.values.map((wanted) => uriMatches(wanted, criterion.modifier)));
  }
};

const KINDS: Readonly<Record<Exclude<Criterion["kind"], "id" | "composite">, string>> = {
  token: "fhir_tokens", text: "fhir_tokens", string: "fhir_strings", date: "fhir_dates", quantity: "fhir_quantities", reference: "fhir_references",
  identifier: "fhir_references", chain: "fhir_references", uri: "fhir_uris",
};

/** The resources that the index holds of a type. `id`: the place of the id in the query around, for a relation beside the index. */
export const indexBranch = (type: string, id: Statement = sql`fi.id`): Branch => {
  const owned = (tx: TenantTx, parameter: string): Statement =>
    sql`v.organization_id = ${tx.organizationId} and v.type = ${type} and v.id = ${id} and v.parameter = ${parameter}`;
  const exists = (tx: TenantTx, table: string, parameter: string, condition: Statement): Statement =>
    sql`exists (select 1 from ${sql.id(table)} v where ${owned(tx, parameter)} and ${condition})`;
  const kindOf = (parameter: string): SearchParameter["type"] | undefined => searchParametersOf(type).get(parameter)?.type;

  // One element has a value for each component: the elements that the components have in common.
  const together = (tx: TenantTx, parameter: string, parts: readonly Criterion[]): Statement => {
    const elements = parts.map((part, index) => {
      if (part.kind === "id" || part.kind === "composite") return sql`select -1`;
      return sql`select v.element from ${sql.id(KINDS[part.kind])} v where ${owned(tx, componentOf(parameter, index))} and ${valueMatches(part)}`;
    });
    return sql`exists (${sql.join(elements, sql` intersect `)})`;
  };

  return {
    type,
    from: sql`fhir_index fi`,
    where: (tx) => sql`fi.organization_id = ${tx.organizationId} and fi.type = ${type} and not fi.deleted`,
    id: sql`fi.id`,
    rowId: sql`fi.row_id`,
    matches(tx, criterion) {
      if (criterion.kind === "id") return sql`fi.id = any(${criterion.values.map((value) => value.id)}::text[])`;
      if (criterion.kind === "composite") return any(criterion.values.map((parts) => together(tx, criterion.parameter, parts)));
      if (criterion.kind === "date" && criterion.parameter === "_lastUpdated") return any(criterion.values.map((value) => instantMatches(value, sql`fi.last_updated`)));
      const parameter = criterion.kind === "token" && criterion.modifier === "of-type" ? `${criterion.parameter}$of-type` : criterion.parameter;
      return exists(tx, KINDS[criterion.kind], parameter, valueMatches(criterion));
    },
    has(tx, parameter) {
      if (parameter === "_id" || parameter === "_lastUpdated") return sql`true`;
      const kind = kindOf(parameter);
      if (kind === undefined || kind === "special") return NONE;
      if (kind !== "composite") return exists(tx, TABLES[kind], parameter, sql`true`);
      return any(["fhir_tokens", "fhir_quantities", "fhir_dates"].map((table) => exists(tx, table, componentOf(parameter, 0), sql`true`)));
    },
    sortKey(tx, parameter, descending) {
      if (parameter === "_id") return { expression: sql`fi.id`, nullable: false };
      if (parameter === "_lastUpdated") return { expression: sql`fi.last_updated`, nullable: false };
      const kind = kindOf(parameter);
      if (kind === undefined || kind === "special" || kind === "composite") return undefined;
      const column = COLUMNS[kind];
      const extreme = descending ? sql`max(${column})` : sql`min(${column})`;
      return { expression: sql`(select ${extreme} from ${sql.id(TABLES[kind])} v where ${owned(tx, parameter)})`, nullable: true };
    },
    pointer: (_tx, parameter, target) => ({
      join: sql`join fhir_references fr on fr.organization_id = fi.organization_id and fr.type = fi.type and fr.id = fi.id and fr.parameter = ${parameter} and fr.target_type = ${target}`,
      expression: sql`fr.target_id`, by: "id",
    }),
  };
};

const COLUMNS: Readonly<Record<Kind, Statement>> = {
  token: sql`v.code`, string: sql`v.folded`, date: sql`v.low`, number: sql`v.low`, quantity: sql`v.low`, reference: sql`v.target_id`, uri: sql`v.value`,
};
