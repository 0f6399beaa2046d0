/** Decimals as text. PostgreSQL's `numeric` writes them this way: no exponent, trailing zeros kept. */

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;
// Far beyond any measurement, and short of what would make a text of millions of characters.
const MAX_EXPONENT = 400;

type Decimal = { digits: bigint; scale: number };

const parseDecimal = (text: string): Decimal | undefined => {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > MAX_EXPONENT) return undefined;
  const digits = BigInt(`${whole}${fraction}`) * (sign ? -1n : 1n);
  const scale = fraction.length - shift;
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
};

const writeDecimal = ({ digits, scale }: Decimal): string => {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  return scale === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
};

const mustParse = (text: string): Decimal => {
  const decimal = parseDecimal(text);
  if (!decimal) throw new RangeError("not a decimal");
  return decimal;
};

/** The text `numeric` gives for a number as it was written: `1.00` stays, `1E-22` is written out; undefined for no number. */
export const plainDecimal = (text: string): string | undefined => {
  const decimal = parseDecimal(text);
  return decimal && writeDecimal(decimal);
};

/** A JSON number, finite by definition, without exponent. */
export const decimalText = (value: number): string => {
  const text = String(value);
  return text.includes("e") ? writeDecimal(mustParse(text)) : text;
};

/** What is kept beside the number: the text as sent where `numeric` writes it in another way, else null. */
export const valueTextOf = (sent: string, numericText: string): string | null =>
  sent === numericText ? null : sent;

/** Below 0 where `a` is the smaller, 0 where both are the same value, whatever their zeros. */
export const compareDecimals = (a: string, b: string): number => {
  const [left, right] = [mustParse(a), mustParse(b)];
  const scale = Math.max(left.scale, right.scale);
  const difference =
    left.digits * 10n ** BigInt(scale - left.scale) - right.digits * 10n ** BigInt(scale - right.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const equalDecimals = (a: string, b: string): boolean => compareDecimals(a, b) === 0;
