import { readFileSync } from "node:fs";
import type {
  ClaimFact, EnrollmentFacts, PatientMonthFacts, ReadingDay, TimeEntryFact,
} from "../../packages/server/src/features/billing/facts.js";
import { nationalFees } from "../../packages/server/src/features/billing/fees.js";
import type { Measure, ReasonCode } from "../../packages/server/src/features/billing/reasons.js";
import type { Activity, BillingSettings, CountedSource } from "../../packages/server/src/features/billing/rules/settings.js";
import { completeSettings } from "../../packages/server/src/features/billing/rules/settings.js";
import type { Program, StaffRole } from "../../packages/server/src/features/billing/rules/types.js";
import type { LocalDate, Month } from "../../packages/server/src/platform/civil.js";
import { addDays, instantAt, lastDay, localDateOf } from "../../packages/server/src/platform/civil.js";

export type CaseEnrollment = {
  program: Program;
  startDate: LocalDate;
  endDate?: LocalDate | null;
  timezone?: string;
  consentDate?: LocalDate | null;
  deviceSetupDate?: LocalDate | null;
  secondDeviceSetupDate?: LocalDate;
  orderingProviderNpi?: string | null;
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
  interactive?: boolean;
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
};

const words = (text: string): Set<string> => new Set(text.split(/\s+/));
const KNOWN = {
  case: words("id title year program why debate debatable month asOf given expect"),
  given: words("config enrollment observationsDays timeEntries otherPrograms"),
  enrollment: words(
    `program startDate endDate timezone consentDate deviceSetupDate secondDeviceSetupDate orderingProviderNpi icd10
    emDates qmb establishedPatient otherPractitionerBilled globalPeriodSamePractitioner chronicConditions carePlanDate
    mdmComplexity apcmElementsAttested rtmSystem deviceFdaDefined priorBilled previousEpisodes`,
  ),
  observation: words("date at source device receivedAt"),
  timeEntry: words("id date minutes start end kind staffRole interactive programs"),
};

/** Names of keys that the form of the cases does not have; a case with any fails by them. */
export const unknownKeys = (worked: BillingCase): string[] => {
  const stray = (kind: keyof typeof KNOWN, value: object): string[] =>
    Object.keys(value).filter((key) => !KNOWN[kind].has(key)).map((key) => `${kind}.${key}`);
  const programs: CaseProgram[] = [worked.given, ...(worked.given.otherPrograms ?? [])];
  return [
    ...stray("case", worked),
    ...programs.flatMap((program) => [
      ...stray("given", program),
      ...stray("enrollment", program.enrollment),
      ...(program.observationsDays ?? []).flatMap((day) => (typeof day === "string" ? [] : stray("observation", day))),
      ...(program.timeEntries ?? []).flatMap((entry) => stray("timeEntry", entry)),
    ]),
  ];
};

const file: { defaults: { timezone: string }; cases: BillingCase[] } = JSON.parse(
  readFileSync(process.env["BILLING_CASES"] ?? new URL("../data/billing-cases.json", import.meta.url), "utf8"),
);

export const BILLING_CASES: readonly BillingCase[] = file.cases;

const enrollmentFacts = (given: CaseEnrollment, id: string, timezone: string): EnrollmentFacts => ({
  id,
  patientId: "patient_case",
  program: given.program,
  timezone,
  startDate: given.startDate,
  endDate: given.endDate ?? null,
  pauses: [],
  consent: given.consentDate ? { date: given.consentDate, revokedOn: null } : null,
  deviceSetupDate: given.deviceSetupDate ?? null,
  orderingNpi: given.orderingProviderNpi ?? null,
  diagnoses: given.icd10 ?? [],
  billingFacts: {
    establishedPatient: given.establishedPatient,
    otherPractitionerBilled: given.otherPractitionerBilled,
    globalPeriodSamePractitioner: given.globalPeriodSamePractitioner,
    chronicConditions: given.chronicConditions,
    carePlanDate: given.carePlanDate,
    mdmComplexity: given.mdmComplexity,
    qualifiedMedicareBeneficiary: given.qmb,
    apcmElementsAttested: given.apcmElementsAttested,
    rtmSystem: given.rtmSystem,
    emVisitDates: given.emDates,
  },
  monthFacts: {},
  signedOff: false,
});

