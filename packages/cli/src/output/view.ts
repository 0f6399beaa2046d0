import type { Context } from "../context.js";
import { openSink, withSink } from "./file.js";
import { formatOf } from "./print.js";

/** How a page for a person is drawn: `width` in places, `color` with escape sequences, `unicode` with block signs. */
export type View = { width: number; color: boolean; unicode: boolean };

const [NARROWEST, PIPED] = [40, 100];

/** On a terminal, or anywhere when a table is asked for by name; else rows are wanted, and there is none. */
export function viewOf(context: Context): View | undefined {
  const { flags, stdout, environment } = context;
  const toTerminal = flags.output === undefined && stdout.isTTY;
  if (formatOf(context) !== "table" || !(toTerminal || flags.format === "table")) return undefined;
  const color = flags.color === "always" || (toTerminal && flags.color === "auto" && !environment["NO_COLOR"]);
  const width = Math.max(NARROWEST, (toTerminal ? stdout.columns : Number(environment["COLUMNS"])) || PIPED);
  return { width, color, unicode: toTerminal && speaksUnicode(environment) };
}

function speaksUnicode({ LC_ALL, LC_CTYPE, LANG, TERM }: Context["environment"]): boolean {
  return TERM !== "dumb" && /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "");
}

export async function printPage({ flags, stdout }: Context, lines: readonly string[]): Promise<void> {
  const text = lines.map((line) => `${line.trimEnd()}\n`).join("");
  await withSink(await openSink(flags.output, stdout), (sink) => sink.write(text));
}

const TONES = { bold: [1, 22], dim: [2, 22], good: [32, 39], fair: [36, 39], wait: [33, 39], bad: [31, 39] } as const;
export type Tone = keyof typeof TONES;

export function paint({ color }: View, tone: Tone, text: string): string {
  const [on, off] = TONES[tone];
  return color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
}

/** `have` of `need` as a bar of so many places; what is over is not shown. */
export function drawBar({ unicode }: View, have: number, need: number, places: number): string {
  const filled = need <= 0 ? places : Math.min(places, Math.max(0, Math.floor((have / need) * places)));
  const [full, empty] = unicode ? ["█", "░"] : ["#", "-"];
  const bar = full.repeat(filled) + empty.repeat(places - filled);
  return unicode ? bar : `[${bar}]`;
}

/** Cents as dollars; a dash where the amount is not known. */
export function money(cents: number | null): string {
  if (cents === null) return "-";
  return `$${Math.floor(cents / 100).toLocaleString("en-US")}.${String(cents % 100).padStart(2, "0")}`;
}

/** Breaks at blanks; a word that is longer than a line has one of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

export type Grid = { titles: readonly string[]; rows: readonly (readonly string[])[]; tones?: readonly (Tone | undefined)[]; numbers?: readonly string[] };

const GAP = "  ";
const LEAST_TEXT = 24;

/** The last column takes what is left of the width and wraps; where that is too little, it stands below its row. */
export function drawGrid(view: View, { titles, rows, tones = [], numbers = [] }: Grid): string[] {
  const widths = titles.map((title, at) => Math.max(...[title, ...rows.map((row) => row[at] ?? "")].map(({ length }) => length)));
  const fixed = widths.slice(0, -1);
  const left = fixed.reduce((sum, width) => sum + width + GAP.length, 0);
  const beside = view.width - left >= Math.min(LEAST_TEXT, widths.at(-1) ?? 0);
  const indent = " ".repeat(beside ? left : 4);
  const align = (row: readonly string[]): string =>
    fixed.map((width, at) => (numbers.includes(titles[at] ?? "") ? (row[at] ?? "").padStart(width) : (row[at] ?? "").padEnd(width)) + GAP).join("");
  const title = align(titles) + (beside ? (titles.at(-1) ?? "") : "");
  return [paint(view, "bold", title.trimEnd()), ...rows.flatMap((row, index) => {
    const text = wrap(row.at(-1) ?? "", view.width - indent.length);
    const tone = tones[index];
    const head = tone === undefined ? align(row) : paint(view, tone, align(row));
    return beside ? [head + (text[0] ?? ""), ...text.slice(1).map((line) => indent + line)] : [head, ...text.filter((line) => line !== "").map((line) => indent + line)];
  })];
}
