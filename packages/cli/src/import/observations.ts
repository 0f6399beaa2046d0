import type { BulkReport, ObservationRow, VitalEdge } from "@vitaledge/sdk";
import type { Importing } from "./importing.js";
import type { Names } from "./names.js";
import { readTable } from "./rows.js";
import type { Rejection, Table } from "./rows.js";

const TABLE: Table = {
  required: ["metricDefinitionId", "value", "unit", "source", "recordedAt"],
  named: ["patientId", "mrn", "deviceId"],
  optional: ["externalId", "note"],
  // What is no number stays as it is, for the server to refuse.
  toBody: ({ value = "", ...cells }) => ({ ...cells, ...(value !== "" && { value: Number.isFinite(Number(value)) ? Number(value) : value }) }),
};

const CHUNK = 500;

/** The same reading again answers with the first one, so a request may go twice whatever became of it; under its key it is also counted as it was. */
export function importingObservations({ observations }: VitalEdge, names: Names, signal: AbortSignal): Importing {
  return {
    what: "observations", rows: readTable(TABLE), chunk: CHUNK, concurrency: 2,
    prepare: (row) => names.putPatient(row),
    async send(rows, idempotencyKey) {
      const { results, ...counts } = await observations.createMany(rows.map(({ body }) => body as ObservationRow), { chunk: CHUNK, concurrency: 1, idempotencyKey, signal });
      const rejects = results.flatMap(({ index, status, problem }) => {
        const row = rows[index];
        return status === "rejected" && row !== undefined ? [{ line: row.line, problem: toRejection(problem), row: row.body }] : [];
      });
      return { counts, rejects };
    },
  };
}

function toRejection(problem: BulkReport["results"][number]["problem"]): Rejection {
  const { code = "internal_error", detail = "", errors, existingId } = problem ?? {};
  return { code, detail, ...(errors !== undefined && { errors }), ...(existingId !== undefined && { existingId }) };
}
