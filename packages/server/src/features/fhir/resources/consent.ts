import type { Consent } from "fhir/r4.js";
import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { enrollmentForms, enrollmentsByIds, getEnrollment, setConsent, type EnrollmentRow } from "../../enrollments/enrollments.service.js";
import { toFhirId, toRowId } from "../fhir-ids.js";
import type { Resource, Version, WritableSource } from "../model.js";
import { localReference, patientRows } from "../references.js";
import { fhirIdsOfRows, sentOfRows } from "../store/sent.js";
import { aside, isAside, keepWritten, rowOf } from "./keep-written.js";
import { rowIdOf, rowSource, type RowType } from "./row-source.js";
import { HL7, LOINC } from "./systems.js";

type Given = NonNullable<EnrollmentRow["consent"]>;

const consentOf = ({ date, revokedAt, wordingVersion }: Given, { enrollmentId, patient, organizationId }: Record<"enrollmentId" | "patient" | "organizationId", string>): Consent => ({
  resourceType: "Consent",
  status: revokedAt ? "inactive" : "active",
  scope: { coding: [{ system: `${HL7}/consentscope`, code: "treatment" }] },
  category: [{ coding: [{ system: LOINC, code: "59284-0", display: "Consent Document" }] }],
  patient: { reference: `Patient/${patient}` },
  dateTime: date,
  organization: [{ reference: `Organization/${toFhirId(organizationId)}` }],
  ...(wordingVersion && { sourceAttachment: { title: wordingVersion } }),
  policyRule: { coding: [{ system: `${HL7}/v3-ActCode`, code: "OPTIN" }] },
  provision: { type: "permit", data: [{ meaning: "related", reference: { reference: `EpisodeOfCare/${toFhirId(enrollmentId)}` } }] },
});

const ELEMENT = "consent";

/** Consents to programs: an enrollment holds one. What FHIR has of others stands by itself. */
export const consents: RowType<EnrollmentRow> = {
  type: "Consent",
  forms: enrollmentForms,
  elements: { of: ({ consent }) => (consent ? [ELEMENT] : []), keys: sql`select ${ELEMENT}::text where t.consent is not null` },
  patientIds: ({ patient_id }) => [patient_id],
  outlives: ({ sent, base }, key) => sent.patient !== undefined && (base.patient === undefined || isAside(key)),

  maker: async (tx, forms) => {
    const patients = await fhirIdsOfRows(tx, "Patient", [...new Set(forms.map(({ patient_id }) => patient_id))]);
    return ({ id, consent, patient_id }) => {
      if (!consent) throw new Error("a consent is not there");
      return consentOf(consent, { enrollmentId: id, patient: patients.get(patient_id) ?? patient_id, organizationId: tx.organizationId });
    };
  },
};

const asConsent = (resource: Resource): Consent => resource as unknown as Consent;

const episodeOf = ({ provision }: Consent): string | undefined =>
  provision?.data?.map(({ reference }) => localReference(reference.reference ?? "")).find((found) => found?.type === "EpisodeOfCare")?.id;

const isToTreatment = ({ scope }: Consent): boolean => scope?.coding?.some(({ code }) => code === "treatment") ?? false;

const DAY = /^\d{4}-\d{2}-\d{2}/;
const STATUSES = ["active", "inactive", "entered-in-error"];

const notFound = (pointer: string, message: string): never =>
  fail("reference_not_found", { detail: message, errors: [{ pointer, code: "not-found", message }] });

const enrollmentOf = async (tx: TenantTx, consent: Consent): Promise<EnrollmentRow> => {
  const id = toRowId(episodeOf(consent) ?? "");
  const enrollment = (await enrollmentsByIds(tx, [id])).get(id) ?? notFound("Consent.provision.data.reference", "No enrollment of this organization has this id.");
  const named = localReference(consent.patient?.reference ?? "");
  const patientId = named && (await patientRows(tx, [named.id])).get(named.id);
  if (named && patientId === undefined) notFound("Consent.patient", "No patient of this organization has this id.");
  if (named && patientId !== enrollment.patientId) fail("enrollment_mismatch");
  return getEnrollment(tx, id);
};

/** What was recorded over REST of how the consent was given stays. */
const givenBy = (consent: Consent, before: Given | null, now: Date): Given => ({
  ...before,
  date: consent.dateTime?.slice(0, 10) ?? "",
  revokedAt: consent.status === "inactive" ? (before?.revokedAt ?? now.toISOString()) : null,
});

/** Another consent to the same enrollment, which was in its place, stands by itself from now on. */
const makeRoom = async (tx: TenantTx, key: string, id: string | undefined): Promise<void> => {
  const holder = (await sentOfRows(tx, "Consent", [key])).get(key);
  if (!holder || holder.id === id) return;
  await keepWritten(tx, consents, { key: aside(tx, key), id: holder.id, resource: holder.sent, alone: true });
};

const write = async (tx: TenantTx, resource: Resource, id: string | undefined): Promise<Version> => {
  const consent = asConsent(resource);
  const enrollment = await enrollmentOf(tx, consent);
  const alone = consent.status === "entered-in-error";
  const key = `${enrollment.id}.${ELEMENT}`;
  await setConsent(tx, enrollment.id, alone ? null : givenBy(consent, enrollment.consent, tx.now));
  await makeRoom(tx, key, id);
  return keepWritten(tx, consents, { key, id: id ?? toFhirId(key), resource, alone });
};

const source = rowSource(consents);

/** Consents to treatment in a program. */
export const consentSource: WritableSource = {
  ...source,
  takes: (resource) => {
    const consent = asConsent(resource);
    return isToTreatment(consent) && episodeOf(consent) !== undefined && DAY.test(consent.dateTime ?? "") && STATUSES.includes(consent.status);
  },

  create: async (tx, resource, id) => ({ kind: "created", version: await write(tx, resource, id) }),

  update: async (tx, resource, current) => ({ kind: current.resource ? "updated" : "created", version: await write(tx, resource, current.id) }),

  remove: async (tx, { id, rowId }) => {
    const key = rowOf(rowId);
    const { consent } = await getEnrollment(tx, rowIdOf(key));
    await setConsent(tx, rowIdOf(key), isAside(key) ? consent : null);
    await keepWritten(tx, consents, { key, id, resource: { resourceType: "Consent" }, alone: true });
    const [gone] = await source.load(tx, [id]);
    if (!gone) throw new Error("a deleted consent is not there");
    return gone;
  },
};
