import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Measure, ReasonCode } from "../../packages/server/src/features/billing/reasons.js";
import type { Activity, BillingSettings, CountedSource } from "../../packages/server/src/features/billing/rules/settings.js";
import type { Program, StaffRole } from "../../packages/server/src/features/billing/rules/types.js";
import type { LocalDate, Month } from "../../packages/server/src/platform/civil.js";

export type CaseEnrollment = {
  program: Program;
  startDate: LocalDate;
  endDate?: LocalDate;
  timezone?: string;
  consentDate?: LocalDate | null;
  deviceSetupDate?: LocalDate | null;
  secondDeviceSetupDate?: LocalDate;
  orderingProviderNpi?: string;
  icd10?: string[];
  emDates?: LocalDate[];
  qmb?: boolean;
  establishedPatient?: boolean;
  otherPractitionerBilled?: boolean;
  globalPeriodSamePractitioner?: boolean;
  chronicConditions?: number;
  carePlanDate?: LocalDate | null;
  mdmComplexity?: "STRAIGHTFORWARD" | "LOW" | "MODERATE" | "HIGH" | null;
  apcmElementsAttested?: boolean;
  rtmSystem?: "RESPIRATORY" | "MSK" | "CBT";
  deviceFdaDefined?: boolean;
  priorBilled?: { code: string; dos: LocalDate }[];
  previousEpisodes?: { startDate: LocalDate; endDate: LocalDate; billed: string[] }[];
};
export type CaseReading =
  | LocalDate
  | { date?: LocalDate; at?: string; source?: CountedSource; device?: string; receivedAt?: string };
export type CaseTimeEntry = {
  id?: string;
  date: LocalDate;
  minutes: number;
  start?: string;
  end?: string;
  kind: Activity;
  staffRole: StaffRole;
  interactive: boolean;
  programs?: Program[];
};
export type CaseProgram = { enrollment: CaseEnrollment; observationsDays?: CaseReading[]; timeEntries?: CaseTimeEntry[] };
export type BillingCase = {
  id: string;
  title: string;
  program: Program;
  month: Month;
  asOf?: LocalDate;
  given: CaseProgram & { config?: Partial<BillingSettings>; otherPrograms?: CaseProgram[] };
  expect: {
    billable: { code: string; units: number }[];
    notBillable: { code: string; reasonCode: ReasonCode; have: Measure; need: Measure }[];
    lines?: { code: string; units: number; dosFrom: LocalDate; dosTo: LocalDate }[];
    readiness?: {
      period?: Record<string, unknown>;
      days?: Record<string, unknown>;
      minutes?: Record<string, unknown>;
      ifClosedNow?: string[];
      projectedCodes?: string[];
      missing?: string[];
    };
  };
  /** The zone of enrollments that name none, from the file's defaults. */
  timezone: string;
};

const schema: object = JSON.parse(readFileSync(new URL("../data/billing-cases.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv2020({ allErrors: true, strict: false }).addSchema(schema, "cases");
const isCase = ajv.compile({ $ref: "cases#/properties/cases/items" });

const nameFault = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath || "/"} ${message}${params["additionalProperty"] ? `: ${params["additionalProperty"]}` : ""}`;

/** What keeps a case from being of the form: keys it does not know, by name, and values that do not fit. */
export const faultsOf = ({ timezone: _timezone, ...given }: BillingCase): string[] =>
  isCase(given) ? [] : (isCase.errors ?? []).map(nameFault);

const OWN = new URL("../data/own-billing-cases.json", import.meta.url);
const SHARED = new URL("../data/billing-cases.json", import.meta.url);
const NEW_YORK = "America/New_York";

const read = (file: URL | string): BillingCase[] => {
  const { defaults, cases }: { defaults?: { timezone?: string }; cases: BillingCase[] } = JSON.parse(readFileSync(file, "utf8"));
  return cases.map((one) => ({ ...one, timezone: defaults?.timezone ?? NEW_YORK }));
};

const given = process.env["BILLING_CASES"];

/** The cases of the file that BILLING_CASES names; by default those of the repository. */
export const BILLING_CASES: readonly BillingCase[] = given ? read(given) : [...read(SHARED), ...read(OWN)];

export const programsOf = ({ given: first }: BillingCase): readonly CaseProgram[] => [first, ...(first.otherPrograms ?? [])];
export const zoneOf = ({ timezone }: BillingCase, enrollment: CaseEnrollment): string => enrollment.timezone ?? timezone;
