import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { isVitalEdgeError, VitalEdge } from "@vitaledge/sdk";
import { fromEnvironment } from "@vitaledge/sdk/node";
import { billMonth } from "./bill-month.js";
import { lastMonth } from "./last-month.js";

/** As `vitaledge` has it: the files are whole, and lines are held. */
const HELD = 8;

const run = async (): Promise<number> => {
  const { values } = parseArgs({ options: { month: { type: "string" }, folder: { type: "string", default: "." } } });
  const ve = new VitalEdge(fromEnvironment());
  const { timezone } = await ve.organizations.get(ve.organizationId ?? "");
  const month = values.month ?? lastMonth(timezone, new Date());
  await mkdir(values.folder, { recursive: true, mode: 0o700 });
  const { closedNow, lines, held, files } = await billMonth(ve, month, values.folder);
  console.log(`${month}: ${closedNow ? "closed now" : "closed before"}, ${lines} lines ready, ${held} held`);
  for (const { path, bytes, digest } of files) console.log(`${path}: ${bytes} bytes, SHA-256 ${digest}`);
  return held > 0 ? HELD : 0;
};

try {
  process.exitCode = await run();
} catch (error) {
  // Fit for cron's mail: names, codes and ids, nothing about a patient.
  console.error(isVitalEdgeError(error) ? JSON.stringify(error) : error);
  process.exitCode = 1;
}
