import type { LocalDate } from "../../platform/civil.js";
import { firstDay, lastDay } from "../../platform/civil.js";
import { compareTexts } from "../../platform/compare-texts.js";
import { mainDevice } from "./days.js";
import type { Evaluation } from "./evaluate.js";
import { practitionerTime, wholeMinutes } from "./minutes.js";
import type { AddressOnClaim, ClaimGap, ClaimParties, PractitionerOnClaim, SexOnClaim, SignOffOnClaim, SubscriberOnClaim } from "./parties.js";
import { chargeOf, claimGaps } from "./parties.js";
import type { LineStatus, Measure, ReasonCode } from "./reasons.js";
import { holdsClaim } from "./reasons.js";
import { ruleOn, rulesOf, RULE_VERSION } from "./rules/catalogue.js";
import type { Program } from "./rules/types.js";
import type { EvaluatedCode, EvaluatedLine } from "./status.js";

export type Hold = { readonly reasonCode: ReasonCode; readonly need: Measure };

/** How often a claim was sent (CLM05-3): 1 the first time, 7 in place of an earlier one, 8 to take that back. */
export type ClaimFrequency = "1" | "7" | "8";

/**
 * One line of a claim, with the evidence it rests on. Amounts are in cents. Plain JSON: with the organization as it was
 * (`OrganizationOnClaim`) a stored line is all that any file of it is made of.
 */
export type ClaimLine = {
  readonly lineId: string;
  readonly organizationId: string;
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly birthDate: LocalDate | null;
  readonly sex: SexOnClaim | null;
  readonly address: AddressOnClaim | null;
  readonly mrn: string | null;
  readonly payer: string | null;
  readonly payerId: string | null;
  readonly memberId: string | null;
  readonly groupNumber: string | null;
  readonly filingCode: string | null;
  /** What the patient is to who is insured, as it was entered. */
  readonly relationship: string | null;
  readonly subscriber: SubscriberOnClaim | null;
  readonly billingNpi: string | null;
  readonly rendering: PractitionerOnClaim | null;
  readonly ordering: PractitionerOnClaim | null;
  readonly supervising: PractitionerOnClaim | null;
  readonly program: Program;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly dosFrom: LocalDate;
  readonly dosTo: LocalDate;
  readonly placeOfService: string;
  /** ICD-10-CM codes in the order of rank, all of them. */
  readonly diagnoses: readonly string[];
  readonly chargeCents: number | null;
  readonly estimateCents: number | null;
  readonly minutes: number | null;
  readonly interactiveCount: number | null;
  readonly dataDays: number;
  readonly periodFrom: LocalDate;
  readonly periodTo: LocalDate;
  readonly setupDate: LocalDate | null;
  readonly consentDate: LocalDate | null;
  readonly deviceType: string | null;
  readonly deviceSerial: string | null;
  readonly status: LineStatus;
  readonly holds: readonly Hold[];
  /** Billed by means other than the platform's export, which leaves it out. */
  readonly external: boolean;
  readonly ruleVersion: string;
  readonly asOf: LocalDate;
  /** Of a closed month alone. */
  readonly closedAt: string | null;
  /** Who signed the month off by then. */
  readonly signOffs: readonly SignOffOnClaim[];
  readonly timezone: string;
  /** These are null until the close mints them; lines of one claim share the first. At most 17 and 30 places. */
  readonly patientControlNumber: string | null;
  readonly lineControlNumber: string | null;
  /** The payer's own number of the claim, and what is sent: null is 1. */
  readonly payerClaimNumber: string | null;
  readonly frequency: ClaimFrequency | null;
};

const NO_HOLDS: readonly Hold[] = [];

const holdsOf = (evaluation: Evaluation, line: EvaluatedLine, gaps: readonly ClaimGap[]): readonly Hold[] => {
  if (line.status === "BILLED" || line.status === "MET_PERIOD_OPEN") return NO_HOLDS;
  if (line.status === "READY" && line.hold === null && gaps.length === 0) return NO_HOLDS;
  const gates = line.status === "HELD" ? evaluation.gates.filter(({ code }) => holdsClaim(code)) : [];
  const reasons = [...gates, ...(line.hold && !gates.some(({ code }) => code === line.hold?.code) ? [line.hold] : [])];
  return [
    ...reasons.map(({ code, need }) => ({ reasonCode: code, need })),
    ...gaps.map(({ pointer }): Hold => ({ reasonCode: "MISSING_CLAIM_FIELD", need: pointer })),
  ];
};

const evidenceOf = (evaluation: Evaluation, { code }: EvaluatedCode, line: EvaluatedLine) => {
  const { enrollment, month, measures, minutes } = evaluation;
  const rule = ruleOn(rulesOf(enrollment.program), code, line.settledOn);
  const timed = rule?.kind === "TIME" || rule?.kind === "ADD_ON";
  const spent = rule?.minutesOf === "PRACTITIONER" ? practitionerTime(minutes) : minutes.counted;
  return {
    minutes: timed ? wholeMinutes(spent) : null,
    interactiveCount: timed ? measures.interactive : null,
    dataDays: line.period?.days ?? measures.dataDays,
    periodFrom: line.period?.from ?? firstDay(month),
    periodTo: line.period?.to ?? lastDay(month),
  };
};

