import { PARTS } from "./parts.js";
import { writePage } from "./report.js";
import { keepSection, readSections } from "./results.js";
import { printRows } from "./print.js";

const SIZES: Record<string, number> = { "10k": 10_000, "1m": 1_000_000, "10m": 10_000_000 };

const USAGE = `node tools/bench.mjs [parts...] [--rows 10k,1m,10m] [--quick]

Parts: ${Object.keys(PARTS).join(", ")}; all of them where none is named.
--rows   How many readings there are, one size after the other (default 10k,1m,10m; the last needs 12 GB of disk).
--quick  One short round each, to see that all runs: it is printed, and not kept.
`;

const valueOf = (flag: string): string | undefined => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
};

const sizesOf = (text: string): number[] =>
  text.split(",").map((name) => SIZES[name.toLowerCase()] ?? fail(`There are no ${name} rows; there are ${Object.keys(SIZES).join(", ")}.`));

const fail = (words: string): never => {
  process.stderr.write(`${words}\n\n${USAGE}`);
  process.exit(2);
};

const quick = process.argv.includes("--quick");
const given = process.argv.slice(2).filter((word, at, all) => !word.startsWith("--") && all[at - 1] !== "--rows");
for (const name of given) if (!(name in PARTS)) fail(`There is no part called ${name}.`);
const sizes = sizesOf(valueOf("--rows") ?? (quick ? "10k" : "10k,1m,10m"));

for (const name of given.length ? given : Object.keys(PARTS)) {
  const began = performance.now();
  console.log(`\n${name}`);
  const section = await PARTS[name]!({ sizes });
  printRows(section.rows);
  console.log(`${Math.round((performance.now() - began) / 1000)} s`);
  if (!quick) await keepSection(name, section);
}
if (!quick) await writePage(await readSections());
