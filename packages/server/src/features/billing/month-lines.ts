import type { TenantTx } from "../../db/with-tenant.js";
import type { LocalDate, Month } from "../../platform/civil.js";
import { patientsEnrolledIn } from "../enrollments/enrollments.service.js";
import { linesOf, type BillingOrganization } from "./claim-parties.js";
import { evaluateMonth, type Evaluation } from "./evaluate.js";
import type { PatientMonthFacts } from "./facts.js";
import type { ClaimLine } from "./lines.js";
import { loadPatients, type AsOf, type LoadedPatient } from "./load-facts.js";

/** Patients whose facts are in memory at a time. */
const CHUNK = 500;

/** All patients of a month, in the order of their ids, a chunk in memory at a time. */
async function* patientsOfMonth(tx: TenantTx, month: Month, asOf: AsOf): AsyncGenerator<LoadedPatient> {
  for (let after = ""; ; ) {
    const ids = await patientsEnrolledIn(tx, month, after, CHUNK);
    yield* await loadPatients(tx, month, asOf, ids);
    const last = ids.at(-1);
    if (last === undefined || ids.length < CHUNK) return;
    after = last;
  }
}

/** A patient whose enrollments have days of their own is evaluated once for each day that is today somewhere. */
const evaluatePatient = (facts: LoadedPatient["facts"], asOf: AsOf): Evaluation[] =>
  [...new Set(facts.enrollments.map(asOf))].flatMap((day: LocalDate) =>
    evaluateMonth({ ...facts, asOf: day }).filter(({ enrollment }) => asOf(enrollment) === day));

export type PatientWithLines = {
  readonly patientId: string;
  readonly facts: LoadedPatient["facts"];
  readonly evaluated: readonly { readonly evaluation: Evaluation; readonly lines: readonly ClaimLine[] }[];
};

/** What an evaluation of the past goes by instead of what holds now. */
export type Adjust = (facts: LoadedPatient["facts"]) => Pick<PatientMonthFacts, "claims" | "settings">;

/** The lines of a month, a patient at a time in the order of an export; those of an evaluation are in order. */
export async function* patientsWithLines(
  tx: TenantTx, organization: BillingOrganization, month: Month, asOf: AsOf, adjust: Adjust = (facts) => facts,
): AsyncGenerator<PatientWithLines> {
  for await (const loaded of patientsOfMonth(tx, month, asOf)) {
    const facts = { ...loaded.facts, ...adjust(loaded.facts) };
    yield {
      patientId: loaded.patient.id,
      facts,
      evaluated: evaluatePatient(facts, asOf).map((evaluation) => ({ evaluation, lines: linesOf(organization, loaded, evaluation) })),
    };
  }
}
