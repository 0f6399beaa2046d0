import { InvalidArgumentError } from "commander";
import type { Command } from "commander";

/** Codes may be typed in small letters. */
export function toCode(text: string): string {
  return text.trim().toUpperCase().replaceAll("-", "_");
}

export function toCodes(text: string): string[] {
  return text.split(",").map(toCode).filter((code) => code !== "");
}

export function toCount(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new InvalidArgumentError("A whole number from 1 is expected.");
  return Number(text);
}

export function toNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("A number is expected.");
  return number;
}

/** Tries again may be none. */
export function toRetries(text: string): number {
  if (!/^[0-9]{1,2}$/.test(text)) throw new InvalidArgumentError("A whole number from 0 to 99 is expected.");
  return Number(text);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Milliseconds; a number without a unit is seconds. */
export function toDuration(text: string): number {
  const [, number = "", unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? [];
  const milliseconds = Math.round(Number(number) * (UNITS[unit] ?? 0));
  if (milliseconds < 1 || milliseconds > 3_600_000) throw new InvalidArgumentError("A time up to an hour is expected, as 30, 30s, 500ms or 2m.");
  return milliseconds;
}

/** Paths into a row, as `id` or `patient.lastName`. */
export function toFields(text: string): string[] {
  const fields = text.split(",").map((path) => path.trim());
  if (fields.some((path) => !/^\w+(\.\w+)*$/.test(path))) throw new InvalidArgumentError("Names of fields are expected, as id,patient.lastName.");
  return fields;
}

/** Goes into a header as it is. */
export function toKey(text: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(text)) throw new InvalidArgumentError("1 to 255 signs are expected, without blanks.");
  return text;
}

/** Whether the month may be asked for, as one to come, is the server's to say. */
export function toMonth(text: string): string {
  if (!/^[0-9]{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError("A month is expected, YYYY-MM.");
  return text;
}

export function addMonth(command: Command): Command {
  return command.requiredOption("--month <month>", "the month, YYYY-MM", toMonth);
}

/** The parser reads them wherever they stand; declared here, a command says that it takes them. */
export function addListFlags(command: Command): Command {
  return command
    .option("--limit <n>", "rows at most (50)", toCount)
    .option("--all", "every row");
}

export function takesListFlags(command: Command): boolean {
  return command.options.some(({ long }) => long === "--limit");
}
