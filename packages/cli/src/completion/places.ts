import type { Argument, Command } from "commander";

/** A word that may come next, and what it is. */
export type Word = { word: string; about: string };
export type Flag = Word & { short?: string; takesValue: boolean; choices: readonly string[] };

/** What may be typed after a command; `path` is its names, empty for the program itself. */
export type Place = { path: string; words: readonly Word[]; flags: readonly Flag[] };

/** `shared` are the flags that every command takes. */
export type Tree = { places: readonly Place[]; shared: readonly Flag[] };

/** A list's flags are the program's too, and no other command takes them. */
const OF_LISTS: readonly (string | undefined)[] = ["--limit", "--all"];

export function readTree(program: Command): Tree {
  return { places: listPlaces(program, []), shared: listFlags(program).filter(({ word }) => !OF_LISTS.includes(word)) };
}

function listPlaces(command: Command, path: readonly string[]): Place[] {
  const words = [...command.commands.map((inner) => ({ word: inner.name(), about: inner.description() })), ...command.registeredArguments.flatMap(listChoices)];
  const flags = path.length === 0 ? [] : listFlags(command);
  return [{ path: path.join(" "), words, flags }, ...command.commands.flatMap((inner) => listPlaces(inner, [...path, inner.name()]))];
}

function listFlags({ options }: Command): Flag[] {
  return options.filter(({ hidden, long }) => !hidden && long !== undefined).map(toFlag);
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

function listAll({ places, shared }: Tree): Flag[] {
  return [...shared, ...places.flatMap(({ flags }) => flags)];
}

/** After these comes a value, whatever it looks like. */
export function listValued(tree: Tree): string[] {
  return [...new Set(listAll(tree).filter(({ takesValue }) => takesValue).flatMap(spellings))];
}

/** Flags whose values are known; one has the same wherever it stands. */
export function listChosen(tree: Tree): Flag[] {
  const chosen = listAll(tree).filter(({ choices }) => choices.length > 0);
  return chosen.filter(({ word }, at) => chosen.findIndex((other) => other.word === word) === at);
}

/** Their values are files. */
export const FILE_FLAGS: readonly string[] = ["-o", "--output", "--input", "--report", "--rejects", "--journal"];
