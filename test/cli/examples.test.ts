import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EXAMPLES } from "../../packages/cli/src/examples.js";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, createPatient, must, readingOn } from "../support/billing-scene.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Program } from "./program.js";

let server: TestServer;
let program: Program;
let owner: Actor;
/** In place of `patient_abc123` and its like; what is not here is not found, so its examples are read by the parser alone. */
const ids = new Map<string, string>();

beforeAll(async () => {
  [server, program] = await Promise.all([startServer({ now: "2026-02-10T15:00:00Z" }), installProgram()]);
  owner = await server.owner();
  await program.logIn(server.url, owner);
  const patientId = await createPatient(owner, { mrn: "MRN-1" });
  const enrollment = await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)));
  await must(owner.call("POST", "/api/observations", readingOn(patientId, "2026-02-09", { value: 220 })));
  const alert = (await must(owner.call("GET", "/api/alerts"))).data[0];
  for (const [prefix, id] of Object.entries({ patient: patientId, enr: enrollment.id, alert: alert.id, org: owner.organizationId })) ids.set(prefix, id);
  const files: Record<string, string> = {
    "readings.csv": `mrn,metricDefinitionId,value,unit,source,recordedAt\nMRN-1,metric_bp_systolic,121,mmHg,DEVICE,2026-02-08T12:00:00Z\n`,
    "charges.csv": "code,effective_from,amount\n99454,2026-01-01,55.00\n", "fees.csv": "code,effective_from,amount\n99454,2026-01-01,47.00\n", "ids.txt": "claim_abc123\n",
    "clinic.csv": "mrn,firstName,lastName,birthDate\nMRN-2,Juan,Example,1950-01-01\n", "enrollments.csv": "mrn,program,startDate\nMRN-1,CCM,2026-02-01\n",
    "clinic.ndjson": `{"mrn":"MRN-3","firstName":"Ana","lastName":"Example","birthDate":"1950-01-01"}\n`,
    "jwks.json": JSON.stringify({ keys: [{ ...generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({ format: "jwk" }), kid: "one" }] }),
    "resource.json": JSON.stringify(GOAL), "bundle.json": JSON.stringify({ resourceType: "Bundle", type: "transaction", entry: [{ resource: GOAL, request: { method: "PUT", url: "Goal/walk" } }] }),
    "Patient.ndjson": '{"resourceType":"Patient","id":"ana","name":[{"family":"Example"}],"birthDate":"1950-01-01"}\n',
    "Observation.ndjson": '{"resourceType":"Observation","status":"final","code":{"text":"Mood"},"subject":{"reference":"Patient/ana"},"valueString":"good"}\n',
    "patient.json": `{"firstName":"Maria","lastName":"Example","birthDate":"1950-01-01"}`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(program.folder, name), text);
  for (const name of ["bin", ".local/share/bash-completion/completions", ".zfunc"]) await mkdir(join(program.folder, name), { recursive: true });
  await symlink(join(program.folder, "dist", "vitaledge.js"), join(program.folder, "bin", "vitaledge"));
});
afterAll(() => Promise.all([server.close(), program.remove()]));

const GOAL = { resourceType: "Goal", id: "walk", lifecycleStatus: "active", description: { text: "Walk" }, subject: { display: "Maria" } };

/** What asks a person, ends the login, speaks to another server, or has no end. */
const LEFT_OUT = new Set(["fhir export", "auth login", "auth logout", "auth mfa setup", "auth mfa disable", "auth password change", "alerts watch"]);

/** FHIR writes a hyphen in an id's place. */
const withIds = (line: string): string => line.replaceAll("patient-abc123", ids.get("patient")?.replace("_", "-") ?? "").replaceAll(/\b([a-z]+)_abc123\b/g, (all, prefix: string) => ids.get(prefix) ?? all);

const runLine = (command: string): Promise<{ code: number; told: string }> => {
  const env = { PATH: `${join(program.folder, "bin")}:${process.env["PATH"] ?? ""}`, HOME: program.folder, VITALEDGE_CONFIG_DIR: join(program.folder, "config") };
  return new Promise((resolve) =>
    void execFile("sh", ["-c", command], { cwd: program.folder, env }, (error, _out, told) => resolve({ code: error === null ? 0 : Number(error.code), told })));
};

const KNOWN = new Set(["patient", "enr", "alert", "org"]);
const isThere = (line: string): boolean => [...line.matchAll(/\b([a-z]+)_abc123\b|ids\.txt/g)].every(([, prefix = ""]) => KNOWN.has(prefix));

it("every example of the help does what it says", async () => {
  const failed: string[] = [];
  const runAll = async (lines: readonly string[]): Promise<void> => {
    for (const line of lines) {
      const { code, told } = await runLine(withIds(line));
      // 8, where a month has gaps.
      if (code !== 0 && code !== 8) failed.push(`${line} ended with ${code}: ${told}`);
    }
  };
  // Of one noun in their order; the nouns have nothing to do with each other.
  const nouns = new Map<string, string[]>();
  for (const [name, lines] of Object.entries(EXAMPLES)) {
    const [noun = ""] = name.split(" ");
    if (!LEFT_OUT.has(name)) nouns.set(noun, [...(nouns.get(noun) ?? []), ...lines.filter(isThere)]);
  }
  await Promise.all([...nouns.values()].map(runAll));
  expect(failed).toEqual([]);
});
