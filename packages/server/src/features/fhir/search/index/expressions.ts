import { evalFhirPathTyped, parseFhirPath, type FhirPathAtom, type TypedValue } from "@medplum/core";
import { definitions, type SearchParameter } from "../../definitions.js";
import { loadStructures } from "../../validate-resource.js";
import { searchParametersOf } from "../parameters.js";

/** Read one after the other: a union of FHIRPath would take quantities of one number and two units for one. */
type Paths = readonly FhirPathAtom[];

/** What a parameter reads from resources of one type, ready to be run. */
export type Reading =
  | { parameter: string; kind: Exclude<SearchParameter["type"], "composite" | "special">; paths: Paths }
  | { parameter: string; kind: "composite"; paths: Paths; components: readonly Component[] };
export type Component = { parameter: string; kind: Exclude<SearchParameter["type"], "composite" | "special">; paths: Paths };

/** Answered from the index's own columns. */
const OWN_COLUMNS = new Set(["_id", "_lastUpdated"]);

/** Medplum's `as` as a function lets every type through; and HL7's definition writes a type with a capital that it does not have. */
const parse = (expression: string): FhirPathAtom => parseFhirPath(expression.replaceAll(".as(", ".ofType(").replaceAll("DateTime", "dateTime"));

/** Of an expression for many types, what reads this one. */
const pathsFor = (type: string, expression: string): Paths =>
  expression
    .split(" | ")
    .map((part) => part.replace(/^(Domain)?Resource\b/, type))
    .filter((part) => new RegExp(`^\\(?${type}\\b`).test(part))
    .map(parse);

let byUrl: Map<string, SearchParameter> | undefined;
export const parameterByUrl = (url: string): SearchParameter => {
  byUrl ??= new Map(definitions().searchParameters.map((parameter) => [parameter.url, parameter]));
  const found = byUrl.get(url);
  if (!found) throw new Error(`there is no SearchParameter ${url}`);
  return found;
};

/** The parameter that the values of a composite's component are kept under. */
export const componentOf = (parameter: string, index: number): string => `${parameter}$${index}`;

const plainKind = ({ type, code }: SearchParameter): Component["kind"] => {
  if (type === "composite" || type === "special") throw new Error(`${code} is no parameter of one value`);
  return type;
};

const readingOf = (type: string, parameter: SearchParameter): Reading => {
  const paths = pathsFor(type, parameter.expression ?? "");
  if (parameter.type !== "composite") return { parameter: parameter.code, kind: plainKind(parameter), paths };
  const components = (parameter.component ?? []).map(({ definition, expression }, index) => ({
    parameter: componentOf(parameter.code, index),
    kind: plainKind(parameterByUrl(definition)),
    paths: expression.split(" | ").map(parse),
  }));
  return { parameter: parameter.code, kind: "composite", paths, components };
};

const readings = new Map<string, readonly Reading[]>();

/** All that is read of a type; compiled at its first resource. */
export const readingsOf = (type: string): readonly Reading[] => {
  loadStructures();
  let known = readings.get(type);
  if (!known) {
    known = [...searchParametersOf(type).values()].filter(({ code }) => !OWN_COLUMNS.has(code)).map((parameter) => readingOf(type, parameter));
    readings.set(type, known);
  }
  return known;
};

export const evaluate = (paths: Paths, input: TypedValue): readonly TypedValue[] => paths.flatMap((path) => evalFhirPathTyped(path, [input]));
