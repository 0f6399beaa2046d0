import type { components } from "@vitaledge/contract/schema";
import type { TenantTx } from "../../db/with-tenant.js";
import { compareTexts } from "../../platform/compare-texts.js";
import { localDateOf, startOfDay, addDays, firstDay, lastDay, type LocalDate, type Month } from "../../platform/civil.js";
import { loadTerms } from "../billing-terms/billing-terms.service.js";
import { claimsOfClose, type ClaimRow } from "../claims/claims.service.js";
import { enrollmentsForBilling } from "../enrollments/billed-enrollments.service.js";
import { readOrganization } from "../organizations/organizations.service.js";
import { selectLaterReadings, selectLaterTime, type Between, type LaterFact } from "./adjustments.sql.js";
import { frozenOf, notClosed } from "./close.service.js";
import { selectStandingClose, type CloseRow } from "./close.sql.js";
import type { ClaimFact } from "./facts.js";
import type { ClaimLine } from "./lines.js";
import { patientsWithLines } from "./month-lines.js";
import { ruleOn, rulesOf } from "./rules/catalogue.js";
import type { Program } from "./rules/types.js";

type Adjustment = components["schemas"]["BillingAdjustment"];
type Cause = Adjustment["cause"];

/** One line as it was recorded, as it would be today, or both. */
type Difference = {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly program: Program;
  readonly code: string;
  readonly dosTo: LocalDate;
  readonly claim: ClaimRow | undefined;
  readonly unitsAfter: number;
};

const keyOf = (enrollmentId: string, code: string, dosTo: LocalDate): string => `${enrollmentId}/${code}/${dosTo}`;

/**
 * A field that a claim lacks today takes nothing from a line that was recorded with it; nor does a bill made elsewhere in place
 * of one that was refused.
 */
const stands = ({ status, holds }: ClaimLine, claim: ClaimRow | undefined): boolean =>
  status === "READY" ||
  (status === "HELD" && claim !== undefined && holds.every(({ reasonCode }) => reasonCode === "MISSING_CLAIM_FIELD")) ||
  (status === "BILLED" && (claim?.status === "DENIED" || claim?.status === "VOIDED"));

const differences = async (tx: TenantTx, close: CloseRow): Promise<{ found: Difference[]; patientIds: Set<string> }> => {
  const { settings } = frozenOf(tx, close);
  const claims = await claimsOfClose(tx, close.id);
  const left = new Map(claims.map((claim) => [keyOf(claim.enrollment_id, claim.code, claim.dos_to), claim]));
  const own = new Set(left.keys());
  const found: Difference[] = [];
  const patientIds = new Set(claims.map((claim) => claim.patient_id));
  const asOf = ({ timezone }: { timezone: string }): LocalDate => localDateOf(tx.now, timezone);
  // The close's own claims are no earlier bills of what it recorded.
  const isOwn = ({ origin, enrollmentId, code, dosTo }: ClaimFact): boolean => origin === "EXPORTED" && own.has(keyOf(enrollmentId, code, dosTo));
  const terms = { ...(await loadTerms(tx)), settings };
  const organization = await readOrganization(tx);
  for await (const { patientId, evaluated } of patientsWithLines(tx, { organization, month: close.month, asOf, terms, isBill: (claim) => !isOwn(claim) })) {
    for (const line of evaluated.flatMap(({ lines }) => lines)) {
      const key = keyOf(line.enrollmentId, line.code, line.dosTo);
      const claim = left.get(key);
      if (!stands(line, claim)) continue;
      left.delete(key);
      if (claim?.units === line.units) continue;
      patientIds.add(patientId);
      found.push({ patientId, enrollmentId: line.enrollmentId, program: line.program, code: line.code, dosTo: line.dosTo, claim, unitsAfter: line.units });
    }
  }
  for (const claim of left.values()) {
    // What was taken back is not to be taken back again.
    if (claim.status === "VOIDED") continue;
    found.push({ patientId: claim.patient_id, enrollmentId: claim.enrollment_id, program: claim.program, code: claim.code, dosTo: claim.dos_to, claim, unitsAfter: 0 });
  }
  return { found, patientIds };
};

