import { readFile, writeFile } from "node:fs/promises";
import { chartOf } from "./chart.js";
import type { Row } from "./part.js";
import { PARTS } from "./parts.js";
import { figureOf, goalOf, verdictOf } from "./print.js";
import type { Kept, Sections } from "./results.js";

const PAGE = new URL("../docs/performance.md", import.meta.url);
const CHART = new URL("../docs/performance.svg", import.meta.url);
const BEGIN = "<!-- figures: `pnpm bench` writes from here -->";
const END = "<!-- figures: to here -->";

const cell = (text: string): string => text.replaceAll("|", "\\|");
const lineOf = (row: Row): string => `| ${[row.what, row.baseline, goalOf(row), figureOf(row), verdictOf(row), row.detail].map(cell).join(" | ")} |`;

const partOf = ([name, { rows, occasion }]: [string, Kept]): string[] => [
  `### ${name}`, "",
  `${occasion.date} UTC, commit ${occasion.commit ?? "unknown"}, Node ${occasion.node}, PostgreSQL ${occasion.postgres}, ${occasion.platform}, ${occasion.cpus} processors (${occasion.cpu}), ${occasion.memoryGiB} GiB; load ${occasion.load} when it began.`, "",
  "| what | beside | goal | measured | | |", "|---|---|---|---|---|---|", ...rows.map(lineOf), "",
];

/** The figures' part of the page and the chart; what people wrote around it stays. */
export const writePage = async (sections: Sections): Promise<void> => {
  const known = Object.keys(PARTS).flatMap((name): [string, Kept][] => (sections[name] ? [[name, sections[name]]] : []));
  const page = await readFile(PAGE, "utf8");
  const [before, after] = [page.slice(0, page.indexOf(BEGIN)), page.slice(page.indexOf(END))];
  await writeFile(PAGE, [before + BEGIN, "", "![How near each row comes to its goal; the tables below have the figures](performance.svg)", "", ...known.flatMap(partOf), after].join("\n"));
  await writeFile(CHART, chartOf(known.flatMap(([, { rows }]) => rows)));
};
