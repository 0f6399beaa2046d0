import { setImmediate } from "node:timers/promises";
import type { TenantTx } from "../../db/with-tenant.js";
import type { LocalDate, Month } from "../../platform/civil.js";
import type { BillingTerms } from "../billing-terms/billing-terms.service.js";
import { patientsEnrolledIn } from "../enrollments/billed-enrollments.service.js";
import { linesOf, outcomesOf, type BillingOrganization } from "./claim-parties.js";
import { evaluateMonth, type Evaluation } from "./evaluate.js";
import type { ClaimFact } from "./facts.js";
import type { ClaimLine, LineOutcome } from "./lines.js";
import { loadPatients, type AsOf, type Asked, type LoadedPatient } from "./load-facts.js";

/** Patients whose facts are in memory at a time. */
const CHUNK = 250;
/** Patients that are weighed in one turn of the loop: others' requests, and the rows of the next page, wait no longer than for them. */
const AT_A_TURN = 10;

type Page = Iterable<LoadedPatient>;

/** All patients of a month, in the order of their ids, a page of rows in memory at a time. */
async function* pagesOfMonth(tx: TenantTx, { month, asOf, terms }: MonthOf, asked: Asked): AsyncGenerator<Page> {
  for await (const ids of patientsEnrolledIn(tx, month, CHUNK)) yield await loadPatients(tx, month, asOf, ids, terms, asked);
}

/** Reads the next page while one is weighed: for those who send no statement of their own meanwhile. */
async function* readAhead(pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  const read = (): Promise<IteratorResult<Page>> => {
    const page = pages.next();
    // What fails is told to whoever asks for the page, which may be later.
    page.catch(() => undefined);
    return page;
  };
  let next = read();
  try {
    for (let page = await next; page.done !== true; page = await next) {
      next = read();
      yield page.value;
    }
  } finally {
    // Nothing is under way on the connection once it may be given back.
    await next.catch(() => undefined);
  }
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
  pages: AsyncIterable<Page>, { organization, asOf, isBill = () => true }: MonthOf,
  make: (organization: BillingOrganization, loaded: LoadedPatient, evaluation: Evaluation) => Line[],
): AsyncGenerator<PatientWith<Line>> {
  let count = 0;
  for await (const page of pages) {
    for (const loaded of page) {
      if ((count += 1) % AT_A_TURN === 0) await setImmediate();
      const facts = { ...loaded.facts, claims: loaded.facts.claims.filter(isBill) };
      yield {
        patientId: loaded.patient.id,
        facts,
        evaluated: evaluatePatient(facts, asOf).map((evaluation) => ({ evaluation, lines: make(organization, loaded, evaluation) })),
      };
    }
  }
}

/** The lines of a month, a patient at a time in the order of an export; those of an evaluation are in order. */
export const patientsWithLines = (tx: TenantTx, of: MonthOf): AsyncGenerator<PatientWith<ClaimLine>> => patientsWith(pagesOfMonth(tx, of, "LINES"), of, linesOf);

/**
 * The same for sums, which ask what becomes of lines and not what is written on them: nobody's address or member id is deciphered.
 * Until they are at their end the transaction is theirs.
 */
export const patientsWithOutcomes = (tx: TenantTx, of: MonthOf): AsyncGenerator<PatientWith<LineOutcome>> =>
  patientsWith(readAhead(pagesOfMonth(tx, of, "OUTCOMES")), of, outcomesOf);
