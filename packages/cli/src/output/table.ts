import type { Column } from "../generated/columns.js";
import { maskCell, maskInside, readPath, renderCell } from "./cells.js";
import type { Row } from "./cells.js";

export type Printer = {
  head(): string;
  rows(rows: readonly Row[]): string;
  tail(): string;
};

/** For a terminal: columns as wide as the first page needs, so that later pages can follow at once. */
export function tablePrinter(columns: readonly Column[], options: { showPhi: boolean; color: boolean }): Printer {
  let widths: number[] | undefined;
  return {
    head: () => "",
    rows(rows) {
      const cells = rows.map((row) => columns.map((column) => cellOf(row, column, options.showPhi)));
      const lines: string[] = [];
      if (widths === undefined) {
        const titles = columns.map(({ path }) => titleOf(path));
        widths = titles.map((title, at) => Math.max(...[title, ...cells.map((line) => line[at] ?? "")].map(measure)));
        const title = joinCells(titles, widths);
        lines.push(options.color ? `\u001b[1m${title}\u001b[22m` : title);
      }
      const fixed = widths;
      lines.push(...cells.map((line) => joinCells(line, fixed)));
      return lines.map((line) => `${line}\n`).join("");
    },
    tail: () => "",
  };
}

/** For a pipe: a header, then values parted by tabs, nothing masked and nothing padded. */
export function tsvPrinter(columns: readonly Column[]): Printer {
  return {
    head: () => `${columns.map(({ path }) => path).join("\t")}\n`,
    rows: (rows) => rows.map((row) => `${columns.map(({ path }) => renderCell(readPath(row, path))).join("\t")}\n`).join(""),
    tail: () => "",
  };
}

function cellOf(row: Row, { path, masked }: Column, showPhi: boolean): string {
  const value = readPath(row, path);
  const text = renderCell(showPhi ? value : maskInside(value));
  return masked === true && !showPhi ? maskCell(path, text) : text;
}

/** `alert.lastTriggeredAt` is LAST TRIGGERED AT. */
function titleOf(path: string): string {
  return (path.split(".").at(-1) ?? path).replace(/([a-z])([A-Z])/g, "$1 $2").toUpperCase();
}

function joinCells(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - measure(cell)))).join("  ").trimEnd();
}

/** Code points; what is wider than one place shifts its own line alone. */
function measure(text: string): number {
  return [...text].length;
}
