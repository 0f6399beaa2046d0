import type { LocalDate } from "../../platform/civil.js";
import { readPackageFile } from "../../platform/package-file.js";

/** `amountCents` is null where the figure is not known. */
export type Fee = { readonly effectiveFrom: LocalDate; readonly amountCents: number | null; readonly source: string };
/** By code, the latest first. */
export type FeeTable = ReadonlyMap<string, readonly Fee[]>;

/** Dollars with at most two places, read without floating point; null for an empty cell. */
export const centsOf = (dollars: string): number | null => {
  const parts = /^(\d+)(?:\.(\d{1,2}))?$/.exec(dollars.trim());
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0")) : null;
};

export const dollarsOf = (cents: number): string => {
  const whole = Math.trunc(Math.abs(cents) / 100);
  return `${cents < 0 ? "-" : ""}${whole}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
};

export const makeFeeTable = (rows: readonly (Fee & { readonly code: string })[]): FeeTable => {
  const table = new Map<string, Fee[]>();
  for (const { code, ...fee } of rows) table.set(code, [...(table.get(code) ?? []), fee]);
  for (const fees of table.values()) fees.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  return table;
};

/** Reads `code,effective_from,amount,confidence,source`; the two last columns may be missing. */
export const parseFees = (csv: string): FeeTable => {
  const rows = csv.split(/\r?\n/).slice(1).filter((line) => line.trim() !== "");
  return makeFeeTable(
    rows.map((line) => {
      const [code = "", effectiveFrom = "", amount = "", , ...source] = line.split(",");
      return { code, effectiveFrom, amountCents: centsOf(amount), source: source.join(",") };
    }),
  );
};

export const feeOn = (table: FeeTable, code: string, date: LocalDate): Fee | undefined =>
  table.get(code)?.find((fee) => fee.effectiveFrom <= date);

let national: FeeTable | undefined;

/** The national non-facility amounts that are shipped: estimates for planning, before locality. */
export const nationalFees = (): FeeTable =>
  (national ??= parseFees(readPackageFile("data/fees.csv").toString()));
