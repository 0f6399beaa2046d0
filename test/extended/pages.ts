import { table, writePage } from "./evidence.js";
import type { Part } from "./part.js";
import { GROUPS } from "./parts.js";
import type { Result, Results } from "./results.js";

const linksTo = (pages: readonly string[]): string => pages.map((page) => `[${page}](${page})`).join(", ");
const bold = (result: Result["result"]): string => (result === "passed" ? result : `**${result}**`);

const tell = ({ result, note, occasion, seconds, with: versions = [] }: Result): string[] => [
  `- ${bold(result)}: ${[occasion, ...versions, seconds !== undefined && `${seconds} s`].filter(Boolean).join(", ")}.`,
  ...(note ? [`- ${result === "passed" ? "Found" : "Why"}: ${note.replace(/\.$/, "")}.`] : []),
];

const describe = ({ name, shows, needs, pages = [] }: Part, last: Result | undefined): string[] => [
  `## ${name}`, "", `- Shows: ${shows}.`, `- Needs: ${needs.map(({ what }) => what).join("; ") || "nothing but npm packages"}.`,
  ...(last ? tell(last) : ["- **not run** yet."]), ...(last?.result === "passed" && pages.length > 0 ? [`- More: ${linksTo(pages)}.`] : []), "",
];

const writeGroup = ({ page, title, parts }: (typeof GROUPS)[number], results: Results): Promise<void> =>
  writePage(page, [`# ${title}`, "", "Written by `pnpm test:extended`: each part as it went last. [All parts](README.md).", "", ...parts.flatMap((part) => describe(part, results[part.name])).slice(0, -1)]);

const INTRODUCTION = [
  "# Evidence", "",
  "What `npm test` cannot show, since it needs more than npm packages or takes long, `pnpm test:extended` does. It consists of parts; a part runs",
  "where what it needs is there, and writes here what it found. `pnpm test:extended --list` tells what is missing on your machine, names of parts as",
  "arguments run those alone, `--without` and names all others. `KILLS` and `SOAK_MINUTES` shorten the longest two.", "",
  "Beside them: [the SDK and the command line, measured](sdk.md), written by `pnpm bench sdk`; all other figures of speed are in [performance](../performance.md).", "",
];

const NOWHERE = [
  "## What no part shows", "",
  "- The image, the compose file and the manifests under a container engine or a cluster: `image` and `compose-database` run what they say without one.",
  "- Valkey: `redis` runs Redis.",
  "- Pages in another browser than Chromium.",
  "- Windows and macOS.",
];

const row = (page: string, { name }: Part, last: Result | undefined): string[] => [
  `[${name}](${page}.md#${name.replaceAll(".", "")})`, bold(last?.result ?? "not run"), last ? last.occasion.split(", ").slice(0, 2).join(", ") : "", last?.result === "passed" ? "" : last?.note ?? "yet",
];

/** The pages of the groups and the index, from what each part came to last. */
export const writePages = async (results: Results): Promise<void> => {
  for (const group of GROUPS) await writeGroup(group, results);
  const all = GROUPS.flatMap(({ page, parts }) => parts.map((part) => row(page, part, results[part.name])));
  const count = (result: Result["result"]): number => all.filter((cells) => cells[1] === bold(result)).length;
  await writePage("README", [
    ...INTRODUCTION, `${all.length} parts: ${count("passed")} passed when they ran last, ${count("failed")} failed, ${count("not run")} were not run.`, "",
    ...table(["part", "last run", "", "why not"], all), "", ...NOWHERE,
  ]);
};
