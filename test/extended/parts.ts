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

/** Parts that share a page of the evidence. */
type Group = { page: string; title: string; parts: readonly Part[] };

export const GROUPS: readonly Group[] = [
  { page: "databases", title: "Databases", parts: [psqlRoles, debianPostgres(15), debianPostgres(16), debianPostgres(17), composeDatabase, replica, citus, sizes] },
  { page: "faults", title: "Kills, faults and load", parts: [processes, redis, restoreDrill, killedWorkers, killedPosts, kills, handovers, badNetwork, fullDisk, wrkList, soak] },
  { page: "attacks", title: "Attacks", parts: [guessing, sessionModel, nmap, ffuf, wapiti, sqlmap] },
  { page: "formats", title: "Formats that others read", parts: [officeCsv, officeXlsx, claimGuide, searchOracle] },
  { page: "clients", title: "SDK, command line and pages", parts: [cliTerminal, cliFullDisk, cliKeyring, completionFish, completionZsh, browserDocs, triageBoard, ...runtimes, ...typescripts] },
  { page: "deployment", title: "Deployment", parts: [release, image, hadolint, composeConfig, kubeconform, caddyfile, systemdUnits, promtool] },
];

export const PARTS: readonly Part[] = GROUPS.flatMap(({ parts }) => parts);
