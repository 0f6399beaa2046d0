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

/** Whether the month may be asked for, as one to come, is the server's to say. */
export function toMonth(text: string): string {
  if (!/^[0-9]{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError("A month is expected, YYYY-MM.");
  return text;
}

export function addMonth(command: Command): Command {
  return command.requiredOption("--month <month>", "the month, YYYY-MM", toMonth);
}

export function addListFlags(command: Command): Command {
  return command
    .option("--limit <n>", "rows at most (50)", toCount)
    .option("--all", "every row");
}