/** Longer than any period that ends in the month, and a day for other zones. */
const PERIOD_DAYS = 31;

const isTimed = ({ program, code, dosTo }: Difference): boolean => {
  const kind = ruleOn(rulesOf(program), code, dosTo)?.kind;
  return kind !== "SETUP" && kind !== "SUPPLY";
};

/** The latest of each enrollment, of facts in their order. */
const latestOf = (facts: readonly LaterFact[]): ReadonlyMap<string, LaterFact> => new Map(facts.map((fact) => [fact.enrollmentId, fact]));

type Later = { readonly readings: ReadonlyMap<string, LaterFact>; readonly entries: ReadonlyMap<string, LaterFact>; readonly changedAt: ReadonlyMap<string, Date> };

/** By the same few statements, however many differences there are. */
const loadLater = async (tx: TenantTx, found: readonly Difference[], { month, closed_at: since }: CloseRow): Promise<Later> => {
  const span: Between = {
    enrollmentIds: [...new Set(found.map(({ enrollmentId }) => enrollmentId))],
    from: startOfDay(addDays(firstDay(month), -PERIOD_DAYS), "UTC"), to: startOfDay(addDays(lastDay(month), 2), "UTC"), since,
  };
  const readings = latestOf(await selectLaterReadings(tx, span));
  const entries = latestOf(await selectLaterTime(tx, span));
  const rows = [...(await enrollmentsForBilling(tx, [...new Set(found.map(({ patientId }) => patientId))])).values()].flat();
  return { readings, entries, changedAt: new Map(rows.map((row) => [row.id, row.updated_at])) };
};

const causeOf = (difference: Difference, { readings, entries, changedAt }: Later, close: CloseRow): Cause => {
  const { enrollmentId } = difference;
  const [time, reading] = [entries.get(enrollmentId), readings.get(enrollmentId)];
  const timed: Cause | undefined = time && { type: time.isVoid ? "VOIDED_TIME" : "LATE_TIME", id: time.id, at: time.at.toISOString() };
  const read: Cause | undefined = reading && { type: reading.isVoid ? "VOIDED_READING" : "LATE_READING", id: reading.id, at: reading.at.toISOString() };
  // Management needs a reading in the month as well; what no entry explains a reading may.
  const cause = isTimed(difference) ? (timed ?? read) : read;
  return cause ?? { type: "ENROLLMENT_CHANGED", id: enrollmentId, at: (changedAt.get(enrollmentId) ?? close.closed_at).toISOString() };
};

const kindOf = ({ claim, unitsAfter }: Difference): Adjustment["kind"] => (!claim ? "ADD" : unitsAfter === 0 ? "REMOVE" : "CHANGE");

const inOrder = (a: Difference, b: Difference): number =>
  compareTexts(keyOf(a.enrollmentId, a.code, a.dosTo), keyOf(b.enrollmentId, b.code, b.dosTo));

/**
 * How the lines of a closed month would come out today, by the settings it was closed with, and why.
 * @throws ProblemError 409 `month_not_closed`
 */
export const listAdjustments = async (tx: TenantTx, month: Month): Promise<{ adjustments: Adjustment[]; patientIds: Set<string> }> => {
  const close = (await selectStandingClose(tx, month)) ?? notClosed();
  const { found, patientIds } = await differences(tx, close);
  if (found.length === 0) return { adjustments: [], patientIds };
  const later = await loadLater(tx, found, close);
  const adjustments = found.sort(inOrder).map((difference): Adjustment => {
    const { enrollmentId, code, dosTo, claim, unitsAfter } = difference;
    return {
      ...(claim && { claimId: claim.id }), enrollmentId, code, dosTo, kind: kindOf(difference), unitsBefore: claim?.units ?? 0, unitsAfter,
      cause: causeOf(difference, later, close),
    };
  });
  return { adjustments, patientIds };
};
