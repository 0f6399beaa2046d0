import { CANONICAL } from "../canonical.js";
import { definitions, type SearchParameter } from "../definitions.js";

/** Of genomics; and those of what is kept encrypted and searched by nobody, or of no resource at all. */
const LEFT_OUT = new Set(["_text", "_content", "_query"]);

/** What R4 has no parameter for, and who watches alerts asks by. */
const OWN: readonly SearchParameter[] = ["status", "severity"].map((code) => ({
  id: `DetectedIssue-${code}`,
  url: `${CANONICAL}/SearchParameter/DetectedIssue-${code}`,
  code,
  base: ["DetectedIssue"],
  type: "token",
  expression: `DetectedIssue.${code}`,
}));

/** The SearchParameters that the platform declares itself. */
export const ownSearchParameters = (): readonly SearchParameter[] => OWN;

let byType: Map<string, ReadonlyMap<string, SearchParameter>> | undefined;

/** Every parameter that a type is searched by, by code. */
export const searchParametersOf = (type: string): ReadonlyMap<string, SearchParameter> => {
  byType ??= new Map();
  let known = byType.get(type);
  if (!known) {
    known = new Map([...definitions().searchParameters, ...OWN]
      .filter(({ base, code }) => (base.includes(type) || base.includes("Resource") || base.includes("DomainResource")) && !LEFT_OUT.has(code))
      .map((parameter) => [parameter.code, parameter]));
    byType.set(type, known);
  }
  return known;
};
