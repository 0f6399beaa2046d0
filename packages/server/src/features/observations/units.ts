import { convertByUcum } from "../../platform/ucum.js";
import { decimalText, plainDecimal } from "./decimal.js";

export type MetricUnits = {
  unit: string;
  units: Readonly<Record<string, string>>;
  molarMass: number | string | null;
};
export type Quantity = { value: string; unit: string };

/** to = slope * from + intercept: multiples, and the temperature scales. */
type Affine = { slope: number; intercept: number };

const SPAN = 1000;

const measure = (from: string, to: string, molarMass: number | null): Affine | undefined => {
  const [zero, half, full] = [0, SPAN / 2, SPAN].map((at) => convertByUcum(at, from, to, molarMass));
  if (zero === undefined || half === undefined || full === undefined) return undefined;
  // Logarithmic units (bel, pH) are no straight line; no metric is measured in one.
  const straight = Math.abs((zero + full) / 2 - half) <= 1e-9 * Math.max(Math.abs(zero), Math.abs(full));
  return straight ? { slope: (full - zero) / SPAN, intercept: zero } : undefined;
};

// Spellings come from outside, so the table is bounded; parsing a unit costs a thousand times what using a factor does.
const MAX_CACHED = 2000;
const MAX_UNIT_LENGTH = 100;
const conversions = new Map<string, Affine | undefined>();

const conversionOf = (from: string, to: string, molarMass: number | null): Affine | undefined => {
  const key = JSON.stringify([from, to, molarMass]);
  if (!conversions.has(key)) {
    if (conversions.size >= MAX_CACHED) conversions.clear();
    conversions.set(key, measure(from, to, molarMass));
  }
  return conversions.get(key);
};

const SIGNIFICANT_DIGITS = 10;

/** Rounds off binary noise: at most ten digits, counted from the larger term, for 32 [degF] is 0 Cel and not 1e-14. */
const convert = (value: number, { slope, intercept }: Affine): string | undefined => {
  const largest = Math.max(Math.abs(slope * value), Math.abs(intercept));
  if (largest === 0) return "0";
  const places = SIGNIFICANT_DIGITS - 1 - Math.floor(Math.log10(largest));
  const converted = slope * value + intercept;
  if (!Number.isFinite(converted)) return undefined;
  if (places < 0 || places > 100) return decimalText(Number(converted.toPrecision(SIGNIFICANT_DIGITS)));
  return decimalText(Number(converted.toFixed(places)));
};

/**
 * A value in the metric's canonical unit, or undefined where the unit does not convert to it. The metric's own
 * spellings come before UCUM, to which F, C and ft are farad, coulomb and femtotonne.
 */
export const toCanonical = (
  value: string | number,
  unit: string,
  metric: MetricUnits,
): Quantity | undefined => {
  const text = typeof value === "number" ? decimalText(value) : plainDecimal(value);
  if (text === undefined || unit.length > MAX_UNIT_LENGTH) return undefined;
  const from = Object.hasOwn(metric.units, unit) ? metric.units[unit]! : unit;
  if (from === metric.unit) return { value: text, unit: metric.unit };
  const conversion = conversionOf(
    from,
    metric.unit,
    metric.molarMass === null ? null : Number(metric.molarMass),
  );
  const converted = conversion && convert(Number(text), conversion);
  return converted === undefined ? undefined : { value: converted, unit: metric.unit };
};
