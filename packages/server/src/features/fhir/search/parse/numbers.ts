import type { DateValue, Prefix, QuantityValue } from "../branch.js";
import { keyOf } from "../index/keys.js";
import { intervalOf } from "../interval.js";
import { refuse } from "./refuse.js";
import { split, unescape } from "./split.js";

const PREFIXED = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.*)$/s;
const DECIMAL = /^[+-]?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

const prefixOf = (text: string): [Prefix, string] => {
  const [, prefix = "eq", rest = ""] = PREFIXED.exec(text) ?? [];
  return [prefix as Prefix, rest];
};

/** `5.4` means all that is rounded to it; about a number is a tenth of it to either side. */
const around = (number: number, prefix: Prefix, decimals: number): { low: number; high: number } => {
  if (prefix === "ap") return { low: number - Math.abs(number) / 10, high: number + Math.abs(number) / 10 };
  const half = 10 ** -decimals / 2;
  const round = (value: number): number => (decimals >= 0 && decimals < 20 ? Number(value.toFixed(decimals + 1)) : value);
  return { low: round(number - half), high: round(number + half) };
};

type Numeric = Pick<QuantityValue, "prefix" | "number" | "low" | "high">;

const numeric = (name: string, text: string): Numeric => {
  const [prefix, rest] = prefixOf(text);
  const [whole, , decimals = "", exponent = "0"] = DECIMAL.exec(rest) ?? [];
  const number = Number(rest);
  if (whole === undefined || !Number.isFinite(number)) return refuse(name, "is not a number, after its prefix");
  return { prefix, number, ...around(number, prefix, decimals.length - Number(exponent)) };
};

export const parseNumber = (name: string, text: string): QuantityValue => ({ ...numeric(name, text), system: undefined, code: undefined });

/** `5.4`, `5.4|system|code`, and `5.4||code` for a unit of any system. */
export const parseQuantity = (name: string, text: string): QuantityValue => {
  const [number = "", system, code, ...more] = split(text, "|").map(unescape);
  if (more.length || (system !== undefined && code === undefined)) return refuse(name, "is not of the form number|system|code");
  return { ...numeric(name, number), system: system ? keyOf(system) : undefined, code: code ? keyOf(code) : undefined };
};

/** About a time is a tenth of what lies between it and now, to either side. */
const approximate = ({ low, high }: { low: Date; high: Date }, now: Date): { low: Date; high: Date } => {
  const by = Math.abs(now.getTime() - low.getTime()) / 10;
  return { low: new Date(low.getTime() - by), high: new Date(high.getTime() + by) };
};

export const parseDate = (name: string, text: string, now: Date): DateValue => {
  const [prefix, rest] = prefixOf(text);
  // A plus that was not encoded has become a space.
  const interval = intervalOf(rest.replace(" ", "+"));
  if (!interval || rest.startsWith("0000")) return refuse(name, "is not a date of FHIR, after its prefix");
  return { prefix, ...(prefix === "ap" ? approximate(interval, now) : interval) };
};
