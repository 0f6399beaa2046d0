import type { LocalDate } from "../../platform/civil.js";
import { firstDay, lastDay } from "../../platform/civil.js";
import { mainDevice } from "./days.js";
import type { Evaluation } from "./evaluate.js";
import { practitionerTime, wholeMinutes } from "./minutes.js";
import type { ClaimGap, ClaimParties } from "./parties.js";
import { chargeGaps, chargeOf, claimGaps } from "./parties.js";
import type { LineStatus, Measure, ReasonCode } from "./reasons.js";
import { holdsClaim } from "./reasons.js";
import { ruleOn, rulesOf, RULE_VERSION } from "./rules/catalogue.js";
import type { Program } from "./rules/types.js";
import type { EvaluatedCode, EvaluatedLine } from "./status.js";

export type Hold = { readonly reasonCode: ReasonCode; readonly need: Measure };

/** One line of a claim, with the evidence it rests on. Amounts are in cents. */
export type ClaimLine = {
  readonly lineId: string;
  readonly organizationId: string;
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly birthDate: LocalDate | null;
  readonly sex: "M" | "F" | "U" | null;
  readonly mrn: string | null;
  readonly payer: string | null;
  readonly payerId: string | null;
  readonly memberId: string | null;
  readonly renderingNpi: string | null;
  readonly billingNpi: string | null;
  readonly orderingNpi: string | null;
  readonly supervisingNpi: string | null;
  readonly program: Program;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly dosFrom: LocalDate;
  readonly dosTo: LocalDate;
  readonly placeOfService: string;
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
  readonly closedAt: string | null;
  readonly timezone: string;
};

export type LineOptions = {
  readonly closedAt: string | null;
  /** 837P asks for a charge, the other formats do not. */
  readonly chargeNeeded: boolean;
};

const SEX_ON_CLAIMS = { MALE: "M", FEMALE: "F", OTHER: "U", UNKNOWN: "U" } as const;

const gapsOf = (parties: ClaimParties, code: string, dosTo: LocalDate, { chargeNeeded }: LineOptions): ClaimGap[] => [
  ...claimGaps(parties),
  ...(chargeNeeded ? chargeGaps(parties, [{ code, dosTo }]) : []),
];

const holdsOf = (evaluation: Evaluation, line: EvaluatedLine, gaps: readonly ClaimGap[]): Hold[] => {
  if (line.status === "BILLED" || line.status === "MET_PERIOD_OPEN") return [];
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

const namesOf = ({ organization, patient, service }: ClaimParties) => ({
  organizationId: organization.id,
  patientId: patient.id,
  lastName: patient.lastName,
  firstName: patient.firstName,
  birthDate: patient.birthDate,
  sex: patient.sex && SEX_ON_CLAIMS[patient.sex],
  mrn: patient.mrn,
  payer: patient.coverage?.payerName ?? null,
  payerId: patient.coverage?.payerId ?? null,
  memberId: patient.coverage?.memberId ?? null,
  renderingNpi: service.renderingNpi,
  billingNpi: organization.npi,
  supervisingNpi: service.supervisingNpi,
  modifiers: service.modifiers,
  placeOfService: service.placeOfService,
});

const claimLine = (
  evaluation: Evaluation,
  code: EvaluatedCode,
  line: EvaluatedLine,
  parties: ClaimParties,
  options: LineOptions,
): ClaimLine => {
  const { enrollment, asOf, days } = evaluation;
  const holds = holdsOf(evaluation, line, gapsOf(parties, code.code, line.dosTo, options));
  const evidence = evidenceOf(evaluation, code, line);
  const deviceId = mainDevice(days, evidence.periodFrom, evidence.periodTo);
  const device = deviceId === null ? undefined : parties.devices.get(deviceId);
  return {
    ...namesOf(parties),
    ...evidence,
    // Of an open month; the close mints an id of its own.
    lineId: `${enrollment.id}-${code.code}-${line.dosTo.replaceAll("-", "")}`,
    enrollmentId: enrollment.id,
    orderingNpi: enrollment.orderingNpi,
    program: enrollment.program,
    code: code.code,
    units: line.units,
    dosFrom: line.dosFrom,
    dosTo: line.dosTo,
    diagnoses: enrollment.diagnoses,
    chargeCents: chargeOf(parties, code.code, line.dosTo, line.units),
    estimateCents: line.estimateCents,
    setupDate: enrollment.deviceSetupDate,
    consentDate: enrollment.consent?.date ?? null,
    deviceType: device?.type ?? null,
    deviceSerial: device?.serialNumber ?? null,
    status: holds.length > 0 ? "HELD" : line.status,
    holds,
    external: line.claims.length > 0 && line.claims.every(({ origin }) => origin === "EXTERNAL"),
    ruleVersion: RULE_VERSION,
    asOf,
    closedAt: options.closedAt,
    timezone: enrollment.timezone,
  };
};

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By patient and code; whole, so that the same lines always stand in the same order. */
export const compareLines = (a: ClaimLine, b: ClaimLine): number =>
  inOrder(a.patientId, b.patientId) ||
  inOrder(a.code, b.code) ||
  inOrder(a.dosTo, b.dosTo) ||
  inOrder(a.enrollmentId, b.enrollmentId);

/** Every line an evaluation makes, in order, those of open periods included. */
export const claimLines = (evaluation: Evaluation, parties: ClaimParties, options: LineOptions): ClaimLine[] =>
  evaluation.codes
    .flatMap((code) => code.lines.map((line) => claimLine(evaluation, code, line, parties, options)))
    .sort(compareLines);

/** Whether the default export has the line. */
export const isExported = (line: ClaimLine): boolean =>
  line.status === "READY" || (line.status === "BILLED" && !line.external);

/** The lines of an export: `ready` is the default one, `all` has what is held too. */
export const selectLines = (lines: readonly ClaimLine[], which: "ready" | "all"): ClaimLine[] =>
  lines.filter((line) => isExported(line) || (which === "all" && line.status === "HELD"));
