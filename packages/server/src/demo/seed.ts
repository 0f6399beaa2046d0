import { SYSTEM, withTenant, type Actor, type TenantTx } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { resolveAlertsBefore } from "./old-alerts.js";
import { createOrganization, setPlan } from "../features/organizations/organizations.service.js";
import { createPractitioner } from "../features/practitioners/practitioners.service.js";
import type { Recordable } from "../features/observations/reading.js";
import { addDays, localDateOf } from "../platform/civil.js";
import { OperatorError } from "../platform/operator-error.js";
import { DEMONSTRATION, hasDemonstration, insertDemonstrationUser } from "./demonstration-accounts.js";
import { enrollMadeUp } from "./enroll-made-up.js";
import { makeUpPatient } from "./made-up-people.js";
import { simulateReadings } from "./simulated-readings.js";

const PATIENTS = 60;
/** Days of readings before the first start. */
const PAST = 91;
const ZONE = "America/New_York";
const PER_MINUTE = 100_000;

const ORGANIZATION = {
  name: "Riverside Demonstration Clinic",
  legalName: "Riverside Demonstration Clinic LLC",
  timezone: ZONE,
  npi: "1234567893",
  taxId: "123456789",
  taxIdType: "EIN" as const,
  address: { line1: "100 Main Street", city: "Springfield", state: "MA", postalCode: "011030001", country: "US" },
};

/** Fills an empty database with the demonstration; says whether it did. The same day gives the same patients and readings. */
export const seedDemonstration = async (deps: Deps, patients = PATIENTS): Promise<boolean> => {
  if (deps.config.environment === "production") {
    throw new OperatorError("The demonstration never runs with NODE_ENV=production: its password is public.");
  }
  if (await hasDemonstration(deps.database)) return false;
  const now = deps.clock.now();
  await insertDemonstrationUser(deps.database, await deps.passwords.hash(DEMONSTRATION.password), now);
  await withTenant(deps, DEMONSTRATION.organizationId, SYSTEM, (tx) => createOrganization(tx, deps.keys, ORGANIZATION, DEMONSTRATION.userId));
  const readings = await inDemonstration(deps, (tx) => makePatients(tx, now, patients));
  await recordInOrder(deps, readings);
  await inDemonstration(deps, (tx) => resolveAlertsBefore(tx, new Date(now.getTime() - 3 * 86_400_000)));
  return true;
};

/** Whoever is shown the demonstration is who has done all this. */
const ACTOR: Actor = { type: "USER", userId: DEMONSTRATION.userId, sessionId: "ses_demonstration", role: "OWNER" };

const inDemonstration = <T>(deps: Deps, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
  withTenant(deps, DEMONSTRATION.organizationId, ACTOR, work);

const makePatients = async (tx: TenantTx, now: Date, patients: number): Promise<Recordable[]> => {
  await setPlan(tx, "ENTERPRISE", PER_MINUTE);
  const practitioner = await createPractitioner(tx, {
    firstName: "Dana", lastName: "Example", credential: "MD", npi: "1932456787", userId: DEMONSTRATION.userId,
  });
  const today = localDateOf(now, ZONE);
  const from = addDays(today, -PAST);
  const readings: Recordable[] = [];
  for (let index = 0; index < patients; index++) {
    const made = makeUpPatient(index);
    const { patientId, deviceId, startDate } = await enrollMadeUp(withDocumentedId(tx, index), made, { practitionerId: practitioner.id, from, zone: ZONE, index, now });
    const simulated = simulateReadings(made, patientId, deviceId, { from: startDate, to: today, zone: ZONE, until: now });
    readings.push(...simulated.map((input) => ({ input, receivedAt: new Date(Date.parse(input.recordedAt) + 60_000) })));
  }
  return readings;
};

/** The first patient is the one the documentation's examples name. */
const withDocumentedId = (tx: TenantTx, index: number): TenantTx =>
  index === 0 ? { ...tx, newId: (prefix) => (prefix === "patient" ? DEMONSTRATION.patientId : tx.newId(prefix)) } : tx;

const recordInOrder = async (deps: Deps, readings: readonly Recordable[]): Promise<void> => {
  const ordered = readings.toSorted((one, other) => (one.input.recordedAt < other.input.recordedAt ? -1 : 1));
  const outcomes = await deps.recorder.recordMany(DEMONSTRATION.organizationId, ordered);
  const failed = outcomes.find((outcome) => outcome.kind === "rejected" || outcome.kind === "failed");
  if (failed) throw new Error(`the demonstration's readings were refused: ${failed.kind === "rejected" ? failed.problem.code : "failed"}`);
};

