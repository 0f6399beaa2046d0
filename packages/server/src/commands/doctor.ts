import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { parseConfig, settingsFromEnvironment, type Config } from "../platform/config.js";
import { OperatorError } from "../platform/operator-error.js";
import { examine, openScene } from "./doctor/examine.js";
import type { Finding } from "./doctor/finding.js";
import { makeReport } from "./doctor/report.js";
import { inJson, type Answering, type Out } from "./operator-words.js";

type Environment = Readonly<Record<string, string | undefined>>;
export type DoctorFlags = Answering & { report?: string };
type Surroundings = { environment: Environment; version: string };

const readConfig = (environment: Environment): Config | Finding => {
  try {
    return parseConfig(environment);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { check: "configuration", status: "failed", detail: error.message, todo: "Mend this first: nothing else can be looked at." };
  }
};

const isFinding = (value: object): value is Finding => "check" in value;

const look = async (environment: Environment, then: (findings: Finding[], report: Parameters<typeof makeReport>[0]["scene"]) => Promise<void>): Promise<void> => {
  const config = readConfig(environment);
  if (isFinding(config)) return then([config], undefined);
  const read: Finding = { check: "configuration", status: "ok", detail: "All settings are understood." };
  const opened = await openScene(config);
  if (isFinding(opened)) return then([read, opened], undefined);
  try {
    await then([read, ...(await examine(opened.scene))], opened.scene);
  } finally {
    await opened.close();
  }
};

const MARKS: Record<Finding["status"], string> = { ok: "ok     ", warning: "warning", failed: "FAILED ", skipped: "-      " };

const inLines = (findings: readonly Finding[]): string =>
  findings.map(({ check, status, detail, todo }) => `${MARKS[status]} ${check}: ${detail}${todo ? `\n        ${todo}` : ""}\n`).join("");

/** Looks whether all is well. What failed ends the command with 1; warnings do not. */
export const doctorCommand = ({ environment, version }: Surroundings, { json = false, report }: DoctorFlags, out: Out): Promise<void> =>
  look(environment, async (findings, scene) => {
    out.write(json ? inJson(findings) : inLines(findings));
    if (report !== undefined) {
      await writeFile(report, inJson(await makeReport({ findings, scene, environment, version })), { mode: 0o600 });
      if (!json) out.write(`Wrote ${report}: versions, findings, sizes and counts, without health data, names or secrets. Read it before you send it.\n`);
    }
    const bad = findings.filter(({ status }) => status === "failed").length;
    if (bad) throw new OperatorError(`${bad} of ${findings.length} checks failed.`);
  });

export const registerDoctor = (program: Command): void => {
  program.command("doctor")
    .description("look whether configuration, database, rights, partitions, clock and keys are as they should be")
    .option("--json", "answer in JSON")
    .option("--report <file>", "also write what support needs to know, without health data, names or secrets")
    .action((flags: DoctorFlags) => doctorCommand({ environment: settingsFromEnvironment(), version: program.version() ?? "" }, flags, process.stdout));
};
