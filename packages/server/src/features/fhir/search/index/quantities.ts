import type { TypedValue } from "@medplum/core";
import { keyOf } from "./keys.js";

export type QuantityRow = { low: number | string; high: number | string; system: string | null; code: string | null; unit: string | null };

type Measure = { value?: number; comparator?: string; system?: string; code?: string; unit?: string };
type Range = { low?: Measure; high?: Measure };
type Money = { value?: number; currency?: string };

const unitOf = ({ system, code, unit }: Measure) =>
  ({ system: system === undefined ? null : keyOf(system), code: code === undefined ? null : keyOf(code), unit: unit === undefined ? null : keyOf(unit) });

/** `< 5` is all below it. */
const bounds = (value: number, comparator: string | undefined): Pick<QuantityRow, "low" | "high"> => ({
  low: comparator?.startsWith("<") ? "-Infinity" : value,
  high: comparator?.startsWith(">") ? "Infinity" : value,
});

const measure = (given: Measure): QuantityRow[] => (given.value === undefined ? [] : [{ ...bounds(given.value, given.comparator), ...unitOf(given) }]);

const range = ({ low, high }: Range): QuantityRow[] => {
  const unit = low ?? high;
  return unit ? [{ low: low?.value ?? "-Infinity", high: high?.value ?? "Infinity", ...unitOf(unit) }] : [];
};

const MEASURES = new Set(["Quantity", "SimpleQuantity", "Age", "Duration", "Count", "Distance", "MoneyQuantity"]);

export const quantitiesOf = ({ type, value }: TypedValue): QuantityRow[] => {
  if (MEASURES.has(type)) return measure(value as Measure);
  if (type === "Range") return range(value as Range);
  if (type === "Money") {
    const { value: amount, currency } = value as Money;
    return measure({ ...(amount !== undefined && { value: amount }), system: "urn:iso:std:iso:4217", ...(currency !== undefined && { code: currency }) });
  }
  return typeof value === "number" ? measure({ value }) : [];
};
