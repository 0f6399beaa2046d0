import { ConflictError } from "@vitaledge/sdk";
import type { BodyOf, QueryOf, VitalEdge } from "@vitaledge/sdk";
import { CREATED, KNOWN, NOTHING, rejected, toRejection } from "./importing.js";
import type { Importing } from "./importing.js";
import type { Sent } from "./journal.js";
import type { Names } from "./names.js";
import { readTable } from "./rows.js";
import type { Row, Table } from "./rows.js";

type Enrollment = BodyOf<"createEnrollment">;
type Filter = QueryOf<"listEnrollments">;

const TABLE: Table = {
  required: ["program", "startDate"],
  named: ["patientId", "mrn"],
  optional: ["consentMethod", "consentDate", "deviceSetupDate", "orderingNpi", "diagnoses"],
  toBody({ program, consentMethod, consentDate, diagnoses, ...cells }) {
    const consent = { ...(consentMethod !== undefined && { method: consentMethod.toUpperCase() }), ...(consentDate !== undefined && { date: consentDate }) };
    return {
      ...cells,
      ...(program !== undefined && { program: program.toUpperCase() }),
      ...(Object.keys(consent).length > 0 && { consent }),
      ...(diagnoses !== undefined && { diagnoses: diagnoses.split(/\s+/).map((code, at) => ({ code: code.toUpperCase(), rank: at + 1 })) }),
    };
  },
};

/** Who is enrolled in the program from the row's day on, ended or not, is so by the row. */
export function importingEnrollments({ enrollments }: VitalEdge, names: Names, signal: AbortSignal): Importing {
  const isKnown = async ({ patientId, program, startDate }: Enrollment): Promise<boolean> => {
    const query = { patientId, program, limit: 200 } as Filter;
    for await (const found of enrollments.list(query, { signal })) if (found.startDate === startDate) return true;
    return false;
  };
  const sendOne = async (row: Row, key: string): Promise<Sent> => {
    const body = row.body as Enrollment;
    try {
      if (await isKnown(body)) return KNOWN;
      await enrollments.create(body, { signal, idempotencyKey: key });
      return CREATED;
    } catch (error) {
      if (error instanceof ConflictError && error.code === "already_enrolled" && (await isKnown(body))) return KNOWN;
      return rejected(row, toRejection(error));
    }
  };
  return {
    what: "enrollments", rows: readTable(TABLE), chunk: 1, concurrency: 8,
    identify: ({ body }) => [String(body["patientId"] ?? body["mrn"])],
    prepare: async (row) => names.putPractitioner(await names.putPatient(row)),
    send: ([row], key) => (row === undefined ? Promise.resolve(NOTHING) : sendOne(row, key)),
  };
}
