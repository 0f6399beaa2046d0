import { badNetwork } from "./bad-network.js";
import { browserDocs } from "./browser-docs.js";
import { citus } from "./citus.js";
import { claimGuide } from "./claim-guide.js";
import { completionFish, completionZsh } from "./cli-completion.js";
import { cliFullDisk } from "./cli-full-disk.js";
import { cliKeyring } from "./cli-keyring.js";
import { cliTerminal } from "./cli-terminal.js";
import { composeDatabase } from "./compose-database.js";
import { caddyfile, composeConfig, hadolint, kubeconform, systemdUnits } from "./deploy-checks.js";
import { debianPostgres } from "./debian-postgres.js";
import { occasion, table, writePage } from "./evidence.js";
import { ffuf } from "./ffuf.js";
import { fullDisk } from "./full-disk.js";
import { guessing } from "./guessing.js";
import { handovers } from "./handovers.js";
import { image } from "./image.js";
import { killedPosts } from "./killed-posts.js";
import { killedWorkers } from "./killed-workers.js";
import { kills } from "./kills.js";
import { nmap } from "./nmap.js";
import { officeCsv } from "./office-csv.js";
import { officeXlsx } from "./office-xlsx.js";
import type { Part } from "./part.js";
import { processes } from "./processes.js";
import { promtool } from "./promtool.js";
import { psqlRoles } from "./psql-roles.js";
import { redis } from "./redis.js";
import { release } from "./release.js";
import { replica } from "./replica.js";
import { restoreDrill } from "./restore-drill.js";
import { runtimes } from "./runtimes.js";
import { searchOracle } from "./search-oracle.js";
import { sessionModel } from "./session-model.js";
import { sizes } from "./sizes.js";
import { soak } from "./soak.js";
import { sqlmap } from "./sqlmap.js";
import { triageBoard } from "./triage-board.js";
import { typescripts } from "./typescript.js";
import { wapiti } from "./wapiti.js";
import { wrkList } from "./wrk-list.js";

const PARTS: readonly Part[] = [
  psqlRoles, debianPostgres(15), debianPostgres(16), debianPostgres(17), wrkList, guessing, restoreDrill, officeCsv, officeXlsx, claimGuide,
  killedWorkers, killedPosts, kills, handovers, processes, redis, replica, badNetwork, fullDisk, promtool, nmap, ffuf, wapiti, sqlmap, soak, sessionModel, searchOracle, cliTerminal, cliFullDisk, cliKeyring, completionFish, completionZsh, browserDocs, triageBoard, ...runtimes, ...typescripts, release,
  image, hadolint, composeConfig, composeDatabase, kubeconform, caddyfile, systemdUnits, sizes, citus,
];

type Outcome = { part: Part; result: "passed" | "failed" | "not run"; note: string };

const runPart = async (part: Part): Promise<Outcome> => {
  const lacking = part.lacks();
  if (lacking !== undefined) return { part, result: "not run", note: `needs ${lacking}` };
  const began = Date.now();
  try {
    const figures = await part.run();
    return { part, result: "passed", note: [figures, `${((Date.now() - began) / 1000).toFixed(1)} s`].filter(Boolean).join("; ") };
  } catch (error) {
    return { part, result: "failed", note: error instanceof Error ? error.message : String(error) };
  }
};

const writeEvidence = (page: string, outcomes: Outcome[], closing: string): Promise<void> =>
  writePage(page, [
    "# The extended tests", "", `What \`pnpm test:extended\` found on ${occasion()}.`, "",
    ...table(["part", "what it shows", "result", ""], outcomes.map(({ part, result, note }) => [part.name, part.shows, result, note.split("\n")[0]!])), "", `${closing}.`,
  ]);

/** `--without` and names: those are counted as not run, and the rest is a whole run. `--page`, a name and parts: a page of these alone. */
const [flag, ...rest] = process.argv.slice(2);
const left = flag === "--without" ? rest : [];
const page = flag === "--page" ? rest[0] : undefined;
const asked = page === undefined ? (flag === "--without" ? [] : process.argv.slice(2)) : rest.slice(1);
const unknown = [...asked, ...left].filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. There are: ${PARTS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const outcomes: Outcome[] = [];
for (const part of PARTS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const outcome: Outcome = left.includes(part.name) ? { part, result: "not run", note: "left out of this run" } : await runPart(part);
  outcomes.push(outcome);
  console.log(`${outcome.result.padEnd(8)} ${part.name}: ${outcome.note}`);
}
const count = (result: Outcome["result"]): number => outcomes.filter((outcome) => outcome.result === result).length;
const closing = `${count("passed")} passed, ${count("failed")} failed, ${count("not run")} not run`;
// Of a whole run alone: a single part says nothing of the others.
if (page !== undefined || asked.length === 0) await writeEvidence(page ?? "extended", outcomes, closing);
console.log(closing);
process.exitCode = count("failed") > 0 ? 1 : 0;
