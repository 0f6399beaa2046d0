import type { VitalEdge } from "@vitaledge/sdk";

/** Files come sorted by patient or by day, so what was asked lately is asked again. */
const KEPT = 5_000;

/** Finds patients by MRN, each once as long as it is remembered. */
export class PatientIds {
  readonly #client: VitalEdge;
  readonly #signal: AbortSignal;
  readonly #known = new Map<string, string | undefined>();

  constructor(client: VitalEdge, signal: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
  }

  async find(mrn: string): Promise<string | undefined> {
    if (this.#known.has(mrn)) return this.#known.get(mrn);
    const patient = await this.#client.patients.search({ mrn, limit: 1 }, { signal: this.#signal }).first();
    const [oldest] = this.#known.keys();
    if (this.#known.size >= KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(mrn, patient?.id);
    return patient?.id;
  }
}
