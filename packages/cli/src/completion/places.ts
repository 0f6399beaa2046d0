import type { Argument, Command } from "commander";

/** A word that may come next, and what it is. */
export type Word = { word: string; about: string };
export type Flag = Word & { short?: string; takesValue: boolean; choices: readonly string[] };

/** What may be typed after a command; `path` is its names, empty for the program itself. */
export type Place = { path: string; words: readonly Word[]; flags: readonly Flag[] };

export function listPlaces(command: Command, path: readonly string[] = [], inherited: readonly Flag[] = []): Place[] {
  const flags = [...command.options.filter(({ hidden, long }) => !hidden && long !== undefined).map(toFlag), ...inherited];
  const own = dropDoubles(path.length === 0 ? flags : flags.filter(({ word }) => command.commands.length > 0 || fits(command, word)));
  const words = [...command.commands.map((inner) => ({ word: inner.name(), about: inner.description() })), ...command.registeredArguments.flatMap(listChoices)];
  return [{ path: path.join(" "), words, flags: own }, ...command.commands.flatMap((inner) => listPlaces(inner, [...path, inner.name()], flags))];
}

/** A list's flags are the program's too, and no other command takes them. */
function fits({ options }: Command, word: string): boolean {
  return (word !== "--limit" && word !== "--all") || options.some(({ long }) => long === word);
}

function dropDoubles(flags: readonly Flag[]): Flag[] {
  return flags.filter(({ word }, at) => flags.findIndex((other) => other.word === word) === at);
}

function toFlag({ long, short, description, required, optional, argChoices }: Command["options"][number]): Flag {
  return { word: long ?? "", about: description, takesValue: required || optional, choices: argChoices ?? [], ...(short !== undefined && { short }) };
}

function listChoices({ argChoices, description }: Argument): Word[] {
  return (argChoices ?? []).map((word) => ({ word, about: description }));
}

/** As a flag is typed: `-f` and `--format`. */
export function spellings({ word, short }: Flag): string[] {
  return short === undefined ? [word] : [short, word];
}

/** After these comes a value, whatever it looks like. */
export function listValued(places: readonly Place[]): string[] {
  return [...new Set(places.flatMap(({ flags }) => flags.filter(({ takesValue }) => takesValue).flatMap(spellings)))];
}

/** Flags whose values are known; one has the same wherever it stands. */
export function listChosen(places: readonly Place[]): Flag[] {
  return dropDoubles(places.flatMap(({ flags }) => flags).filter(({ choices }) => choices.length > 0));
}

/** Their values are files. */
export const FILE_FLAGS: readonly string[] = ["-o", "--output", "--input", "--report", "--rejects"];
