import { dollarsOf } from "../fees.js";
import type { ClaimLine } from "../lines.js";

export type Cell = string | number | null;

const dollars = (cents: number | null): string | null => (cents === null ? null : dollarsOf(cents));

const holdReasons = ({ holds }: ClaimLine): string =>
  holds
    .map(({ reasonCode, need }) => (reasonCode === "MISSING_CLAIM_FIELD" ? `${reasonCode} ${need}` : reasonCode))
    .join("; ");

/** The columns of a tabular export, in order. No column holds the time of generation: equal facts give equal bytes. */
export const COLUMNS: readonly (readonly [name: string, cell: (line: ClaimLine) => Cell])[] = [
  ["line_id", (line) => line.lineId],
  ["organization_id", (line) => line.organizationId],
  ["patient_id", (line) => line.patientId],
  ["last_name", (line) => line.lastName],
  ["first_name", (line) => line.firstName],
  ["dob", (line) => line.birthDate],
  ["sex", (line) => line.sex],
  ["mrn", (line) => line.mrn],
  ["payer", (line) => line.payer],
  ["payer_id", (line) => line.payerId],
  ["member_id", (line) => line.memberId],
  ["rendering_npi", (line) => line.rendering?.npi ?? null],
  ["billing_npi", (line) => line.billingNpi],
  ["ordering_npi", (line) => line.ordering?.npi ?? null],
  ["supervising_npi", (line) => line.supervising?.npi ?? null],
  ["program", (line) => line.program],
  ["cpt", (line) => line.code],
  ["modifiers", (line) => line.modifiers.join(" ")],
  ["units", (line) => line.units],
  ["dos_from", (line) => line.dosFrom],
  ["dos_to", (line) => line.dosTo],
  ["pos", (line) => line.placeOfService],
  ["icd10_1", (line) => line.diagnoses[0] ?? null],
  ["icd10_2", (line) => line.diagnoses[1] ?? null],
  ["icd10_3", (line) => line.diagnoses[2] ?? null],
  ["icd10_4", (line) => line.diagnoses[3] ?? null],
  ["charge", (line) => dollars(line.chargeCents)],
  ["estimate", (line) => dollars(line.estimateCents)],
  ["minutes", (line) => line.minutes],
  ["interactive_count", (line) => line.interactiveCount],
  ["data_days", (line) => line.dataDays],
  ["period_from", (line) => line.periodFrom],
  ["period_to", (line) => line.periodTo],
  ["setup_date", (line) => line.setupDate],
  ["consent_date", (line) => line.consentDate],
  ["device_type", (line) => line.deviceType],
  ["device_serial", (line) => line.deviceSerial],
  ["status", (line) => line.status],
  ["hold_reasons", holdReasons],
  ["rule_version", (line) => line.ruleVersion],
  ["as_of", (line) => line.asOf],
  ["closed_at", (line) => line.closedAt],
  ["timezone", (line) => line.timezone],
];

/** A line under the names of the columns, for the formats that keep numbers and have no formulas. */
export const recordOf = (line: ClaimLine): { [name: string]: Cell } =>
  Object.fromEntries(COLUMNS.map(([name, cell]) => [name, cell(line)]));
