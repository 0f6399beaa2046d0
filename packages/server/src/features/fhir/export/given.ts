import { fail } from "../../../http/problem.js";
import type { FhirRequest } from "../request.js";
import type { Pair } from "../search/ask.js";

type Part = { name?: unknown; valueReference?: { reference?: unknown }; [value: string]: unknown };

const notParameters = (expression: string): never =>
  fail("invalid_request", { detail: "The body is no Parameters resource of an export.", errors: [{ pointer: expression, code: "structure", message: "is not what Parameters hold" }] });

const textOf = (part: Part, index: number): string => {
  const [value] = Object.entries(part).filter(([name]) => name.startsWith("value")).map(([, held]) => held);
  const text = part.valueReference ? part.valueReference.reference : value;
  return typeof text === "string" ? text : notParameters(`Parameters.parameter[${index}]`);
};

const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null;

/** What an export is asked by: the address's parameters, and those of a POST's Parameters. */
export const givenBy = ({ query, body }: FhirRequest): Pair[] => {
  if (body === undefined) return [...query];
  if (!isPart(body) || body["resourceType"] !== "Parameters") return notParameters("Parameters");
  const parts = body["parameter"] ?? [];
  if (!Array.isArray(parts)) return notParameters("Parameters.parameter");
  return [...query, ...parts.map((part: unknown, index): Pair =>
    isPart(part) && typeof part.name === "string" ? [part.name, textOf(part, index)] : notParameters(`Parameters.parameter[${index}]`))];
};
