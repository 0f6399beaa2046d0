import type { Core, Input } from "../core.js";
import type { Call } from "../call.js";
import { ConfigurationError } from "../errors.js";
import { createOperation } from "../operation.js";
import type { Operation } from "../operation.js";
import type { CallOptions } from "../options.js";
import type { SearchParameters } from "./types.js";

/** `id` as the contract names it, `path` below `/fhir/R4`; what the flags mean is said in ../operation.ts. */
export function operation(id: string, method: string, path: string, flags = ""): Operation {
  return createOperation({ name: id, id, method, path: `/fhir/R4${path}`, flags, readOnly: [] });
}

export const FHIR_JSON = "application/fhir+json";

/** What is said in the answer's stead is an OperationOutcome, so one media type is enough. */
export function ask(core: Core, asked: Operation, input: Input, options: CallOptions = {}, own: Record<string, string> = {}): Call<unknown> {
  const type = input.body === undefined ? undefined : { "Content-Type": FHIR_JSON };
  return core.call(asked, input, { ...options, headers: { Accept: FHIR_JSON, ...type, ...own, ...options.headers } });
}

/** An address of somebody's choice as a template: hooks are told no id. */
export function placeOf(id: string, method: string, path: string, flags?: string): { operation: Operation; path: Record<string, string> } {
  const values: Record<string, string> = {};
  const parts = path.split("/").map((part, at) => {
    if (/^[$_]/.test(part)) return part;
    values[`part${at}`] = decodeURIComponent(part);
    return `{part${at}}`;
  });
  return { operation: operation(id, method, `/${parts.join("/")}`, flags), path: values };
}

/** Each value of a list is a parameter of its own. */
export function readParameters(parameters: SearchParameters): [string, string][] {
  if (typeof parameters === "string") return [...new URLSearchParams(parameters)];
  return Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((each: unknown): [string, string] => {
    if (each !== undefined && each !== null) return [name, String(each)];
    throw new ConfigurationError(`The parameter ${name} has no value; without it, more would be found than is meant.`);
  }));
}

export function writeParameters(parameters: SearchParameters): string {
  return typeof parameters === "string" ? parameters : new URLSearchParams(readParameters(parameters)).toString();
}
