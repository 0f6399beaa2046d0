import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");
const PAGES = ["docs/security.md", "docs/asvs.md"];

/** What of ASVS 5.0.0 applies: all of levels 1 and 2 that an API has, and some of level 3. */
const REQUIREMENTS = `
  1.2.2 1.2.4 1.2.9 1.2.10 1.3.2 1.3.6 1.3.11 1.3.12 1.5.1 1.5.2 1.5.3
  2.1.1 2.1.2 2.1.3 2.2.1 2.2.2 2.2.3 2.3.1 2.3.2 2.3.3 2.3.4 2.4.1
  3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6
  4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.2.1
  5.2.1 5.2.2 5.2.3 5.4.1 5.4.2
  6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.8 6.2.9 6.2.10 6.2.11 6.2.12 6.3.1 6.3.2 6.3.3 6.3.4 6.3.5 6.3.7 6.3.8
  6.4.1 6.4.2 6.4.3 6.4.4 6.4.6 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.5.6 6.5.8
  7.1.1 7.1.2 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.5 7.5.1 7.5.2 7.5.3
  8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.3.2 8.4.1
  9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 9.2.4
  10.3.1 10.3.2 10.3.3 10.4.4 10.4.9 10.4.10 10.4.11
  11.1.1 11.1.2 11.2.1 11.2.2 11.2.3 11.2.4 11.3.1 11.3.2 11.3.3 11.3.4 11.4.1 11.4.2 11.4.3 11.4.4 11.5.1
  12.1.1 12.3.1 12.3.2
  13.1.1 13.1.2 13.1.3 13.1.4 13.2.1 13.2.2 13.2.3 13.2.4 13.2.5 13.2.6 13.3.1 13.3.2 13.4.1 13.4.2 13.4.3 13.4.4 13.4.5 13.4.6
  14.1.1 14.1.2 14.2.1 14.2.2 14.2.4 14.2.6 14.2.7 14.3.2
  15.1.1 15.1.2 15.1.3 15.2.1 15.2.2 15.2.3 15.3.1 15.3.2 15.3.3 15.3.4 15.3.5 15.3.6 15.3.7 15.4.2
  16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1 16.3.2 16.3.3 16.3.4 16.4.1 16.4.2 16.4.3 16.5.1 16.5.2 16.5.3 16.5.4
`.trim().split(/\s+/);

/** A test as the pages name it: its file, and a title where one is meant. */
const NAMED = /`((?:test|packages|bench)\/[^`› ]+\.ts)(?: › ([^`]+))?`/g;
const IS_TEST = /\.test\.ts$|^test\/extended\//;

type Named = { file: string; title: string | undefined };
const namedIn = (text: string): Named[] => [...text.matchAll(NAMED)].map(([, file, title]) => ({ file: file!, title: title?.replaceAll("\n", " ") }));

/** Titles are written as the source has them, `%s` included, as the first argument of a test or a description. */
const hasTitle = (file: string, title: string): boolean =>
  ['"', "'", "`"].some((quote) => new RegExp(String.raw`\(\s*${quote}${title.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}${quote}\s*,`).test(read(file)));

const missing = ({ file, title }: Named): boolean => !existsSync(new URL(file, ROOT)) || (title !== undefined && !hasTitle(file, title));
const cellsOf = (line: string): string[] => line.split("|").slice(1, -1).map((cell) => cell.trim());

type Row = { page: string; line: string; test: string };

/** The rows of all tables that have a column of tests. */
const rowsOf = (page: string): Row[] => {
  let column = -1;
  return read(page).split("\n").flatMap((line, index, lines): Row[] => {
    if (!line.startsWith("|")) column = -1;
    else if (column < 0 && !lines[index - 1]?.startsWith("|")) column = cellsOf(line).indexOf("test");
    else if (column >= 0 && !line.startsWith("|---")) return [{ page, line, test: cellsOf(line)[column] ?? "" }];
    return [];
  });
};

/** A test, or why there is none. */
const isShown = (cell: string): boolean => /^none: .{10,}/.test(cell) || namedIn(cell).some(({ file }) => IS_TEST.test(file));

describe.each(PAGES)("%s", (page) => {
  test("names tests that are there, by their titles", () => {
    const named = namedIn(read(page));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(missing)).toEqual([]);
  });

  test("shows each row of its tables by a test, or says why there is none", () => {
    const rows = rowsOf(page);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((row) => !isShown(row.test)).map(({ line }) => line)).toEqual([]);
  });

  test("refers to places of pages that are there", () => {
    const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^\w\- ]/g, "").replaceAll(" ", "-");
    const anchorsIn = (path: string): string[] => [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));
    const broken = [...read(page).matchAll(/\]\((?!https:)([^)#]*)(?:#([^)]+))?\)/g)].filter(([, target, anchor]) => {
      const path = target ? new URL(target, new URL(page, ROOT)) : new URL(page, ROOT);
      return !existsSync(path) || (anchor !== undefined && !anchorsIn(path.pathname.slice(ROOT.pathname.length)).includes(anchor));
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

test("each requirement of ASVS that applies has its one row, and no row is without a requirement", () => {
  const listed = rowsOf("docs/asvs.md").map(({ line }) => /^\| (\d+\.\d+\.\d+) /.exec(line)?.[1]);
  expect(listed).toEqual(REQUIREMENTS);
});
