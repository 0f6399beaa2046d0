import type { TenantTx } from "../../db/with-tenant.js";
import type { LocalDate, Month } from "../../platform/civil.js";
import type { BillingTerms } from "../billing-terms/billing-terms.service.js";
import { patientsEnrolledIn } from "../enrollments/billed-enrollments.service.js";
import { AS_SEALED, type Opener } from "../patients/patients.service.js";
import { linesOf, outcomesOf, type BillingOrganization } from "./claim-parties.js";
import { evaluateMonth, type Evaluation } from "./evaluate.js";
import type { ClaimFact } from "./facts.js";
import type { ClaimLine, LineOutcome } from "./lines.js";
import { loadPatients, type AsOf, type LoadedPatient } from "./load-facts.js";

/** Patients whose facts are in memory at a time. */
const CHUNK = 250;

/** All patients of a month, in the order of their ids, a chunk in memory at a time. */
async function* patientsOfMonth(tx: TenantTx, month: Month, asOf: AsOf, terms: BillingTerms, opener: Opener): AsyncGenerator<LoadedPatient> {
  for await (const ids of patientsEnrolledIn(tx, month, CHUNK)) yield* await loadPatients(tx, month, asOf, ids, terms, opener);
}

/** A patient whose enrollments have days of their own is evaluated once for each day that is today somewhere. */
const evaluatePatient = (facts: LoadedPatient["facts"], asOf: AsOf): Evaluation[] =>
  [...new Set(facts.enrollments.map(asOf))].flatMap((day: LocalDate) =>
    evaluateMonth({ ...facts, asOf: day }).filter(({ enrollment }) => asOf(enrollment) === day));

type Evaluated<Line> = { readonly evaluation: Evaluation; readonly lines: readonly Line[] };

type PatientWith<Line> = { readonly patientId: string; readonly facts: LoadedPatient["facts"]; readonly evaluated: readonly Evaluated<Line>[] };

/** What a month is evaluated by: all of an organization's, and what is told of who bills. */
export type MonthOf = {
  readonly organization: BillingOrganization;
  readonly month: Month;
  readonly asOf: AsOf;
  readonly terms: BillingTerms;
  /** Which claims count as billed already; all unless told. */
  readonly isBill?: (claim: ClaimFact) => boolean;
};

async function* patientsWith<Line>(
  tx: TenantTx, { organization, month, asOf, terms, isBill = () => true }: MonthOf,
  opener: Opener, make: (organization: BillingOrganization, loaded: LoadedPatient, evaluation: Evaluation) => Line[],
): AsyncGenerator<PatientWith<Line>> {
  for await (const loaded of patientsOfMonth(tx, month, asOf, terms, opener)) {
    const facts = { ...loaded.facts, claims: loaded.facts.claims.filter(isBill) };
    yield {
      patientId: loaded.patient.id,
      facts,
      evaluated: evaluatePatient(facts, asOf).map((evaluation) => ({ evaluation, lines: make(organization, loaded, evaluation) })),
    };
  }
}

/** The lines of a month, a patient at a time in the order of an export; those of an evaluation are in order. */
export const patientsWithLines = (tx: TenantTx, of: MonthOf): AsyncGenerator<PatientWith<ClaimLine>> => patientsWith(tx, of, tx, linesOf);

/** The same for sums, which ask what becomes of lines and not what is written on them: nobody's address or member id is deciphered. */
export const patientsWithOutcomes = (tx: TenantTx, of: MonthOf): AsyncGenerator<PatientWith<LineOutcome>> => patientsWith(tx, of, AS_SEALED, outcomesOf);
