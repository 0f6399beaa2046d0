import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A fence of a page, and what the comment above it says. CONTRIBUTING.md has the convention. */
export type Fence = {
  page: string;
  /** Of the first line of its text, counted from 1. */
  line: number;
  language: string;
  text: string;
  mark: Mark | undefined;
};

export type Mark =
  | { kind: "snippet"; name: string; needs: readonly string[]; stdin: string; exit: number; expected: string | undefined; notRun: string | undefined }
  | { kind: "output" | "file"; name: string };

const FENCE = /^(?:<!-- ([^\n]*?) -->\n)?^```(\w*)[^\n]*\n(.*?)^```$/gms;
const WORDS = ["needs", "stdin", "exit", "expect", "not run"];

/** README.md, those of the published packages, and the guides. */
export const listPages = (): string[] => [
  "README.md", "CONTRIBUTING.md",
  ...readdirSync(`${ROOT}packages`).map((name) => `packages/${name}/README.md`).filter(isThere),
  ...readdirSync(`${ROOT}examples`).map((name) => `examples/${name}/README.md`).filter(isThere),
  ...readdirSync(`${ROOT}docs`).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
];

const isThere = (path: string): boolean => {
  try {
    return readPage(path) !== "";
  } catch {
    return false;
  }
};

export const readPage = (page: string): string => readFileSync(ROOT + page, "utf8");

export const readFences = (page: string): Fence[] => {
  const text = readPage(page);
  return [...text.matchAll(FENCE)].map((match) => {
    const [whole, comment, language = "", body = ""] = match;
    const before = text.slice(0, match.index + whole.length - body.length - "```".length);
    return { page, line: before.split("\n").length, language, text: body, mark: comment === undefined ? undefined : readMark(comment, page) };
  });
};

const readMark = (comment: string, page: string): Mark | undefined => {
  const [first = "", ...rest] = comment.split("; ");
  const [, kind, name] = /^(snippet|output|file): (\S+)$/.exec(first) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  if (kind === "output" || kind === "file") return { kind, name };
  const said = new Map(rest.map((part) => [part.slice(0, part.indexOf(": ")), part.slice(part.indexOf(": ") + 2)]));
  const unknown = [...said.keys()].find((word) => !WORDS.includes(word));
  if (unknown !== undefined) throw new Error(`${page}: the mark of ${name} has the unknown word "${unknown}".`);
  const needs = said.get("needs")?.split(", ") ?? [];
  return { kind: "snippet", name, needs, stdin: said.get("stdin") ?? "", exit: Number(said.get("exit") ?? 0), expected: said.get("expect"), notRun: said.get("not run") };
};
