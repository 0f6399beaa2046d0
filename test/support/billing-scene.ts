import type { Actor } from "./actors.js";
import type { Answer } from "./call.js";

/** An organization that a claim lacks nothing of. */
export const COMPLETE_ORGANIZATION = {
  name: "Example Clinic", legalName: "Example Clinic LLC", timezone: "America/New_York", npi: "1245319599", taxId: "12-3456789", taxIdType: "EIN",
  address: { line1: "1 Main Street", city: "Albany", state: "NY", postalCode: "12207", country: "US" },
};

/** A patient whom a claim lacks nothing of. */
export const COMPLETE_PATIENT = {
  firstName: "Maria", lastName: "Example", birthDate: "1950-04-12", sex: "FEMALE",
  address: { line1: "2 Main Street", city: "Albany", state: "NY", postalCode: "12207", country: "US" },
  coverages: [{ order: 1, payerName: "Medicare", payerId: "MEDICARE", memberId: "1EG4TE5MK73", filingCode: "MB", relationship: "SELF" }],
};

/** The answer's body; anything but success ends the test with what was answered. */
export const must = async (answer: Promise<Answer>): Promise<Answer["body"]> => {
  const { status, text, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${text}`);
  return body;
};

export const createPatient = async (actor: Actor, more: Record<string, unknown> = {}): Promise<string> =>
  (await must(actor.call("POST", "/api/patients", { ...COMPLETE_PATIENT, ...more }))).id;

/** The practitioner of an NPI, made where the organization has none. */
export const practitionerOf = async (actor: Actor, npi: string): Promise<string> => {
  const { data } = await must(actor.call("GET", `/api/practitioners?npi=${npi}`));
  return data[0]?.id ?? (await must(actor.call("POST", "/api/practitioners", { firstName: "Sam", lastName: "Example", npi }))).id;
};

/** An RPM enrollment since 1 January 2026 that lacks nothing. */
export const completeEnrollment = async (actor: Actor, patientId: string) => {
  const practitionerId = await practitionerOf(actor, "1234567893");
  return {
    patientId, program: "RPM", startDate: "2026-01-01", consent: { date: "2026-01-01" }, deviceSetupDate: "2026-01-01",
    orderingPractitionerId: practitionerId, renderingPractitionerId: practitionerId, diagnoses: [{ code: "I10", rank: 1 }],
  };
};

/** A reading at noon in New York. */
export const readingOn = (patientId: string, date: string, more: Record<string, unknown> = {}) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg", source: "DEVICE", recordedAt: `${date}T12:00:00-05:00`, ...more,
});

/** Every item has to be stored. */
export const sendReadings = async (actor: Actor, observations: readonly object[]): Promise<void> => {
  if (!observations.length) return;
  const body = await must(actor.call("POST", "/api/observations/bulk", { observations }));
  if (body.created !== observations.length) throw new Error(`not all readings were stored: ${JSON.stringify(body).slice(0, 500)}`);
};