/** What a line says of who takes part, beside what was done. */
export const namesOf = ({ organization, patient, service }: ClaimParties) => ({
  organizationId: organization.id,
  patientId: patient.id,
  lastName: patient.lastName,
  firstName: patient.firstName,
  birthDate: patient.birthDate,
  sex: patient.sex,
  address: patient.address,
  mrn: patient.mrn,
  payer: patient.coverage?.payerName ?? null,
  payerId: patient.coverage?.payerId ?? null,
  memberId: patient.coverage?.memberId ?? null,
  groupNumber: patient.coverage?.groupNumber ?? null,
  filingCode: patient.coverage?.filingCode ?? null,
  relationship: patient.coverage?.relationship ?? null,
  subscriber: patient.coverage?.subscriber ?? null,
  billingNpi: organization.npi,
  rendering: service.rendering,
  ordering: service.ordering,
  supervising: service.supervising,
  placeOfService: service.placeOfService,
  modifiers: service.modifiers,
  signOffs: service.signOffs,
});

/** What becomes of a line. */
export type LineOutcome = Pick<ClaimLine, "code" | "units" | "dosTo" | "status" | "holds" | "external" | "estimateCents">;

const outcomeOf = (evaluation: Evaluation, { code }: EvaluatedCode, line: EvaluatedLine, gaps: readonly ClaimGap[]): LineOutcome => {
  const holds = holdsOf(evaluation, line, gaps);
  return {
    code,
    units: line.units,
    dosTo: line.dosTo,
    status: holds.length > 0 ? "HELD" : line.status,
    holds,
    external: line.claims.length > 0 && line.claims.every(({ origin }) => origin === "EXTERNAL"),
    estimateCents: line.estimateCents,
  };
};

/** The outcomes of an evaluation's lines, for sums: it takes a tenth of what writing them out does. */
export const lineOutcomes = (evaluation: Evaluation, parties: ClaimParties): LineOutcome[] => {
  const gaps = claimGaps(parties);
  const outcomes: LineOutcome[] = [];
  for (const code of evaluation.codes) for (const line of code.lines) outcomes.push(outcomeOf(evaluation, code, line, gaps));
  return outcomes;
};

const claimLine = (
  evaluation: Evaluation,
  code: EvaluatedCode,
  line: EvaluatedLine,
  parties: ClaimParties,
  gaps: readonly ClaimGap[],
): ClaimLine => {
  const { enrollment, asOf, days } = evaluation;
  const { status, holds, external } = outcomeOf(evaluation, code, line, gaps);
  const evidence = evidenceOf(evaluation, code, line);
  const deviceId = mainDevice(days, evidence.periodFrom, evidence.periodTo);
  const device = deviceId === null ? undefined : parties.devices.get(deviceId);
  const names = namesOf(parties);
  return {
    // Each by its name: with a spread among so many properties a line takes five times as long, and twice the memory.
    organizationId: names.organizationId, patientId: names.patientId, enrollmentId: enrollment.id,
    // Of an open month; in a closed one it is the claim's id.
    lineId: `${enrollment.id}-${code.code}-${line.dosTo.replaceAll("-", "")}`,
    lastName: names.lastName, firstName: names.firstName, birthDate: names.birthDate, sex: names.sex, address: names.address, mrn: names.mrn,
    payer: names.payer, payerId: names.payerId, memberId: names.memberId, groupNumber: names.groupNumber, filingCode: names.filingCode,
    relationship: names.relationship, subscriber: names.subscriber, billingNpi: names.billingNpi,
    rendering: names.rendering, ordering: names.ordering, supervising: names.supervising,
    placeOfService: names.placeOfService, modifiers: names.modifiers, signOffs: names.signOffs,
    minutes: evidence.minutes, interactiveCount: evidence.interactiveCount, dataDays: evidence.dataDays,
    periodFrom: evidence.periodFrom, periodTo: evidence.periodTo,
    program: enrollment.program, code: code.code, units: line.units, dosFrom: line.dosFrom, dosTo: line.dosTo, diagnoses: enrollment.diagnoses,
    chargeCents: chargeOf(parties, code.code, line.dosTo, line.units), estimateCents: line.estimateCents,
    setupDate: enrollment.deviceSetupDate, consentDate: enrollment.consent?.date ?? null,
    deviceType: device?.type ?? null, deviceSerial: device?.serialNumber ?? null,
    status, holds, external, ruleVersion: RULE_VERSION, asOf, timezone: enrollment.timezone,
    closedAt: null, patientControlNumber: null, lineControlNumber: null, payerClaimNumber: null, frequency: null,
  };
};

/** By patient and code; whole, so that the same lines always stand in the same order. */
export const compareLines = (a: ClaimLine, b: ClaimLine): number =>
  compareTexts(a.patientId, b.patientId) ||
  compareTexts(a.code, b.code) ||
  compareTexts(a.dosTo, b.dosTo) ||
  compareTexts(a.enrollmentId, b.enrollmentId);

/** Every line an evaluation makes, in order, those of open periods included. */
export const claimLines = (evaluation: Evaluation, parties: ClaimParties): ClaimLine[] => {
  const gaps = claimGaps(parties);
  return evaluation.codes
    .flatMap((code) => code.lines.map((line) => claimLine(evaluation, code, line, parties, gaps)))
    .sort(compareLines);
};

/** Whether the default export has the line. */
export const isExported = (line: Pick<ClaimLine, "status" | "external">): boolean =>
  line.status === "READY" || (line.status === "BILLED" && !line.external);

/** The lines of an export: `ready` is the default one, `all` has what is held too. */
export const selectLines = (lines: readonly ClaimLine[], which: "ready" | "all"): ClaimLine[] =>
  lines.filter((line) => isExported(line) || (which === "all" && line.status === "HELD"));
