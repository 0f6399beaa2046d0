import type { Condition } from "fhir/r4.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { normalizeIcd10Cm } from "../../patients/icd10.js";
import { fieldsOf, getPatient, patientForms, rewritePatient, type PatientRow } from "../../patients/patients.service.js";
import { toFhirId } from "../fhir-ids.js";
import type { Resource, Version, WritableSource } from "../model.js";
import { localReference, patientRows } from "../references.js";
import { fhirIdsOfRows, moveSent, sentOfRows, type Sent } from "../store/sent.js";
import { aside, asideId, isAside, keepWritten, mainKey, rowOf } from "./keep-written.js";
import { rowIdOf, rowSource, type RowType } from "./row-source.js";
import { HL7, ICD10CM, usCore } from "./systems.js";
import { sql } from "../../../db/sql.js";

const status = (system: string, code: string) => ({ coding: [{ system: `${HL7}/${system}`, code }] });

type Diagnosis = PatientRow["diagnoses"][number];

const conditionOf = ({ code, description }: Diagnosis, patient: string): Condition => ({
  resourceType: "Condition",
  meta: { profile: [usCore("condition-problems-health-concerns")] },
  clinicalStatus: status("condition-clinical", "active"),
  verificationStatus: status("condition-ver-status", "confirmed"),
  category: [status("condition-category", "problem-list-item")],
  code: { coding: [{ system: ICD10CM, code, ...(description && { display: description }) }], ...(description && { text: description }) },
  subject: { reference: `Patient/${patient}` },
});

/** The diagnoses of patients: each has one code once. What FHIR says of a code besides stands by itself. */
export const conditions: RowType<PatientRow> = {
  type: "Condition",
  forms: patientForms,
  elements: { of: ({ diagnoses }) => diagnoses.map(({ code }) => code), keys: sql`select d ->> 'code' from jsonb_array_elements(t.diagnoses) d` },
  patientIds: ({ id }) => [id],
  outlives: ({ sent, base }, key) => sent.subject !== undefined && (base.subject === undefined || isAside(key)),

  maker: async (tx, forms) => {
    const patients = await fhirIdsOfRows(tx, "Patient", [...new Set(forms.map(({ id }) => id))]);
    return (form, key) => {
      const diagnosis = form.diagnoses.find(({ code }) => `${form.id}.${code}` === key);
      if (!diagnosis) throw new Error("a diagnosis is not there");
      return conditionOf(diagnosis, patients.get(form.id) ?? form.id);
    };
  },
};

const asCondition = (resource: Resource): Condition => resource as unknown as Condition;

const codingOf = ({ code }: Condition) => code?.coding?.find(({ system, code: given }) => system === ICD10CM && given && normalizeIcd10Cm(given));

const subjectOf = ({ subject }: Condition): string | undefined => {
  const found = localReference(subject?.reference ?? "");
  return found?.type === "Patient" ? found.id : undefined;
};

const codes = (concept: Condition["clinicalStatus"]): string[] => (concept?.coding ?? []).flatMap(({ code }) => code ?? []);

/** Whether the patient has it now: what is over, refuted or an error is no diagnosis that alerts and claims may count. */
const isCurrent = ({ clinicalStatus, verificationStatus }: Condition): boolean =>
  !codes(clinicalStatus).some((code) => ["inactive", "remission", "resolved"].includes(code)) &&
  !codes(verificationStatus).some((code) => ["refuted", "entered-in-error"].includes(code));

const MOST_DIAGNOSES = 50;
const LONGEST = 200;

const diagnose = (diagnoses: readonly Diagnosis[], code: string, text: string | undefined): Diagnosis[] => {
  const known = diagnoses.find((one) => one.code === code);
  const description = text && text.length <= LONGEST ? text : null;
  if (known) return diagnoses.map((one) => (one === known ? { ...one, description: description ?? one.description ?? null } : one));
  const rank = Math.min(50, Math.max(0, ...diagnoses.map((one) => one.rank)) + 1);
  return [...diagnoses, { code, rank, description }];
};

