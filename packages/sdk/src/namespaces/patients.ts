import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { Download } from "../download.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

type Id = string;

export function createPatients(core: Core) {
  return {
    list: (query?: QueryOf<"listPatients">, options?: CallOptions): PagedOf<"listPatients"> =>
      core.list("listPatients", { query }, options),
    /** The list with its filters in the body, for those who keep names out of URLs. */
    search: (body: BodyOf<"searchPatients">, options?: CallOptions): PagedOf<"searchPatients"> =>
      core.list("searchPatients", { body }, options),
    get: (id: Id, options?: CallOptions): Call<AnswerOf<"getPatient">> => core.call("getPatient", { path: { id } }, options),
    create: (body: BodyOf<"createPatient">, options?: CallOptions): Call<AnswerOf<"createPatient">> =>
      core.call("createPatient", { body }, options),
    replace: (id: Id, body: BodyOf<"replacePatient">, options?: CallOptions): Call<AnswerOf<"replacePatient">> =>
      core.update("replacePatient", { path: { id }, body }, options),
    update: (id: Id, body: BodyOf<"updatePatient">, options?: CallOptions): Call<AnswerOf<"updatePatient">> =>
      core.update("updatePatient", { path: { id }, body }, options),
    /** Makes the patient INACTIVE; open enrollments must be ended first. */
    deactivate: (id: Id, options?: CallOptions): Call<AnswerOf<"deletePatient">> =>
      core.call("deletePatient", { path: { id } }, options),
    /** Moves all that the duplicate has to the patient; the duplicate is INACTIVE then, with `mergedInto`. */
    merge: (id: Id, body: BodyOf<"mergePatient">, options?: CallOptions): Call<AnswerOf<"mergePatient">> =>
      core.call("mergePatient", { path: { id }, body }, options),
    /** Everything kept about the patient: `lines()` gives one `{ type, data }` each. */
    record: (id: Id, options?: CallOptions): Download => core.download("exportPatientRecord", { path: { id } }, options),
    /** Who saw or changed the patient. */
    accessReport: (id: Id, query?: QueryOf<"getAccessReport">, options?: CallOptions): PagedOf<"getAccessReport"> =>
      core.list("getAccessReport", { path: { id }, query }, options),
    observations: (
      patientId: Id, query?: QueryOf<"listPatientObservations">, options?: CallOptions,
    ): PagedOf<"listPatientObservations"> => core.list("listPatientObservations", { path: { patientId }, query }, options),
    alerts: (patientId: Id, query?: QueryOf<"listAlerts">, options?: CallOptions): PagedOf<"listAlerts"> =>
      core.list("listAlerts", { query: { ...query, patientId } }, options),
    enrollments: (patientId: Id, query?: QueryOf<"listEnrollments">, options?: CallOptions): PagedOf<"listEnrollments"> =>
      core.list("listEnrollments", { query: { ...query, patientId } }, options),
  };
}
