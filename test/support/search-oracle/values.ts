import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4";
import { definitions, type SearchParameter } from "../../../packages/server/src/features/fhir/definitions.js";
import type { Resource } from "../../../packages/server/src/features/fhir/model.js";

export type Parameter = SearchParameter;
export type Value = Record<string, unknown>;

/** Keys of an organization hash what is secret; `phonetic` has no algorithm; these others read what is not in the clear. */
const LEFT_OUT = new Set(["_text", "_content", "_query", "_security"]);

export const parametersOf = (type: string): Parameter[] =>
  definitions().searchParameters.filter(({ base, code, type: kind }) => base.some((each) => each === type || each === "Resource" || each === "DomainResource") && kind !== "special" && !LEFT_OUT.has(code));

export const parameterByUrl = (url: string): Parameter => definitions().searchParameters.find((each) => each.url === url)!;

type Run = (input: object) => unknown[];
const compiled = new Map<string, Run>();

/** There is no server to resolve at: what a reference says of its type counts. */
const readable = (expression: string): string =>
  expression.replaceAll(/resolve\(\) is (\w+)/g, "reference.matches('^$1/')").replaceAll(/ as (\w+)\)/g, ").ofType($1)").replaceAll(".as(", ".ofType(").replaceAll("DateTime)", "dateTime)");

const runOf = (expression: string, base: string | undefined): Run => {
  const key = `${base} ${expression}`;
  const known = compiled.get(key) ?? (fhirpath.compile(base === undefined ? readable(expression) : { base, expression: readable(expression) }, r4) as Run);
  compiled.set(key, known);
  return known;
};

/** What a SearchParameter of HL7 reads, by another engine than the server's. */
export const valuesOf = (resource: Resource, { expression = "" }: Parameter): unknown[] => {
  const own = expression.split(" | ").filter((part) => new RegExp(`^\\(?(${resource.resourceType}|Resource)\\b`).test(part));
  return runOf(own.join(" | ").replaceAll("Resource.", `${resource.resourceType}.`), undefined)(resource);
};

export const componentValues = (element: Value, base: string, expression: string): unknown[] => runOf(expression, base)(element);
