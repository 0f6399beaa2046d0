import { evalFhirPathTyped, parseFhirPath, type FhirPathAtom, type TypedValue } from "@medplum/core";
import { definitions, type SearchParameter } from "../../definitions.js";
import { loadStructures } from "../../validate-resource.js";
import { searchParametersOf } from "../parameters.js";

/** What a parameter reads from resources of one type, ready to be run. */
export type Reading =
  | { parameter: string; kind: Exclude<SearchParameter["type"], "composite" | "special">; path: FhirPathAtom }
  | { parameter: string; kind: "composite"; path: FhirPathAtom; components: readonly Component[] };
export type Component = { parameter: string; kind: Exclude<SearchParameter["type"], "composite" | "special">; path: FhirPathAtom };

/** Answered from the index's own columns. */
const OWN_COLUMNS = new Set(["_id", "_lastUpdated"]);

/** Of an expression for many types, what reads this one. */
export const expressionFor = (type: string, expression: string): string =>
  expression
    .split(" | ")
    .map((part) => part.replace(/^(Domain)?Resource\b/, type))
    .filter((part) => new RegExp(`^\\(?${type}\\b`).test(part))
    .join(" | ");

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
  const path = parseFhirPath(expressionFor(type, parameter.expression ?? ""));
  if (parameter.type !== "composite") return { parameter: parameter.code, kind: plainKind(parameter), path };
  const components = (parameter.component ?? []).map(({ definition, expression }, index) => ({
    parameter: componentOf(parameter.code, index),
    kind: plainKind(parameterByUrl(definition)),
    // HL7's definition writes the type with a capital that it does not have.
    path: parseFhirPath(expression.replace("DateTime", "dateTime")),
  }));
  return { parameter: parameter.code, kind: "composite", path, components };
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

export const evaluate = (path: FhirPathAtom, input: TypedValue): readonly TypedValue[] => evalFhirPathTyped(path, [input]);
