import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { firstDay, lastDay, localDateOf, type LocalDate, type Month } from "../../platform/civil.js";
import { getEnrollment, patientsEnrolledIn } from "../enrollments/enrollments.service.js";
import { loadTerms } from "../billing-terms/billing-terms.service.js";
import { readOrganization } from "../organizations/organizations.service.js";
import { linesOf, partiesOn, type BillingOrganization } from "./claim-parties.js";
import { evaluateMonth, type Evaluation } from "./evaluate.js";
import { compareLines, selectLines, type ClaimLine } from "./lines.js";
import { loadPatients, type AsOf, type LoadedPatient } from "./load-facts.js";
import { describeFile, type ExportFile, type ExportFormat } from "./export/file.js";
import { claimGaps } from "./parties.js";
import { presentReadiness, type Readiness } from "./readiness.js";
import { addToSummary, presentSummary, startSummary, type Summary } from "./summary.js";

/** Patients whose facts are in memory at a time. */
const CHUNK = 500;

/** Neither the month nor the evaluation's day may lie ahead; today is the clock's, in the zone that is asked about. */
export const expectPresent = (now: Date, timezone: string, month: Month, asOf?: LocalDate): void => {
  const today = localDateOf(now, timezone);
  if (firstDay(month) > today) fail("month_in_future", { detail: `The month has not begun; today is ${today} in ${timezone}.` });
  if (asOf !== undefined && asOf > today) fail("as_of_in_future", { detail: `asOf lies ahead; today is ${today} in ${timezone}.` });
};

const asOfFor = (now: Date, asked: LocalDate | undefined): AsOf => ({ timezone }) => asked ?? localDateOf(now, timezone);

type Evaluated = { evaluation: Evaluation; asOf: LocalDate };

/** A patient whose enrollments have days of their own is evaluated once for each day that is today somewhere. */
const evaluatePatient = ({ facts }: LoadedPatient, asOf: AsOf): Evaluated[] =>
  [...new Set(facts.enrollments.map(asOf))].flatMap((day) =>
    evaluateMonth({ ...facts, asOf: day })
      .filter(({ enrollment }) => asOf(enrollment) === day)
      .map((evaluation) => ({ evaluation, asOf: day })));

export const readReadiness = async (tx: TenantTx, enrollmentId: string, month: Month, asked: LocalDate | undefined): Promise<Readiness> => {
  const enrollment = await getEnrollment(tx, enrollmentId);
  expectPresent(tx.now, enrollment.timezone, month, asked);
  // One day for all of the patient's enrollments: the day of the one that is asked about.
  const asOf = asked ?? localDateOf(tx.now, enrollment.timezone);
  const [loaded] = await loadPatients(tx, month, () => asOf, [enrollment.patient_id], await loadTerms(tx));
  const facts = loaded && { ...loaded.facts, asOf };
  const evaluation = facts && evaluateMonth(facts).find((one) => one.enrollment.id === enrollmentId);
  if (!loaded || !facts || !evaluation) return fail("enrollment_not_found", { detail: "The enrollment's patient has been deleted." });
  const organization = await readOrganization(tx);
  const day = asOf < lastDay(month) ? asOf : lastDay(month);
  return presentReadiness(evaluation, {
    organizationId: tx.organizationId, facts, gaps: claimGaps(partiesOn(organization, loaded, enrollmentId, day)),
  });
};

/** All patients of a month, in the order of their ids, a chunk in memory at a time. */
async function* patientsOfMonth(tx: TenantTx, month: Month, asOf: AsOf): AsyncGenerator<LoadedPatient> {
  const terms = await loadTerms(tx);
  for (let after = ""; ; ) {
    const ids = await patientsEnrolledIn(tx, month, after, CHUNK);
    yield* await loadPatients(tx, month, asOf, ids, terms);
    const last = ids.at(-1);
    if (last === undefined || ids.length < CHUNK) return;
    after = last;
  }
}

export const readSummary = async (tx: TenantTx, month: Month, asked: LocalDate | undefined): Promise<Summary> => {
  const organization = await readOrganization(tx);
  expectPresent(tx.now, organization.timezone, month, asked);
  const asOf = asOfFor(tx.now, asked);
  const sums = startSummary();
  for await (const loaded of patientsOfMonth(tx, month, asOf)) {
    for (const { evaluation } of evaluatePatient(loaded, asOf)) {
      addToSummary(sums, evaluation, linesOf(organization, loaded, evaluation), loaded.facts.claims);
    }
  }
  const { id: organizationId, timezone } = organization;
  return presentSummary(sums, { organizationId, month, asOf: asOf(organization), timezone, lockedAt: null });
};

async function* exportedLines(
  tx: TenantTx, organization: BillingOrganization, month: Month, which: "ready" | "all",
): AsyncGenerator<ClaimLine> {
  const asOf = asOfFor(tx.now, undefined);
  for await (const loaded of patientsOfMonth(tx, month, asOf)) {
    const lines = evaluatePatient(loaded, asOf).flatMap(({ evaluation }) => linesOf(organization, loaded, evaluation));
    yield* selectLines(lines.sort(compareLines), which);
  }
}

type ExportAsked = { month: Month; format: ExportFormat; which: "ready" | "all" };

/** The file of a month, by patient and code, and the patients in it; it is written from the same snapshot, which has to stay open until then. */
export const describeExport = async (tx: TenantTx, { month, format, which }: ExportAsked): Promise<{ file: ExportFile; patientIds: Set<string> }> => {
  const organization = await readOrganization(tx);
  expectPresent(tx.now, organization.timezone, month);
  const patientIds = new Set<string>();
  const lines = async function* (): AsyncGenerator<ClaimLine> {
    for await (const line of exportedLines(tx, organization, month, which)) {
      patientIds.add(line.patientId);
      yield line;
    }
  };
  return { file: await describeFile(format, lines), patientIds };
};