const readingDays = (program: CaseProgram, { id, timezone }: EnrollmentFacts): ReadingDay[] =>
  (program.observationsDays ?? []).map((given) => {
    const reading = typeof given === "string" ? { date: given } : given;
    const fdaDefined = program.enrollment.deviceFdaDefined;
    const deviceId = reading.device ?? (fdaDefined === false ? "dev_case" : null);
    const date = reading.date ?? localDateOf(new Date(reading.at ?? ""), timezone);
    return {
      enrollmentId: id, date, deviceId, count: 1, source: reading.source ?? "DEVICE",
      fdaDefined: deviceId === null ? null : (fdaDefined ?? true),
    };
  });

type Timed = { entry: CaseTimeEntry; enrollment: EnrollmentFacts; from: number; to: number };

/** Entries without times are laid from 09:00, end to end over all programs in file order, around those with times. */
const layEntries = (given: { entry: CaseTimeEntry; enrollment: EnrollmentFacts }[]): Timed[] => {
  const length = ({ minutes }: CaseTimeEntry): number => Math.round(minutes * 60) * 1000;
  const instant = (text: string, zone: string): number => {
    const [date = "", time = ""] = text.split("T");
    return instantAt(date, time, zone).getTime();
  };
  const laid = given.map(({ entry, enrollment }) => {
    const from = entry.start ? instant(entry.start, enrollment.timezone) : Number.NaN;
    return { entry, enrollment, from, to: entry.end ? instant(entry.end, enrollment.timezone) : from + length(entry) };
  });
  for (const next of laid.filter(({ from }) => Number.isNaN(from))) {
    next.from = instantAt(next.entry.date, "09:00", next.enrollment.timezone).getTime();
    next.to = next.from + length(next.entry);
    for (;;) {
      const blocker = laid.find((other) => other !== next && other.from < next.to && other.to > next.from);
      if (!blocker) break;
      next.from = blocker.to;
      next.to = next.from + length(next.entry);
    }
  }
  return laid;
};

const timeEntries = (programs: { given: CaseProgram; enrollment: EnrollmentFacts }[]): TimeEntryFact[] => {
  const sent = new Set<string>();
  const entries = programs.flatMap(({ given, enrollment }) =>
    (given.timeEntries ?? []).flatMap((entry) => {
      if (entry.id && sent.has(entry.id)) return [];
      if (entry.id) sent.add(entry.id);
      const [first] = entry.programs ?? [];
      return [{ entry, enrollment: programs.find((other) => other.enrollment.program === first)?.enrollment ?? enrollment }];
    }),
  );
  return layEntries(entries).map(({ entry, enrollment, from, to }, at) => ({
    id: `time_${at}`,
    enrollmentId: enrollment.id,
    startedAt: new Date(from),
    durationSeconds: (to - from) / 1000,
    activity: entry.kind,
    interactive: entry.interactive ?? false,
    staffRole: entry.staffRole,
    createdAt: new Date(Date.UTC(2026, 0, 1) + at),
    status: "FINAL",
  }));
};

const claim = (enrollmentId: string, code: string, dosTo: LocalDate): ClaimFact => ({
  enrollmentId, code, dosTo, units: 1, origin: "EXTERNAL", status: "RECORDED",
});

/** What the platform would have loaded for a case after it was entered. */
export const factsOfCase = (worked: BillingCase): PatientMonthFacts => {
  const { given, month } = worked;
  const zone = given.enrollment.timezone ?? file.defaults.timezone;
  const programs = [given, ...(given.otherPrograms ?? [])].map((program, at) => ({
    given: program,
    enrollment: enrollmentFacts(program.enrollment, `enr_${at}`, program.enrollment.timezone ?? zone),
  }));
  const earlier = (given.enrollment.previousEpisodes ?? []).map((episode, at) => ({
    billed: episode.billed,
    enrollment: enrollmentFacts(
      { ...given.enrollment, startDate: episode.startDate, endDate: episode.endDate, consentDate: episode.startDate },
      `enr_previous_${at}`,
      zone,
    ),
  }));
  const settings = completeSettings(given.config ?? {});
  return {
    month,
    asOf: worked.asOf ?? addDays(lastDay(month), 15),
    enrollments: [...programs, ...earlier].map(({ enrollment }) => enrollment),
    readingDays: programs.flatMap((program) => readingDays(program.given, program.enrollment)),
    timeEntries: timeEntries(programs),
    claims: [
      ...programs.flatMap((program) =>
        (program.given.enrollment.priorBilled ?? []).map(({ code, dos }) => claim(program.enrollment.id, code, dos)),
      ),
      ...earlier.flatMap(({ billed, enrollment }) =>
        billed.map((code) => claim(enrollment.id, code, enrollment.endDate ?? enrollment.startDate)),
      ),
    ],
    alignments: [],
    settings: [{ effectiveFrom: "2000-01", settings }],
    fees: nationalFees(),
  };
};
