import { LosslessNumber, parse, stringify } from "lossless-json";
import type { Resource } from "./model.js";

/** A number of JSON, as long as its text comes back from it; else its text. */
export const numberOf = (text: string): number | LosslessNumber => (String(Number(text)) === text ? Number(text) : new LosslessNumber(text));

/** @throws SyntaxError where the text is no JSON. */
export const parseFhir = (text: string): unknown => parse(text, undefined, numberOf);

/** What a `LosslessNumber` looks like where it is not printed as a number: few texts have any. */
const HAS_LOSSLESS = '"isLosslessNumber":';

export const printFhir = (value: unknown, indent?: number): string => {
  // Several times as fast, and all that most resources need.
  const text = JSON.stringify(value, undefined, indent) ?? "null";
  return text.includes(HAS_LOSSLESS) ? stringify(value, undefined, indent) ?? "null" : text;
};

/** The same with plain numbers, for what computes with it. */
export const plainOf = <T>(value: T): T => JSON.parse(printFhir(value)) as T;

export const isResource = (value: unknown): value is Resource =>
  typeof value === "object" && value !== null && "resourceType" in value && typeof value.resourceType === "string";
