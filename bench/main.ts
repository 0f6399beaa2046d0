import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { measureAudit } from "./audit.js";
import type { AuditFigures } from "./audit.js";
import { measureBilling } from "./billing.js";
import type { BillingFigures } from "./billing.js";
import { CONNECTIONS, compare, ROUNDS } from "./measure.js";
import type { Comparison, Measured } from "./measure.js";
import { measureFhir, printFhir } from "./fhir.js";
import { measureRecovery } from "./recovery.js";
import type { Recovery } from "./recovery.js";
import { readingAt, seed } from "./seed.js";
import { measureSignIn } from "./sign-in.js";
import type { SignInFigures } from "./sign-in.js";
import { writeSdkEvidence } from "./sdk/evidence.js";
import { measureSdk } from "./sdk/main.js";
import type { Budget } from "./sdk/main.js";
import { measureSdkTables, printSdkTables } from "./sdk/tables.js";
import { setStage } from "./stage.js";

const RESULTS = new URL("results.json", import.meta.url);

/** Goals are ratios of requests per second, server to bare server, of one run. */
const comparisons = (patientIds: string[]): Comparison[] => {
  const start = Date.now() - 3_600_000;
  let turn = 0;
  const patientId = (): string => patientIds[(turn += 1) % patientIds.length] ?? "";
  return [
    {
      name: "GET /api/observations/patient/{id}?limit=20", baseline: "the one SELECT", goal: 0.6,
      request: () => ({ method: "GET", path: `/api/observations/patient/${patientId()}?limit=20` }),
    },
    {
      name: "POST /api/observations", baseline: "one INSERT a request", goal: 1.5,
      // Each at a moment of its own: the same reading again would be answered without a write.
      request: () => ({ method: "POST", path: "/api/observations", body: JSON.stringify(readingAt(patientId(), start + turn, turn)) }),
    },
  ];
};

