import type { components } from "@vitaledge/contract/schema";
import { fail } from "../../http/problem.js";
import { isTimeZone } from "../../platform/civil.js";
import { expectDiagnoses, normalizeDiagnoses } from "../patients/patients.policy.js";
import type { Pause } from "./enrollment-dates.js";
import type { StatusAndDates } from "./enrollment-status.js";
import type { EnrollmentColumns, EnrollmentRow } from "./enrollments.sql.js";

type Schemas = components["schemas"];
export type EnrollmentInput = Schemas["EnrollmentInput"];
export type EnrollmentPatch = Schemas["EnrollmentPatch"];

const OFFICE = "11";

export const pausesOf = (pauses: readonly Schemas["Pause"][]): Pause[] => pauses.map(({ from, to }) => ({ from, to: to ?? null }));

export const expectTimezone = (timezone: string | null | undefined): void => {
  if (timezone && !isTimeZone(timezone)) fail("invalid_timezone", { detail: "Use a name of the IANA database, such as America/New_York." });
};

/** In the order of rank, each code in its printed form. */
const diagnosesOf = (given: readonly Schemas["Diagnosis"][]): Schemas["Diagnosis"][] => {
  expectDiagnoses(given);
  return normalizeDiagnoses(given).toSorted((a, b) => a.rank - b.rank);
};

const consentOf = (consent: Schemas["Consent"] | null | undefined): Schemas["Consent"] | null => {
  if (!consent) return null;
  const { revokedAt, ...given } = consent;
  return { ...given, ...(revokedAt && { revokedAt: new Date(revokedAt).toISOString() }) };
};

type Decided = Omit<StatusAndDates, "pauses"> & { pauses: readonly Pause[]; timezone: string };

/** A whole row of what was given, of what follows from it, and of the defaults; the warnings come later. */
export const columnsOf = (given: EnrollmentInput, decided: Decided): EnrollmentColumns => ({
  status: decided.status,
  start_date: decided.startDate,
  end_date: decided.endDate,
  end_reason: decided.endReason,
  pauses: [...decided.pauses],
  timezone: decided.timezone,
  consent: consentOf(given.consent),
  device_setup_date: given.deviceSetupDate ?? null,
  ordering_practitioner_id: given.orderingPractitionerId ?? null,
  rendering_practitioner_id: given.renderingPractitionerId ?? null,
  supervising_practitioner_id: given.supervisingPractitionerId ?? null,
  diagnoses: diagnosesOf(given.diagnoses ?? []),
  place_of_service: given.placeOfService ?? OFFICE,
  modifiers: given.modifiers ?? [],
  metric_definition_ids: [...new Set(given.metricDefinitionIds ?? [])],
  billing_facts: given.billingFacts ?? {},
  warnings: [],
});

/** The row as it might have been sent, for a patch to be merged into and for changes to be told by. */
export const inputOf = (row: EnrollmentColumns) => ({
  status: row.status,
  startDate: row.start_date,
  endDate: row.end_date,
  endReason: row.end_reason as Schemas["EndReason"] | null,
  pauses: row.pauses,
  timezone: row.timezone,
  consent: row.consent,
  deviceSetupDate: row.device_setup_date,
  orderingPractitionerId: row.ordering_practitioner_id,
  renderingPractitionerId: row.rendering_practitioner_id,
  supervisingPractitionerId: row.supervising_practitioner_id,
  diagnoses: row.diagnoses,
  placeOfService: row.place_of_service,
  modifiers: row.modifiers,
  metricDefinitionIds: row.metric_definition_ids,
  billingFacts: row.billing_facts,
});

export const statusAndDatesOf = (row: EnrollmentRow): StatusAndDates => ({
  status: row.status,
  startDate: row.start_date,
  endDate: row.end_date,
  endReason: row.end_reason,
  pauses: row.pauses,
});

// jsonb sorts the members of an object; equal content has to compare equal whatever their order.
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, canonical(inner)]));
};

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
