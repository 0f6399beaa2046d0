import { writePages } from "./pages.js";
import { PARTS } from "./parts.js";
import { keepResult, runPart } from "./results.js";

/** Names run those parts alone; `--without` and names all others; `--list` runs none and tells what each needs. */
const [flag, ...rest] = process.argv.slice(2);
const isListed = flag === "--list";
const [isWithout, names] = flag === "--without" || isListed ? [true, rest] : [false, process.argv.slice(2)];
const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. There are: ${PARTS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
const chosen = PARTS.filter(({ name }) => (isWithout ? !names.includes(name) : names.length === 0 || names.includes(name)));

const list = (): void => {
  for (const { name, shows, needs } of chosen) {
    console.log(`${name}: ${shows}`);
    for (const need of needs) console.log(`    ${need.isThere() ? "there  " : "missing"}  ${need.what}`);
  }
};

const run = async (): Promise<void> => {
  const count = { passed: 0, failed: 0, "not run": 0 };
  for (const part of chosen) {
    const result = await runPart(part);
    count[result.result] += 1;
    console.log([`${result.result.padEnd(8)} ${part.name}`, result.note, result.seconds !== undefined && `${result.seconds} s`].filter(Boolean).join(": "));
    // After each: what a run that is ended early has found stands.
    await writePages(await keepResult(PARTS, part, result));
  }
  console.log(`${count.passed} passed, ${count.failed} failed, ${count["not run"]} not run`);
  process.exitCode = count.failed > 0 ? 1 : 0;
};

if (isListed) list();
else await run();
