import type { Call } from "../call.js";
import type { Core } from "../core.js";
import { createMany } from "../create-many.js";
import type { BulkReport, CreateManyOptions, ObservationRow } from "../create-many.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createObservations(core: Core) {
  return {
    list: (query?: QueryOf<"listObservations">, options?: CallOptions): PagedOf<"listObservations"> =>
      core.list("listObservations", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getObservation">> =>
      core.call("getObservation", { path: { id } }, options),
    /** The same reading again answers with the first one; with another value it is a ConflictError with `existingId`. */
    create: (body: BodyOf<"recordObservation">, options?: CallOptions): Call<AnswerOf<"recordObservation">> =>
      core.call("recordObservation", { body }, options),
    /** Any number of readings, in chunks; a bad one is rejected alone. */
    createMany: (
      rows: Iterable<ObservationRow> | AsyncIterable<ObservationRow>, options?: CreateManyOptions,
    ): Promise<BulkReport> => createMany(core, rows, options),
    forPatient: (
      patientId: string, query?: QueryOf<"listPatientObservations">, options?: CallOptions,
    ): PagedOf<"listPatientObservations"> => core.list("listPatientObservations", { path: { patientId }, query }, options),
    trends: (
      patientId: string, query: QueryOf<"getPatientTrends">, options?: CallOptions,
    ): Call<AnswerOf<"getPatientTrends">> => core.call("getPatientTrends", { path: { patientId }, query }, options),
    void: (id: string, body: BodyOf<"voidObservation"> = {}, options?: CallOptions): Call<AnswerOf<"voidObservation">> =>
      core.call("voidObservation", { path: { id }, body }, options),
  };
}
