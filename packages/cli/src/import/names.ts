import type { VitalEdge } from "@vitaledge/sdk";
import type { Row } from "./rows.js";

/** Files come sorted by patient or by day, so what was asked lately is asked again. */
const KEPT = 5_000;

/** Finds what a file does not name by its id, each once as long as it is remembered. */
export class Names {
  readonly #findPatient: (mrn: string) => Promise<string | undefined>;
  readonly #findPractitioner: (npi: string) => Promise<string | undefined>;

  constructor({ patients, practitioners }: VitalEdge, signal: AbortSignal) {
    this.#findPatient = remember(async (mrn) => (await patients.search({ mrn, limit: 1 }, { signal }).first())?.id);
    this.#findPractitioner = remember(async (npi) => (await practitioners.list({ npi, limit: 1 }, { signal }).first())?.id);
  }

  /** `mrn` becomes `patientId`; where both are given, the id counts. */
  async putPatient(row: Row): Promise<Row> {
    const { mrn, ...body } = row.body;
    if (mrn === undefined) return row;
    if (body["patientId"] !== undefined) return { ...row, body };
    const patientId = typeof mrn === "string" ? await this.#findPatient(mrn) : undefined;
    if (patientId !== undefined) return { ...row, body: { patientId, ...body } };
    return { ...row, problem: { code: "patient_not_found", detail: "No patient of the organization has this MRN." } };
  }

  /** `orderingNpi` becomes `orderingPractitionerId`. */
  async putPractitioner(row: Row): Promise<Row> {
    const { orderingNpi, ...body } = row.body;
    if (orderingNpi === undefined || row.problem !== undefined) return row;
    const orderingPractitionerId = typeof orderingNpi === "string" ? await this.#findPractitioner(orderingNpi) : undefined;
    if (orderingPractitionerId !== undefined) return { ...row, body: { ...body, orderingPractitionerId } };
    return { ...row, problem: { code: "practitioner_not_found", detail: "No practitioner of the organization has this NPI." } };
  }
}

/** Rows that ask for one name at once wait for one answer. */
function remember(find: (name: string) => Promise<string | undefined>): (name: string) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const [oldest] = known.keys();
    if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
    const found = find(name);
    known.set(name, found);
    return found;
  };
}
