import type { Patient } from "fhir/r4.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { localDateOf } from "../../../platform/civil.js";
import { timezoneOf } from "../../organizations/organizations.service.js";
import {
  erasePatient, fieldsOf, isMrnFree, patientForms, registerPatient, rewritePatient, type PatientFields, type PatientRow,
} from "../../patients/patients.service.js";
import { toFhirId } from "../fhir-ids.js";
import { isResource, plainOf } from "../fhir-json.js";
import type { Resource, Version, WritableSource } from "../model.js";
import { fhirIdsOfRows } from "../store/sent.js";
import { keepWritten, rowOf } from "./keep-written.js";
import { chosenMrn, fieldsOfPatient } from "./patient-fields.js";
import { patientResource, rowIdentifier } from "./patient-resource.js";
import { rowSource, type RowType } from "./row-source.js";
import { mrnSystem, ROW_ID } from "./systems.js";

export const patients: RowType<PatientRow> = {
  type: "Patient",
  forms: patientForms,
  patientIds: ({ id }) => [id],

  maker: async (tx, forms) => {
    const others = await fhirIdsOfRows(tx, "Patient", forms.flatMap(({ merged_into }) => merged_into ?? []));
    return (form, _key, kept) => patientResource({
      fields: fieldsOf(tx, form),
      rowId: form.id,
      organizationId: tx.organizationId,
      mergedInto: form.merged_into === null ? undefined : others.get(form.merged_into),
      sent: kept && asPatient(kept.sent),
    });
  },

  // Who came by an id of FHIR's is found by the id of REST as well.
  finish: (resource, { id }) => {
    const { identifier = [] } = asPatient(resource);
    if (resource.id === toFhirId(id) || identifier.some(({ system }) => system === ROW_ID)) return resource;
    return { ...resource, identifier: [...identifier, rowIdentifier(id)] };
  },
};

const asPatient = (resource: Resource): Patient => resource as unknown as Patient;

type Written = { resource: Resource; rowId: string | undefined; fhirId: string | undefined };

/** A number of another maker than the organization that another patient has here already stays an identifier alone. */
const fieldsFor = async (tx: TenantTx, { resource, rowId, fhirId }: Written): Promise<Partial<PatientFields>> => {
  const patient = plainOf(asPatient(resource));
  const fields = fieldsOfPatient(patient, { organizationId: tx.organizationId, today: localDateOf(tx.now, await timezoneOf(tx)), fhirId });
  const isForeign = chosenMrn(patient.identifier, tx.organizationId)?.system !== mrnSystem(tx.organizationId);
  return fields.mrn && isForeign && !(await isMrnFree(tx, fields.mrn, rowId)) ? { ...fields, mrn: null } : fields;
};

const remove = async (tx: TenantTx, { id, rowId }: Version): Promise<Version> => {
  await erasePatient(tx, rowOf(rowId));
  const [gone] = await source.load(tx, [id]);
  if (!gone) throw new Error("a deleted patient is not there");
  return gone;
};

const source = rowSource(patients);

/** The patients of the organization, whichever side wrote them. */
export const patientSource: WritableSource = {
  ...source,
  takes: isResource,

  create: async (tx, resource, id) => {
    const { id: rowId } = await registerPatient(tx, await fieldsFor(tx, { resource, rowId: undefined, fhirId: id }));
    return { kind: "created", version: await keepWritten(tx, patients, { key: rowId, id: id ?? toFhirId(rowId), resource }) };
  },

  update: async (tx, resource, { id, rowId, resource: before }) => {
    const fhirId = id === toFhirId(rowOf(rowId)) ? undefined : id;
    await rewritePatient(tx, rowOf(rowId), await fieldsFor(tx, { resource, rowId: rowOf(rowId), fhirId }));
    return { kind: before ? "updated" : "created", version: await keepWritten(tx, patients, { key: rowOf(rowId), id, resource }) };
  },

  remove,
};
