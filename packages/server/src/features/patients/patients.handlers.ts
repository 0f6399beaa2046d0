import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentPatient } from "./patients.present.js";
import { createPatient, deactivatePatient, findPatients, getPatient, replacePatient, updatePatient } from "./patients.service.js";

type PatientHandlers = Pick<Handlers,
  "listPatients" | "createPatient" | "searchPatients" | "getPatient" | "replacePatient" | "updatePatient" | "deletePatient">;

export const patientHandlers: PatientHandlers = {
  listPatients: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await findPatients(tx, query), (row) => presentPatient(tx, row)) })),

  searchPatients: ({ body }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await findPatients(tx, body), (row) => presentPatient(tx, row)) })),

  createPatient: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const patient = presentPatient(tx, await createPatient(tx, body));
      return { status: 201, body: patient, headers: { Location: `/api/patients/${patient.id}` } };
    }),

  getPatient: ({ path }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentPatient(tx, await getPatient(tx, path.id)) })),

  replacePatient: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentPatient(tx, await replacePatient(tx, path.id, body, ifMatch)) })),

  updatePatient: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentPatient(tx, await updatePatient(tx, path.id, body, ifMatch)) })),

  deletePatient: ({ path, ifMatch }, scope) =>
    scope.withTenant(async (tx) => {
      await deactivatePatient(tx, path.id, ifMatch);
      return { status: 204, body: undefined };
    }),
};
