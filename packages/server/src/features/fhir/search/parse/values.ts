import type { DateValue, Prefix, QuantityValue, TokenValue } from "../branch.js";

/** Splits at a separator that no backslash stands before. */
export const splitAt = (text: string, separator: "," | "|" | "$"): string[] => {
  const parts = [""];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index]!;
    if (letter === "\\" && index + 1 < text.length) parts[parts.length - 1] += letter + text[(index += 1)]!;
    else if (letter === separator) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
};

export const unescape = (text: string): string => text.replaceAll(/\\([,|$\\])/g, "$1");

/** `sys|code`, `|code`, `sys|`, `code`. */
export const tokenOf = (text: string): TokenValue => {
  const [first = "", ...rest] = splitAt(text, "|");
  if (!rest.length) return { system: undefined, code: unescape(first) };
  const code = unescape(rest.join("|"));
  return { system: first === "" ? null : unescape(first), code: code === "" ? undefined : code };
};

const PREFIXED = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.*)$/s;

const prefixOf = (text: string): [Prefix, string] => {
  const [, prefix, rest = ""] = PREFIXED.exec(text) ?? [];
  return [(prefix as Prefix | undefined) ?? "eq", rest];
};

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

export type Interval = { low: Date; high: Date };

/** What a partial date means: from its first moment to the first one after it. Without a zone it is UTC. */
export const intervalOf = (text: string): Interval | undefined => {
  const [, year, month, day, hour, minute, second, fraction, zone = "Z"] = DATE.exec(text) ?? [];
  if (year === undefined) return undefined;
  const start = `${year}-${month ?? "01"}-${day ?? "01"}T${hour ?? "00"}:${minute ?? "00"}:${second ?? "00"}.${(fraction ?? "0").slice(0, 3).padEnd(3, "0")}${zone}`;
  const low = new Date(start);
  if (Number.isNaN(low.getTime()) || (day !== undefined && Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate())) return undefined;
  return { low, high: afterPrecision(low, { month, day, hour, second, fraction }) };
};

type Given = Record<"month" | "day" | "hour" | "second" | "fraction", string | undefined>;

const afterPrecision = (low: Date, { month, day, hour, second, fraction }: Given): Date => {
  const high = new Date(low);
  if (month === undefined) high.setUTCFullYear(high.getUTCFullYear() + 1);
  else if (day === undefined) high.setUTCMonth(high.getUTCMonth() + 1);
  else if (hour === undefined) high.setUTCDate(high.getUTCDate() + 1);
  else high.setTime(high.getTime() + (second === undefined ? 60_000 : fraction === undefined ? 1000 : 1));
  return high;
};

const DAY = 86_400_000;

/** `ap` is a tenth of the time between then and now, and no less than a day. */
export const dateOf = (text: string, now: Date): DateValue | undefined => {
  const [prefix, rest] = prefixOf(text);
  const interval = intervalOf(rest);
  if (!interval || prefix !== "ap") return interval && { prefix, ...interval };
  const margin = Math.max(Math.abs(now.getTime() - interval.low.getTime()) / 10, DAY);
  return { prefix, low: new Date(interval.low.getTime() - margin), high: new Date(interval.high.getTime() + margin) };
};

const NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** `5.4` is from 5.35 to 5.45: half of the last place that was written, on both sides. `ap` is a tenth. */
export const quantityOf = (text: string): QuantityValue | undefined => {
  const [value = "", system, ...codes] = splitAt(text, "|");
  const [prefix, digits] = prefixOf(value);
  const [, , , fraction = "", exponent = "0"] = NUMBER.exec(digits) ?? [];
  if (!NUMBER.test(digits)) return undefined;
  const number = Number(digits);
  const half = prefix === "ap" ? Math.abs(number) / 10 : 0.5 * 10 ** (Number(exponent) - fraction.length);
  const code = codes.length ? unescape(codes.join("|")) : undefined;
  return { prefix, number, low: number - half, high: number + half, system: system ? unescape(system) : undefined, code: code === "" ? undefined : code };
};
