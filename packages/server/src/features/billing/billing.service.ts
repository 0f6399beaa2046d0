import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { firstDay, lastDay, localDateOf, type LocalDate, type Month } from "../../platform/civil.js";
import { countDenied } from "../claims/claims.service.js";
import { getEnrollment } from "../enrollments/enrollments.service.js";
import { loadTerms } from "../billing-terms/billing-terms.service.js";
import { readOrganization } from "../organizations/organizations.service.js";
import { organizationOnClaims, partiesOn, type BillingOrganization } from "./claim-parties.js";
import { frozenOf } from "./close.service.js";
import { selectStandingClose, type CloseRow } from "./close.sql.js";
import { evaluateMonth } from "./evaluate.js";
import { headOf, openMonthHead } from "./export/claims-837.js";
import { describeFile, type ClaimFile, type ExportFile, type ExportFormat } from "./export/file.js";
import { compareLines, selectLines, type ClaimLine } from "./lines.js";
import { loadPatients, type AsOf } from "./load-facts.js";
import { patientsWithLines, turnsWithOutcomes } from "./month-lines.js";
import { chargeGaps, claimGaps } from "./parties.js";
import { presentReadiness, type Readiness } from "./readiness.js";
import { storedLines } from "./stored-lines.js";
import { addToSummary, presentSummary, startSummary, withDenied, type Summary } from "./summary.js";

/** Neither the month nor the evaluation's day may lie ahead; today is the clock's, in the zone that is asked about. */
const expectPresent = (now: Date, timezone: string, month: Month, asOf?: LocalDate): void => {
  const today = localDateOf(now, timezone);
  if (firstDay(month) > today) fail("month_in_future", { detail: `The month has not begun; today is ${today} in ${timezone}.` });
  if (asOf !== undefined && asOf > today) fail("as_of_in_future", { detail: `asOf lies ahead; today is ${today} in ${timezone}.` });
  if (asOf !== undefined && firstDay(month) > asOf) fail("month_in_future", { detail: "The month begins after asOf." });
};

const asOfFor = (now: Date, asked: LocalDate | undefined): AsOf => {
  // Asked for every enrollment several times over, and zones are few.
  const todays = new Map<string, LocalDate>();
  return ({ timezone }) => {
    const day = asked ?? todays.get(timezone) ?? localDateOf(now, timezone);
    todays.set(timezone, day);
    return day;
  };
};

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
  const parties = partiesOn(organization, loaded, enrollmentId, day);
  const lines = evaluation.codes.flatMap(({ code, lines: own }) => own.map(({ dosTo }) => ({ code, dosTo })));
  return presentReadiness(evaluation, {
    organizationId: tx.organizationId, facts, gaps: [...claimGaps(parties), ...chargeGaps(parties, lines)],
  });
};

const summarize = async (tx: TenantTx, organization: BillingOrganization, month: Month, asOf: AsOf, lockedAt: string | null): Promise<Summary> => {
  const sums = startSummary();
  for await (const patients of turnsWithOutcomes(tx, { organization, month, asOf, terms: await loadTerms(tx) })) {
    for (const { evaluated, facts } of patients) for (const { evaluation, lines } of evaluated) addToSummary(sums, evaluation, lines, facts.claims);
  }
  const { id: organizationId, timezone } = organization;
  return presentSummary(sums, { organizationId, month, asOf: asOf(organization), timezone, lockedAt });
};

/** Of a closed month what the close kept, with what was denied since; of a day that is asked for what that day would have shown. */
export const readSummary = async (tx: TenantTx, month: Month, asked: LocalDate | undefined): Promise<Summary> => {
  const organization = await readOrganization(tx);
  expectPresent(tx.now, organization.timezone, month, asked);
  const close = await selectStandingClose(tx, month);
  if (close && asked === undefined) return withDenied(frozenOf(tx, close).summary, await countDenied(tx, month));
  return summarize(tx, organization, month, asOfFor(tx.now, asked), close?.closed_at.toISOString() ?? null);
};

type ExportAsked = { month: Month; format: ExportFormat; which: "ready" | "all" };

async function* openLines(tx: TenantTx, organization: BillingOrganization, { month, which }: ExportAsked): AsyncGenerator<ClaimLine> {
  for await (const { evaluated } of patientsWithLines(tx, { organization, month, asOf: asOfFor(tx.now, undefined), terms: await loadTerms(tx) })) {
    yield* selectLines(evaluated.flatMap(({ lines }) => lines).sort(compareLines), which);
  }
}

const linesOfMonth = (tx: TenantTx, organization: BillingOrganization, close: CloseRow | undefined, asked: ExportAsked): AsyncGenerator<ClaimLine> =>
  close ? storedLines(tx, close.id, asked.which) : openLines(tx, organization, asked);

/** What stands around the claims: in a closed month as it was then. */
const claimFileOf = (tx: TenantTx, organization: BillingOrganization, close: CloseRow | undefined): ClaimFile => {
  if (!close) return { head: openMonthHead(localDateOf(tx.now, organization.timezone)), organization: organizationOnClaims(organization) };
  const { organization: then } = frozenOf(tx, close);
  const named = organizationOnClaims(then);
  return { head: headOf(close.interchange_control_number, close.closed_at, then.timezone, named.usage), organization: named };
};

/**
 * The file of a month, by patient and code, and the patients in it; it is written from the same snapshot, which has to stay
 * open until then. A closed month's is made of what the close recorded.
 */
export const describeExport = async (tx: TenantTx, asked: ExportAsked): Promise<{ file: ExportFile; patientIds: Set<string> }> => {
  const organization = await readOrganization(tx);
  expectPresent(tx.now, organization.timezone, asked.month);
  const close = await selectStandingClose(tx, asked.month);
  const patientIds = new Set<string>();
  const lines = async function* (): AsyncGenerator<ClaimLine> {
    for await (const line of linesOfMonth(tx, organization, close, asked)) {
      patientIds.add(line.patientId);
      yield line;
    }
  };
  return { file: await describeFile(asked.format, lines, claimFileOf(tx, organization, close)), patientIds };
};
