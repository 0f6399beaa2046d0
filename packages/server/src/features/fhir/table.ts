import type { Permission } from "@vitaledge/contract";

/**
 * `mapped`: of the platform's rows, written from both sides. `kept`: as sent, counted by nobody. `made`: by the platform, read-only.
 * `mixed`: kept as sent, and some made by the platform beside them. `defined`: what the server declares of itself.
 */
export type TypeClass = "mapped" | "kept" | "mixed" | "made" | "defined" | "subscription";

export type FhirType = {
  readonly type: string;
  readonly class: TypeClass;
  readonly read: Permission;
  readonly write?: Permission;
  readonly remove?: Permission;
};

const kept = (type: string, read: Permission = "patients:read"): FhirType => ({ type, class: "kept", read, write: "patients:write" });
const mixed = (type: string, read: Permission): FhirType => ({ type, class: "mixed", read, write: "patients:write" });
const made = (type: string, read: Permission): FhirType => ({ type, class: "made", read });

/** Every type there is: what is routed, searched, declared in the CapabilityStatement and named in the contract comes from here. */
export const FHIR_TYPES: readonly FhirType[] = [
  { type: "Patient", class: "mapped", read: "patients:read", write: "patients:write" },
  { type: "Observation", class: "mapped", read: "observations:read", write: "observations:write", remove: "observations:void" },
  { type: "Device", class: "mapped", read: "devices:read", write: "devices:write" },
  { type: "Condition", class: "mapped", read: "patients:read", write: "patients:write" },
  { type: "Consent", class: "mapped", read: "enrollments:read", write: "enrollments:write" },
  kept("Encounter"), kept("Procedure"), kept("DiagnosticReport"), kept("Immunization"), kept("MedicationRequest"), kept("CareTeam"),
  kept("Goal"), kept("ExplanationOfBenefit"),
  mixed("CarePlan", "patients:read"), mixed("Practitioner", "practitioners:read"), mixed("Organization", "organization:read"),
  mixed("Claim", "billing:read"), mixed("Coverage", "patients:read"), mixed("Provenance", "patients:read"),
  made("DetectedIssue", "alerts:read"), made("Task", "alerts:read"), made("EpisodeOfCare", "enrollments:read"),
  made("ChargeItem", "billing:read"), made("AuditEvent", "audit:read"), made("Group", "enrollments:read"),
  { type: "Subscription", class: "subscription", read: "webhooks:write", write: "webhooks:write" },
  { type: "SearchParameter", class: "defined", read: "metric-definitions:read" },
  { type: "ValueSet", class: "defined", read: "metric-definitions:read" },
  { type: "CodeSystem", class: "defined", read: "metric-definitions:read" },
];

export const fhirType = (name: string): FhirType | undefined => FHIR_TYPES.find(({ type }) => type === name);