type Target = { patientId: string; code: string; text: string | undefined };

const targetOf = async (tx: TenantTx, condition: Condition): Promise<Target> => {
  const coding = codingOf(condition);
  const fhirId = subjectOf(condition) ?? "";
  const patientId = (await patientRows(tx, [fhirId])).get(fhirId);
  if (patientId === undefined || !coding?.code) {
    const message = "No patient of this organization has this id.";
    return fail("reference_not_found", { detail: message, errors: [{ pointer: "Condition.subject", code: "not-found", message }] });
  }
  return { patientId, code: normalizeIcd10Cm(coding.code) ?? coding.code, text: coding.display ?? condition.code?.text };
};

/** The key of what is to be written. Of two of one code, the one that the patient has now is the diagnosis. */
const placeFor = async (tx: TenantTx, { patientId, code }: Target, id: string | undefined, isListed: boolean): Promise<string> => {
  const key = `${patientId}.${code}`;
  const holder: Sent | undefined = (await sentOfRows(tx, "Condition", [key])).get(key);
  if (!holder || holder.id === id) return key;
  const beside = aside(tx, key);
  if (isListed && conditions.outlives?.(holder, key) === false) return beside;
  await moveSent(tx, "Condition", holder.id, beside);
  return key;
};

const write = async (tx: TenantTx, resource: Resource, id: string | undefined): Promise<{ isNew: boolean; version: Version }> => {
  const condition = asCondition(resource);
  const target = await targetOf(tx, condition);
  const { diagnoses } = fieldsOf(tx, await getPatient(tx, target.patientId));
  const isListed = diagnoses.some(({ code }) => code === target.code);
  const key = await placeFor(tx, target, id, isListed);
  const isElement = !isAside(key) && isCurrent(condition) && (isListed || diagnoses.length < MOST_DIAGNOSES);
  const others = isAside(key) ? diagnoses : diagnoses.filter(({ code }) => code !== target.code);
  await rewritePatient(tx, target.patientId, { diagnoses: isElement ? diagnose(diagnoses, target.code, target.text) : others });
  const given = id ?? toFhirId(asideId(key) ?? key);
  return { isNew: !isListed || !isElement, version: await keepWritten(tx, conditions, { key, id: given, resource, alone: !isElement }) };
};

/** Takes it out of the patient's diagnoses, and what stood by itself from beside them. */
const takeOut = async (tx: TenantTx, { id, rowId }: Version): Promise<void> => {
  const key = rowOf(rowId);
  const patientId = rowIdOf(key);
  const { diagnoses } = fieldsOf(tx, await getPatient(tx, patientId));
  await rewritePatient(tx, patientId, { diagnoses: diagnoses.filter(({ code }) => `${patientId}.${code}` !== key) });
  const kept = (await sentOfRows(tx, "Condition", [key])).get(key);
  if (kept) await keepWritten(tx, conditions, { key, id, resource: { resourceType: "Condition" }, alone: true });
};

const source = rowSource(conditions);

/** Conditions with a code of ICD-10-CM, of a patient of ours. */
export const conditionSource: WritableSource = {
  ...source,
  takes: (resource) => codingOf(asCondition(resource)) !== undefined && subjectOf(asCondition(resource)) !== undefined,

  create: async (tx, resource, id) => {
    const { isNew, version } = await write(tx, resource, id);
    return { kind: isNew || id !== undefined ? "created" : "updated", version };
  },

  update: async (tx, resource, current) => {
    const { patientId, code } = await targetOf(tx, asCondition(resource));
    if (mainKey(rowOf(current.rowId)) !== `${patientId}.${code}`) await takeOut(tx, current);
    return { kind: current.resource ? "updated" : "created", version: (await write(tx, resource, current.id)).version };
  },

  remove: async (tx, current) => {
    await takeOut(tx, current);
    const [gone] = await source.load(tx, [current.id]);
    if (!gone) throw new Error("a deleted condition is not there");
    return gone;
  },
};
