import { withHeldSnapshot } from "../../db/held-snapshot.js";
import type { Handlers } from "../../http/contract.js";
import { presentPatient } from "../patients/patients.present.js";
import { getPatient } from "../patients/patients.service.js";
import { mergePatients } from "./merge.service.js";
import { recordOf, toNdjson } from "./patient-record.service.js";

export const patientRecordHandlers: Pick<Handlers, "exportPatientRecord" | "mergePatient"> = {
  exportPatientRecord: ({ path }, scope) =>
    withHeldSnapshot(scope.withSnapshot, async ({ tx, stream }) => {
      const patient = await getPatient(tx, path.id);
      return {
        status: 200,
        headers: {
          "Content-Type": "application/x-ndjson; charset=utf-8",
          "Content-Disposition": `attachment; filename="record-${patient.id}.ndjson"`,
          "Cache-Control": "no-store, no-transform",
        },
        body: stream(toNdjson(recordOf(tx, patient))),
      };
    }),

  mergePatient: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => {
      const patient = presentPatient(tx, await mergePatients(tx, path.id, body.duplicateId));
      scope.trail.concern([path.id, body.duplicateId]);
      return { status: 200, body: patient };
    }),
};
