import { ROUTES } from "./generated/routes.js";
import type { Route } from "./generated/routes.js";
import { UsageError } from "./usage-error.js";

export type Found = { method: string; template: string; params: Record<string, string>; route: Route };

const KNOWN = Object.keys(ROUTES).map((key) => {
  const [method = "", template = ""] = key.split(" ");
  return { method, template, segments: template.split("/") };
});

/** The operation of the contract that a method and a path name; a path that is near one is told so. */
export function findRoute(method: string, path: string): Found {
  const segments = path.split("/");
  const fitting = KNOWN.filter((known) => distance(known.segments, segments) === 0);
  // What stands there by itself comes before what fits by a parameter.
  const found = fitting.filter((known) => known.method === method).sort((a, b) => countParams(a.segments) - countParams(b.segments))[0];
  if (found !== undefined) {
    const { template } = found;
    return { method, template, params: readParams(found.segments, segments), route: ROUTES[`${method} ${template}`] ?? {} };
  }
  const [first] = fitting;
  if (first !== undefined) throw new UsageError(`${first.template} has no ${method}.`, `It has: ${[...new Set(fitting.map((one) => one.method))].join(", ")}`);
  throw new UsageError(`The contract has no ${path}.`, suggest(method, segments));
}

/** Letters that a slip of the hand changes; another method is half a letter. */
const NEAR = 3.5;

function suggest(method: string, segments: readonly string[]): string {
  const [near] = KNOWN.map((known) => ({ known, far: distance(known.segments, segments) + (known.method === method ? 0 : 0.5) })).sort((a, b) => a.far - b.far);
  return near !== undefined && near.far <= NEAR ? `Did you mean ${near.known.method} ${near.known.template}?` : "The paths are in the contract: vitaledge api GET /openapi.json";
}

function isParam(segment: string): boolean {
  return segment.startsWith("{");
}

function countParams(segments: readonly string[]): number {
  return segments.filter(isParam).length;
}

function readParams(template: readonly string[], segments: readonly string[]): Record<string, string> {
  return Object.fromEntries(template.flatMap((name, at) => (isParam(name) ? [[name.slice(1, -1), decode(segments[at] ?? "")]] : [])));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new UsageError(`'${segment}' in the path is no percent-encoding.`, "Write a percent sign as %25.");
  }
}

/** How many letters must change; a parameter is anything but nothing. */
function distance(template: readonly string[], segments: readonly string[]): number {
  const length = Math.max(template.length, segments.length);
  return Array.from({ length }, (_, at) => {
    const [wanted, given] = [template[at], segments[at]];
    if (wanted === undefined || given === undefined) return (wanted ?? given ?? "").length + 1;
    if (isParam(wanted)) return given === "" ? 1 : 0;
    return editDistance(wanted, given);
  }).reduce((sum, far) => sum + far, 0);
}

/** Levenshtein's: letters added, left out or changed. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
