import type { Value } from "./values.js";

/** The parts of FHIR's data types that a search compares. */
export const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]) as T[];

export type Token = { system: string | undefined; code: string | undefined };

const CONTACTS = ["phone", "email"];

export const tokensOf = (value: unknown): Token[] => {
  if (typeof value !== "object" || value === null) return [{ system: undefined, code: String(value) }];
  const { coding, system, code, value: own, text } = value as Value;
  if (coding !== undefined || (text !== undefined && own === undefined)) return listOf<Value>(coding).flatMap(tokensOf);
  const found = (code ?? own) as string | undefined;
  return [{ system: CONTACTS.includes(String(system)) ? undefined : (system as string | undefined), code: found }];
};

/** What `:text` reads. */
export const textsOf = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  const { coding, display, text, type } = value as Value;
  return [...listOf<Value>(coding).map((each) => each.display), display, text, (type as Value | undefined)?.text].filter((each): each is string => typeof each === "string");
};

/** Codes of an identifier's type, each with the value. */
export const typedOf = (value: unknown): { system: string; code: string; value: string }[] => {
  const { type, value: own } = value as { type?: { coding?: { system: string; code: string }[] }; value?: string };
  return (type?.coding ?? []).map(({ system, code }) => ({ system, code, value: own ?? "" }));
};

export const stringsOf = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  const { text, family, given, prefix, suffix, city, district, state, postalCode, country } = value as Value;
  const address = [city, district, state, postalCode, country];
  const parts = address.some((each) => each !== undefined) ? address : [text, family, ...listOf(given), ...listOf(prefix), ...listOf(suffix)];
  return parts.filter((part): part is string => typeof part === "string");
};

export type Amount = { low: number; high: number; system: string | undefined; names: string[] };

export const amountsOf = (value: unknown): Amount[] => {
  const { value: own, system, code, unit, low, high } = value as { value?: number; system?: string; code?: string; unit?: string; low?: Value; high?: Value };
  const names = [code, unit].filter((each): each is string => each !== undefined);
  if (own !== undefined) return [{ low: own, high: own, system, names }];
  return low || high ? [{ low: Number(low?.value ?? -Infinity), high: Number(high?.value ?? Infinity), system: undefined, names: [] }] : [];
};

export type Pointed = { type: string; id: string } | { url: string };

export const pointedOf = (value: unknown): Pointed[] => {
  const { reference } = value as { reference?: string };
  if (reference === undefined || reference.startsWith("#")) return [];
  const [, type, id] = /^(\w+)\/([\w.-]+)$/.exec(reference) ?? [];
  return type && id ? [{ type, id }] : [{ url: reference }];
};
