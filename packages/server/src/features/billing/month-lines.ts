import { setImmediate } from "node:timers/promises";
import type { TenantTx } from "../../db/with-tenant.js";
import type { Month } from "../../platform/civil.js";
import type { BillingTerms } from "../billing-terms/billing-terms.service.js";
import { patientsEnrolledIn } from "../enrollments/billed-enrollments.service.js";
import { linesOf, outcomesOf, type BillingOrganization } from "./claim-parties.js";
import { evaluateOn, type Evaluation } from "./evaluate.js";
import type { ClaimFact } from "./facts.js";
import type { ClaimLine, LineOutcome } from "./lines.js";
import { loadPatients, type AsOf, type Asked, type LoadedPatient } from "./load-facts.js";

/** Patients whose facts are in memory at a time: without what is written on lines they are small, and each page asks nine statements. */
const CHUNKS: { readonly [A in Asked]: number } = { LINES: 250, OUTCOMES: 1_000 };
/** Patients that are weighed in one turn of the loop: others' requests, and the rows of the next page, wait no longer than for them. */
const AT_A_TURN = 10;

type Page = Iterable<LoadedPatient>;

/** All patients of a month, in the order of their ids, a page of rows in memory at a time. */
async function* pagesOfMonth(tx: TenantTx, { month, asOf, terms }: MonthOf, asked: Asked): AsyncGenerator<Page> {
  for await (const ids of patientsEnrolledIn(tx, month, CHUNKS[asked])) yield await loadPatients(tx, month, asOf, ids, terms, asked);
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
const evaluatePatient = (facts: LoadedPatient["facts"], asOf: AsOf): Evaluation[] => {
  const days = facts.enrollments.map(asOf);
  const [first] = days;
  if (days.every((day) => day === first)) return first === undefined ? [] : evaluateOn(facts, first);
  return [...new Set(days)].flatMap((day) => evaluateOn(facts, day).filter(({ enrollment }) => asOf(enrollment) === day));
};

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

type Make<Line> = (organization: BillingOrganization, loaded: LoadedPatient, evaluation: Evaluation) => Line[];

const patientWith = <Line>(loaded: LoadedPatient, { organization, asOf, isBill }: MonthOf, make: Make<Line>): PatientWith<Line> => {
  const facts = isBill ? { ...loaded.facts, claims: loaded.facts.claims.filter(isBill) } : loaded.facts;
  const evaluated = evaluatePatient(facts, asOf).map((evaluation) => ({ evaluation, lines: make(organization, loaded, evaluation) }));
  return { patientId: loaded.patient.id, facts, evaluated };
};

/** So many patients as are weighed in one turn. */
async function* turnsWith<Line>(pages: AsyncIterable<Page>, of: MonthOf, make: Make<Line>): AsyncGenerator<PatientWith<Line>[]> {
  let turn: PatientWith<Line>[] = [];
  for await (const page of pages) {
    for (const loaded of page) {
      turn.push(patientWith(loaded, of, make));
      if (turn.length < AT_A_TURN) continue;
      yield turn;
      turn = [];
      await setImmediate();
    }
  }
  yield turn;
}

/** The lines of a month, a patient at a time in the order of an export; those of an evaluation are in order. */
export async function* patientsWithLines(tx: TenantTx, of: MonthOf): AsyncGenerator<PatientWith<ClaimLine>> {
  for await (const turn of turnsWith(pagesOfMonth(tx, of, "LINES"), of, linesOf)) yield* turn;
}

/**
 * The same for sums, some patients at a time, which ask what becomes of lines and not what is written on them: nobody's address or
 * member id is deciphered. Until they are at their end the transaction is theirs.
 */
export const turnsWithOutcomes = (tx: TenantTx, of: MonthOf): AsyncGenerator<PatientWith<LineOutcome>[]> =>
  turnsWith(readAhead(pagesOfMonth(tx, of, "OUTCOMES")), of, outcomesOf);
