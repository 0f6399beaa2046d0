/** HL7's rules of comparison (http://hl7.org/fhir/R4/search.html#prefix), written down anew. */
export const PREFIXES = ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"] as const;
export type Prefix = (typeof PREFIXES)[number];
export type Span = { low: number; high: number };

const EVER: Span = { low: -Infinity, high: Infinity };

/** From the first moment that a date means to the first behind it. */
export const spanOf = (text: string): Span => {
  const [date = "", time] = text.split("T");
  const low = Date.parse(time ? text : `${date}-01-01`.slice(0, 10));
  if (time) return { low, high: low + (text.includes(".") ? 1 : 1000) };
  const [year = 0, month, day] = date.split("-").map(Number);
  if (day !== undefined) return { low, high: Date.UTC(year, month! - 1, day + 1) };
  return { low, high: month === undefined ? Date.UTC(year + 1, 0) : Date.UTC(year, month) };
};

export const spanOfValue = (value: unknown): Span => {
  if (typeof value === "string") return spanOf(value);
  const { start, end } = value as { start?: string; end?: string };
  return { low: start ? spanOf(start).low : EVER.low, high: end ? spanOf(end).high : EVER.high };
};

export const dateHolds = (prefix: Prefix, asked: Span, found: Span, now: number): boolean => {
  const inside = asked.low <= found.low && found.high <= asked.high;
  const above = found.high > asked.high;
  const below = found.low < asked.low;
  switch (prefix) {
    case "eq": return inside;
    case "ne": return !inside;
    case "gt": return above;
    case "lt": return below;
    case "ge": return above || inside;
    case "le": return below || inside;
    case "sa": return found.low >= asked.high;
    case "eb": return found.high <= asked.low;
    case "ap": {
      const margin = Math.abs(now - asked.low) / 10;
      return found.low < asked.high + margin && found.high > asked.low - margin;
    }
  }
};

/** `text` is the number as it was asked for: its digits are its precision. */
export const numberHolds = (prefix: Prefix, text: string, { low, high }: Span): boolean => {
  const number = Number(text);
  const half = 0.5 * 10 ** -(text.split(".")[1]?.length ?? 0);
  const inside = low >= number - half && high < number + half;
  switch (prefix) {
    case "eq": return inside;
    case "ne": return !inside;
    case "gt": return high > number;
    case "lt": return low < number;
    case "ge": return high >= number;
    case "le": return low <= number;
    case "sa": return low > number;
    case "eb": return high < number;
    case "ap": return high >= number - Math.abs(number) / 10 && low <= number + Math.abs(number) / 10;
  }
};

const LETTERS: Record<string, string> = { ß: "ss", æ: "ae", ø: "o" };

/** Without case and accents. */
export const plain = (text: string): string =>
  text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[ßæø]/g, (letter) => LETTERS[letter]!).trim();
