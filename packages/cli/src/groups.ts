import type { Command } from "commander";
import { declareApi } from "./commands/api.js";
import { declareDoctor } from "./commands/doctor.js";
import { SETTINGS } from "./profile.js";
import type { Start } from "./run.js";

type Declare = (command: Command, start: Start) => void;
type Group = readonly [description: string, load: () => Promise<Declare>];

/** In the order that help shows them. */
const GROUPS: Readonly<Record<string, Group>> = {
  auth: ["log in, log out, and see who is logged in", async () => (await import("./commands/auth.js")).declareAuth],
  org: ["an organization, its people and what it has decided", async () => (await import("./commands/org.js")).declareOrg],
  patients: ["patients of the organization", async () => (await import("./commands/patients.js")).declarePatients],
  enrollments: ["enrollments of patients in programs", async () => (await import("./commands/enrollments.js")).declareEnrollments],
  observations: ["readings of patients", async () => (await import("./commands/observations.js")).declareObservations],
  alerts: ["alerts and the triage queue", async () => (await import("./commands/alerts.js")).declareAlerts],
  time: ["time spent on a patient's program", async () => (await import("./commands/time.js")).declareTime],
  billing: ["what a month can be billed for, and what became of it", async () => (await import("./commands/billing.js")).declareBilling],
  practitioners: ["who orders, renders and supervises", async () => (await import("./commands/resources.js")).declarePractitioners],
  devices: ["devices, and which patient has them", async () => (await import("./commands/resources.js")).declareDevices],
  metrics: ["what is measured, and in which units", async () => (await import("./commands/resources.js")).declareMetrics],
  "alert-rules": ["when a reading, or none, raises an alert", async () => (await import("./commands/resources.js")).declareRules],
  audit: ["who did what, and whether the record of it is whole", async () => (await import("./commands/audit.js")).declareAudit],
  fhir: ["the same data as HL7 FHIR R4", async () => (await import("./commands/fhir.js")).declareFhir],
  api: ["call the API as it is; the answer is written as it came", async () => declareApi],
  config: [`settings of a profile: ${SETTINGS.join(", ")}`, async () => (await import("./commands/config.js")).declareConfig],
  doctor: ["look for what may be wrong here and on the way to the server; exit 8 where something is", async () => declareDoctor],
};

/** They have no commands below them: what they take stands on the first page of help. */
const LEAVES = new Set(["api", "doctor"]);

/**
 * Declares the groups, and the commands of those that a command line names: the first page of help needs none of the hundred and fifty
 * there are. Without a command line, or for one that asks for the whole tree, it declares all.
 */
export async function declareGroups(program: Command, start: Start, argv: readonly string[] | undefined): Promise<void> {
  const isWhole = argv === undefined || argv.some((word) => word === "completion" || word.startsWith("--map"));
  for (const [name, [description, load]] of Object.entries(GROUPS)) {
    const command = program.command(name).description(description);
    if (isWhole || LEAVES.has(name) || argv.includes(name)) (await load())(command, start);
  }
}
