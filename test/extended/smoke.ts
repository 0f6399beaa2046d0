import { randomBytes } from "node:crypto";
import { VitalEdge } from "@vitaledge/sdk";
import { runOperator, startServer } from "../../bench/children.js";
import { readingAt } from "../../bench/seed.js";
import { makeOrganization, OWNER } from "../../bench/stage.js";

export const PASSWORD = "for-this-run-alone";

/** Run by a superuser after the roles are there. */
export const DATABASE_SQL = `create database vitaledge owner vitaledge_owner;
${["owner", "app", "worker"].map((role) => `alter role vitaledge_${role} password '${PASSWORD}';`).join("\n")}
`;

const urlOf = (role: string, port: number): string => `postgres://${role}:${PASSWORD}@127.0.0.1:${port}/vitaledge`;

/** The built server on a database of one's own on this machine. */
export const smokeTest = (port: number): Promise<void> => smokeTestOn((role) => urlOf(role, port), {});

/** Migrations twice, then from an account to the first reading. `more`: further settings of the migration. */
export const smokeTestOn = async (address: (role: string) => string, more: Record<string, string>): Promise<void> => {
  const migration = { DATABASE_OWNER_URL: address("vitaledge_owner"), ...more };
  expect(runOperator(migration, ["migrate"]).startsWith("Ran "), "the migrations run");
  expect(runOperator(migration, ["migrate"]).includes("up to date"), "a second time there is nothing to migrate");
  const settings = { DATABASE_URL: address("vitaledge_app"), VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64") };
  const organizationId = makeOrganization(settings);
  const server = await startServer({ ...settings, NODE_ENV: "test" });
  try {
    const ve = new VitalEdge({ baseUrl: server.url, organizationId });
    await ve.auth.login(OWNER);
    const patient = await ve.patients.create({ firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" });
    const startDate = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const enrollment = await ve.enrollments.create({ patientId: patient.id, program: "RPM", startDate });
    const made = await ve.observations.create(readingAt(patient.id, Date.now(), 0));
    const [found] = await ve.observations.forPatient(patient.id).toArray({ limit: 2 });
    expect(found?.id === made.id && found.enrollmentId === enrollment.id, "the reading is found and belongs to the enrollment");
  } finally {
    await server.stop();
  }
};

export const expect = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`Expected that ${what}.`);
};
