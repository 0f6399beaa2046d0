import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { appendEvent } from "../../outbox/events.js";
import { lastDay, localDateOf, type LocalDate, type Month } from "../../platform/civil.js";
import { loadTerms } from "../billing-terms/billing-terms.service.js";
import { insertClaims, voidOfClose, type ClaimColumns } from "../claims/claims.service.js";
import { readOrganization } from "../organizations/organizations.service.js";
import type { BillingOrganization } from "./claim-parties.js";
import { completeClose, insertClose, insertLines, reopenClose, selectStandingClose, takeControlNumbers, type CloseRow, type StoredLine } from "./close.sql.js";
import { numberLines } from "./control-numbers.js";
import { openFrozen, sealFrozen, sealLine, sealReason, type Frozen } from "./frozen.js";
import type { ClaimLine } from "./lines.js";
import { compareLines, selectLines as linesFor } from "./lines.js";
import { patientsWithLines } from "./month-lines.js";
import { RULE_VERSION } from "./rules/catalogue.js";
import { addToSummary, presentSummary, startSummary } from "./summary.js";

/** Claim lines that are written by one statement. */
const BATCH = 1_000;

const expectOver = (now: Date, month: Month, timezone: string): void => {
  const today = localDateOf(now, timezone);
  if (today <= lastDay(month)) fail("month_not_over", { detail: `The month ends on ${lastDay(month)}; today is ${today} in ${timezone}.` });
};

const columnsOf = (line: ClaimLine, { id: close_id, revision, month }: CloseRow): ClaimColumns => ({
  patient_id: line.patientId, enrollment_id: line.enrollmentId, program: line.program, month, code: line.code, units: line.units,
  dos_from: line.dosFrom, dos_to: line.dosTo, origin: "EXPORTED", close_id, revision, charge_cents: line.chargeCents,
  payer_claim_number: null, patient_control_number: line.patientControlNumber, line_control_number: line.lineControlNumber,
});

type Recorded = Pick<CloseRow, "lines" | "units" | "charge_cents"> & { held: Frozen["held"] };

/** Writes the lines of some patients, READY ones as claims; the same order as the export's. */
const recordLines = async (tx: TenantTx, close: CloseRow, lines: readonly ClaimLine[], position: number, sums: Recorded): Promise<void> => {
  const stored: StoredLine[] = [];
  const made: (ClaimColumns & { id: string })[] = [];
  for (const [at, line] of lines.entries()) {
    const claimId = line.status === "HELD" ? null : tx.newId("claim");
    const kept: ClaimLine = claimId ? { ...line, lineId: claimId } : line;
    stored.push({ position: position + at, claim_id: claimId, line_sealed: sealLine(tx, close.id, position + at, kept) });
    if (claimId) made.push({ id: claimId, ...columnsOf(line, close) });
    else sums.held.push({ enrollmentId: line.enrollmentId, code: line.code, reasonCode: line.holds[0]!.reasonCode, need: line.holds[0]!.need });
  }
  const inserted = await insertClaims(tx, made);
  if (inserted.length !== made.length) {
    fail("unavailable", { detail: "A bill of the month was recorded at the same time. Close it again.", headers: { "Retry-After": "1" } });
  }
  await insertLines(tx, close.id, stored);
  sums.lines += made.length;
  for (const { units, charge_cents: cents } of made) {
    sums.units += units;
    sums.charge_cents += cents ?? 0;
  }
};

const begin = async (tx: TenantTx, organization: BillingOrganization, month: Month): Promise<CloseRow> => {
  expectOver(tx.now, month, organization.timezone);
  const interchange_control_number = await takeControlNumbers(tx, "INTERCHANGE", 1);
  const close = await insertClose(tx, {
    id: tx.newId("close"), month, as_of: localDateOf(tx.now, organization.timezone), interchange_control_number, rule_version: RULE_VERSION,
  });
  return close ?? fail("month_closed", { detail: "The month is closed. An owner may reopen it." });
};

export type Closed = { close: CloseRow; frozen: Frozen; patientIds: Set<string> };

/** Records each READY line of the month once, with all it rests on. @throws ProblemError 409 `month_not_over`, `month_closed` */
export const closeMonth = async (tx: TenantTx, month: Month): Promise<Closed> => {
  const organization = await readOrganization(tx);
  const terms = await loadTerms(tx);
  const close = await begin(tx, organization, month);
  const asOf = ({ timezone }: { timezone: string }): LocalDate => localDateOf(tx.now, timezone);
  const sums: Recorded = { lines: 0, units: 0, charge_cents: 0, held: [] };
  const [summary, patientIds] = [startSummary(), new Set<string>()];
  let [position, waiting]: [number, ClaimLine[]] = [0, []];
  const flush = async (): Promise<void> => {
    await recordLines(tx, close, await numberLines(tx, waiting, close), position, sums);
    position += waiting.length;
    waiting = [];
  };
  for await (const { patientId, evaluated, facts } of patientsWithLines(tx, { organization, month, asOf, terms })) {
    for (const { evaluation, lines } of evaluated) {
      expectOver(tx.now, month, evaluation.enrollment.timezone);
      addToSummary(summary, evaluation, lines, facts.claims);
    }
    // What was billed elsewhere is nothing of the close.
    const lines = linesFor(evaluated.flatMap((one) => one.lines).sort(compareLines), "all");
    if (lines.length > 0) patientIds.add(patientId);
    waiting.push(...lines);
    if (waiting.length >= BATCH) await flush();
  }
  await flush();
  const lockedAt = close.closed_at.toISOString();
  const frozen: Frozen = {
    organization, held: sums.held, settings: terms.settings, feeVersion: terms.feeVersion,
    summary: presentSummary(summary, { organizationId: tx.organizationId, month, asOf: close.as_of, timezone: organization.timezone, lockedAt }),
  };
  await completeClose(tx, close.id, { ...sums, frozen_sealed: sealFrozen(tx, close.id, frozen) });
  await appendEvent(tx, { type: "billing.month_closed", id: close.id, month });
  return { close: { ...close, ...sums }, frozen, patientIds };
};

export const notClosed = (): never => fail("month_not_closed", { detail: "The month is not closed." });

/** The lines that the close recorded are VOIDED. @throws ProblemError 409 `month_not_closed` */
export const reopenMonth = async (tx: TenantTx, month: Month, reason: string): Promise<CloseRow> => {
  const { id } = (await selectStandingClose(tx, month)) ?? notClosed();
  const close = (await reopenClose(tx, id, sealReason(tx, id, reason))) ?? notClosed();
  await voidOfClose(tx, close.id);
  await appendEvent(tx, { type: "billing.month_reopened", id: close.id, month });
  return close;
};

export const frozenOf = (tx: TenantTx, { id, frozen_sealed }: CloseRow): Frozen => openFrozen(tx, id, frozen_sealed);
