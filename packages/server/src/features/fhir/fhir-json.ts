import { LosslessNumber, parse, stringify } from "lossless-json";
import type { Resource } from "./model.js";

/** A number as long as its text comes back from it; else its text. */
const numberOf = (text: string): number | LosslessNumber => (String(Number(text)) === text ? Number(text) : new LosslessNumber(text));

/** @throws SyntaxError where the text is no JSON. */
export const parseFhir = (text: string): unknown => parse(text, undefined, numberOf);

export const printFhir = (value: unknown, indent?: number): string => stringify(value, undefined, indent) ?? "null";

/** The same with plain numbers, for what computes with it. */
export const plainOf = <T>(value: T): T => JSON.parse(printFhir(value)) as T;

export const isResource = (value: unknown): value is Resource =>
  typeof value === "object" && value !== null && "resourceType" in value && typeof value.resourceType === "string";
