import type { Pair } from "./ask.js";
import { refuse } from "./parse/refuse.js";

export type Summary = "true" | "text" | "data" | "false";
/** `_include=Observation:subject:Patient`. */
export type Include = { name: string; type: string; parameter: string; target: string | undefined; iterate: boolean };

/** How the answer of a search is to look. */
export type Controls = {
  count: number;
  cursor: string | undefined;
  sort: readonly { name: string; descending: boolean }[] | undefined;
  total: boolean;
  summary: Summary;
  elements: readonly string[] | undefined;
  includes: readonly Include[];
  revincludes: readonly Include[];
  types: readonly string[] | undefined;
};

const USUAL = 50;
const MOST = 1_000;

const CONTROLS = new Set([
  "_count", "_cursor", "_sort", "_total", "_summary", "_elements", "_include", "_include:iterate", "_include:recurse", "_revinclude",
  "_revinclude:iterate", "_revinclude:recurse", "_type", "_contained",
]);

export const isControl = (name: string): boolean => CONTROLS.has(name);

const oneOf = <Word extends string>(name: string, value: string | undefined, words: readonly Word[]): Word => {
  const found = words.find((word) => word === (value ?? words[0]));
  return found ?? refuse(name, `is none of ${words.join(", ")}`);
};

const countOf = (text: string | undefined): number => {
  if (text === undefined) return USUAL;
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text), MOST) : refuse("_count", "is no whole number");
};

const includeOf = ([name, value]: Pair): Include => {
  const [type = "", parameter = "", target, ...more] = value === "*" ? ["*", "*"] : value.split(":");
  if (!type || !parameter || more.length) return refuse(name, "is not of the form Type:parameter or Type:parameter:Target");
  return { name, type, parameter, target: target || undefined, iterate: /:(iterate|recurse)$/.test(name) };
};

const sortOf = (text: string | undefined): Controls["sort"] =>
  text === undefined ? undefined : text.split(",").map((key) => ({ name: key.replace(/^-/, ""), descending: key.startsWith("-") }));

/** @throws ProblemError 400 for a value that is none of the parameter's. */
export const controlsOf = (pairs: readonly Pair[]): Controls => {
  const given = new Map(pairs);
  const twice = pairs.find(([name, value]) => !/include/.test(name) && given.get(name) !== value)?.[0];
  if (twice !== undefined) refuse(twice, "is given more than once");
  if (oneOf("_contained", given.get("_contained"), ["false", "true", "both"]) !== "false") refuse("_contained", "finds nothing that is contained");
  const summary = oneOf("_summary", given.get("_summary"), ["false", "true", "text", "data", "count"]);
  const total = oneOf("_total", given.get("_total"), ["none", "estimate", "accurate"]);
  const count = summary === "count" ? 0 : countOf(given.get("_count"));
  const named = (start: string): Include[] => pairs.filter(([name]) => name === start || name.startsWith(`${start}:`)).map(includeOf);
  return {
    count,
    cursor: given.get("_cursor"),
    sort: sortOf(given.get("_sort")),
    total: total !== "none" || count === 0,
    summary: summary === "count" ? "false" : summary,
    elements: given.get("_elements")?.split(",").map((name) => name.trim()),
    includes: named("_include"),
    revincludes: named("_revinclude"),
    types: given.get("_type")?.split(","),
  };
};