const commit = (): string | null => {
  try {
    return execFileSync("git", ["rev-parse", "--short=10", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
};

type Row = { name: string; baseline: string; goal: number; ratio: number; server: Measured; bare: Measured };

const printTable = (rows: Row[]): void => {
  const line = (cells: string[]): string => cells.map((cell, at) => (at === 0 ? cell.padEnd(46) : cell.padStart(14))).join("");
  console.log(line(["requests/s, median", "VitalEdge", "bare server", "ratio", "goal", "p99 ms", "bare p99 ms"]));
  for (const { name, goal, ratio, server, bare } of rows) {
    const { median } = server;
    console.log(line([name, ...[median.requestsPerSecond, bare.median.requestsPerSecond, ratio, goal, median.p99, bare.median.p99].map(String)]));
  }
};

const printSignIn = ({ known, unknown, apart, goal, readP99 }: SignInFigures): void => {
  console.log(`sign-in, median ms: known ${known}, unknown ${unknown}; ${apart} apart, goal below ${goal}`);
  console.log(`list read, p99 ms: calm ${readP99.calm}, during 200 sign-ins ${readP99.during200Logins}`);
};

const printAudit = ({ written, verified, readings }: AuditFigures): void => {
  console.log(`audit entries/s on one chain, each waited for: ${written.grouped}; one INSERT a transaction ${written.inserts}; ratio ${written.ratio}`);
  console.log(`audit entries/s verified, of ${verified.entries}: ${verified.perSecond}; hashing alone ${verified.hashes}; ratio ${verified.ratio}; a million in ${verified.secondsForAMillion} s`);
  console.log(`readings/s in batches: alone ${readings.alone}, with events ${readings.withEvents}, with events and audit ${readings.withBoth}; both cost ${readings.cost} of it`);
};

const printRecoveries = (recoveries: Recovery[]): void => {
  for (const { fault, goal, milliseconds } of recoveries) console.log(`well again after ${fault.padEnd(24)}${String(milliseconds).padStart(6)} ms   goal ${goal} ms`);
};

const printBilling = ({ enrollments, goal, ratio, summaryMs, scanMs, rebuildSeconds, memoryGoalMiB, exports }: BillingFigures): void => {
  console.log(`summary of ${enrollments} enrollments, ms: ${summaryMs.join(" ")}; one GROUP BY over their readings: ${scanMs.join(" ")}; ratio ${ratio}, goal ${goal} or less`);
  console.log(`what is kept for it, counted anew: ${rebuildSeconds} s`);
  for (const one of exports) {
    console.log(`export of ${one.enrollments} enrollments: ${one.bytes} bytes in ${one.seconds} s, the first after ${one.firstByteSeconds} s; ${one.overIdleMiB} MiB over idle, goal below ${memoryGoalMiB}`);
  }
};

const printSdk = (budgets: Budget[]): void => {
  for (const { what, unit, others, budget, measured } of budgets) {
    const verdict = measured <= budget ? "" : "   over budget";
    console.log(`${what.padEnd(44)}${String(measured).padStart(8)} ${unit.padEnd(8)} budget ${budget}${others === "" ? "" : `; others: ${others}`}${verdict}`);
  }
};

/** One part alone goes into the results beside the others' last figures. */
const record = async (figures: object): Promise<void> => {
  const last = JSON.parse(await readFile(RESULTS, "utf8")) as object;
  await writeFile(RESULTS, `${JSON.stringify({ ...last, ...figures }, null, 2)}\n`);
};

const measure = async (): Promise<{ comparisons: Row[]; signIn: SignInFigures; audit: AuditFigures; recoveries: Recovery[] }> => {
  const stage = await setStage();
  try {
    const { accessToken, patientIds } = await seed(stage);
    const headers = { authorization: `Bearer ${accessToken}`, "x-organization-id": stage.organizationId };
    const rows: Row[] = [];
    for (const comparison of comparisons(patientIds)) {
      const subjects = { server: { url: stage.server.url, headers }, bare: { url: stage.bare.url, headers: {} } };
      const { server, bare } = await compare(comparison, subjects);
      const ratio = Math.round((100 * server.median.requestsPerSecond) / bare.median.requestsPerSecond) / 100;
      rows.push({ name: comparison.name, baseline: comparison.baseline, goal: comparison.goal, ratio, server, bare });
    }
    const signIn = await measureSignIn(stage, accessToken, patientIds[0] ?? "");
    const audit = await measureAudit(stage, patientIds);
    return { comparisons: rows, signIn, audit, recoveries: await measureRecovery(stage, headers, patientIds) };
  } finally {
    await stage.stop();
  }
};

if (process.argv[2] === "billing") {
  printBilling(await measureBilling());
  process.exit();
}
if (process.argv[2] === "fhir") {
  const fhir = await measureFhir();
  printFhir(fhir);
  await record({ fhir });
  process.exit();
}
if (process.argv[2] === "sdk") {
  const sdk = await measureSdk();
  printSdk(sdk);
  const sdkTables = await measureSdkTables();
  printSdkTables(sdkTables);
  await record({ sdk, sdkTables });
  await writeSdkEvidence(sdk, sdkTables);
  process.exit();
}
console.log(`${CONNECTIONS} connections, ${ROUNDS} interleaved rounds each; about five minutes.`);
const { comparisons: rows, signIn, audit, recoveries } = await measure();
printTable(rows);
printSignIn(signIn);
printAudit(audit);
printRecoveries(recoveries);
const billing = await measureBilling();
printBilling(billing);
const fhir = await measureFhir();
printFhir(fhir);
const sdk = await measureSdk();
printSdk(sdk);
const sdkTables = await measureSdkTables();
printSdkTables(sdkTables);
await writeSdkEvidence(sdk, sdkTables);
const machine = { node: process.version, platform: process.platform, arch: process.arch, cpus: availableParallelism() };
const results = { date: new Date().toISOString().slice(0, 10), commit: commit(), ...machine, connections: CONNECTIONS, readings: 10_000, comparisons: rows, signIn, audit, recoveries, billing, fhir, sdk, sdkTables };
await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
