import { refuseParameter } from "./parse/refuse.js";
import type { Pair } from "./ask.js";
import { splitAt, unescape } from "./parse/values.js";

export type Sort = { parameter: string; descending: boolean };
export type Include = { source: string; parameter: string; target: string | undefined; iterate: boolean; reverse: boolean };
export type Summary = "true" | "text" | "data" | "count" | "false";

/** What shapes an answer, apart from what is searched for. */
export type Control = {
  sort: Sort[];
  count: number;
  total: "none" | "estimate" | "accurate";
  summary: Summary;
  elements: string[] | undefined;
  includes: Include[];
  types: string[] | undefined;
  /** As it was sent. */
  cursor: string | undefined;
};

const USUAL = 50;
const MOST = 1000;
const CONTROLS = new Set(["_sort", "_count", "_total", "_summary", "_elements", "_include", "_revinclude", "_type", "_cursor", "_contained", "_containedType"]);

export const isControl = (name: string): boolean => CONTROLS.has(name.split(":")[0]!);

const oneOf = <T extends string>(name: string, value: string, known: readonly T[]): T =>
  known.find((each) => each === value) ?? refuseParameter(name, `takes ${known.join(", ")}`);

const countOf = (value: string): number => (/^\d{1,6}$/.test(value) ? Math.min(Number(value), MOST) : refuseParameter("_count", "is no whole number"));

const sortsOf = (value: string): Sort[] =>
  splitAt(value, ",").map((text) => ({ parameter: text.replace(/^-/, ""), descending: text.startsWith("-") }));

const includeOf = (name: string, value: string): Include => {
  const [base = "", modifier] = name.split(":");
  if (modifier !== undefined && modifier !== "iterate" && modifier !== "recurse") refuseParameter(name, "takes the modifier iterate alone", "not-supported");
  const reverse = base === "_revinclude";
  const [source = "", parameter = value === "*" ? "*" : "", target] = value.split(":");
  if (parameter === "" || (reverse && parameter === "*")) refuseParameter(name, "takes Type:parameter, or Type:parameter:Target");
  return { source, parameter, target, iterate: modifier !== undefined, reverse };
};

/** Each control once, but includes. @throws ProblemError 400 naming the parameter. */
export const controlOf = (pairs: readonly Pair[]): Control => {
  const control: Control = { sort: [], count: USUAL, total: "none", summary: "false", elements: undefined, includes: [], types: undefined, cursor: undefined };
  const seen = new Set<string>();
  for (const [name, value] of pairs.filter(([each]) => isControl(each))) {
    if (!name.startsWith("_include") && !name.startsWith("_revinclude")) {
      if (seen.has(name)) refuseParameter(name, "is given more than once");
      seen.add(name);
    }
    apply(control, name, value);
  }
  return control;
};

const apply = (control: Control, name: string, value: string): void => {
  switch (name.split(":")[0]) {
    case "_sort": return void (control.sort = sortsOf(value));
    case "_count": return void (control.count = countOf(value));
    case "_total": return void (control.total = oneOf(name, value, ["none", "estimate", "accurate"]));
    case "_summary": return void (control.summary = oneOf(name, value, ["true", "text", "data", "count", "false"]));
    case "_elements": return void (control.elements = splitAt(value, ",").map((text) => unescape(text.trim())));
    case "_type": return void (control.types = splitAt(value, ","));
    case "_cursor": return void (control.cursor = value);
    case "_contained": case "_containedType": return value === "false" ? undefined : refuseParameter(name, "is searched for in no other way than false", "not-supported");
    default: return void control.includes.push(includeOf(name, value));
  }
};
