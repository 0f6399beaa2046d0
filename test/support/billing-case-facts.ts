import type {
  ClaimFact, EnrollmentFacts, PatientMonthFacts, ReadingDays, TimeEntryFact,
} from "../../packages/server/src/features/billing/facts.js";
import { nationalFees } from "../../packages/server/src/features/billing/fees.js";
import { completeSettings } from "../../packages/server/src/features/billing/rules/settings.js";
import type { LocalDate } from "../../packages/server/src/platform/civil.js";
import { addDays, instantAt, lastDay, localDateOf } from "../../packages/server/src/platform/civil.js";
import { programsOf, zoneOf, type BillingCase, type CaseEnrollment, type CaseProgram, type CaseTimeEntry } from "./billing-case-form.js";

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

const readingDays = (program: CaseProgram, { id, timezone }: EnrollmentFacts): ReadingDays[] =>
  (program.observationsDays ?? []).map((given) => {
    const reading = typeof given === "string" ? { date: given } : given;
    const fdaDefined = program.enrollment.deviceFdaDefined;
    const deviceId = reading.device ?? (fdaDefined === false ? "dev_case" : null);
    const date = reading.date ?? localDateOf(new Date(reading.at ?? ""), timezone);
    return {
      enrollmentId: id, dates: [date], deviceId, counts: [1], source: reading.source ?? "DEVICE",
      fdaDefined: deviceId === null ? null : (fdaDefined ?? true),
    };
  });

/** A time entry with its place in the day; `program` is the place in the case of the one it is entered for. */
export type LaidEntry = { readonly entry: CaseTimeEntry; readonly program: number; readonly zone: string; from: number; to: number };

const lengthOf = ({ minutes }: CaseTimeEntry): number => Math.round(minutes * 60) * 1000;

const localInstant = (text: string, zone: string): number => {
  const [date = "", time = ""] = text.split("T");
  return instantAt(date, time, zone).getTime();
};

/** From 09:00, end to end over all programs, around those with times. */
const layUntimed = (entries: readonly LaidEntry[]): void => {
  for (const next of entries.filter(({ from }) => Number.isNaN(from))) {
    next.from = instantAt(next.entry.date, "09:00", next.zone).getTime();
    next.to = next.from + lengthOf(next.entry);
    for (;;) {
      const blocker = entries.find((other) => other !== next && other.from < next.to && other.to > next.from);
      if (!blocker) break;
      next.from = blocker.to;
      next.to = next.from + lengthOf(next.entry);
    }
  }
};

/** A case's time entries in file order. An id that comes again is the same request again: the first one's entry. */
export const layEntries = (worked: BillingCase): LaidEntry[] => {
  const programs = programsOf(worked);
  const known = new Map<string, LaidEntry>();
  const entries = programs.flatMap(({ timeEntries = [] }, own) =>
    timeEntries.map((entry): LaidEntry => {
      const named = programs.findIndex((other) => other.enrollment.program === entry.programs?.[0]);
      const program = named < 0 ? own : named;
      const zone = zoneOf(worked, programs[program]!.enrollment);
      const from = entry.start ? localInstant(entry.start, zone) : Number.NaN;
      const laid = { entry, program, zone, from, to: entry.end ? localInstant(entry.end, zone) : Number.NaN };
      const first = known.get(entry.id ?? "") ?? laid;
      if (entry.id) known.set(entry.id, first);
      return first;
    }),
  );
  layUntimed([...new Set(entries)]);
  return entries;
};

const timeEntries = (worked: BillingCase, enrollments: readonly EnrollmentFacts[]): TimeEntryFact[] =>
  [...new Set(layEntries(worked))].map(({ entry, program, from, to }, at) => ({
    id: `time_${at}`,
    enrollmentId: enrollments[program]!.id,
    startedAt: new Date(from),
    durationSeconds: (to - from) / 1000,
    activity: entry.kind,
    interactive: entry.interactive,
    staffRole: entry.staffRole,
    createdAt: new Date(Date.UTC(2026, 0, 1) + at),
    status: "FINAL",
  }));

const claim = (enrollmentId: string, code: string, dosTo: LocalDate): ClaimFact => ({
  enrollmentId, code, dosTo, units: 1, origin: "EXTERNAL", status: "RECORDED",
});

/** The moment at which a case is asked about: the end of `asOf`, else noon of the 15th of the month after. */
export const clockOf = (worked: BillingCase): Date => {
  const day = worked.asOf ?? addDays(lastDay(worked.month), 15);
  return instantAt(day, worked.asOf ? "23:59" : "12:00", zoneOf(worked, worked.given.enrollment));
};

/** Earlier enrollments of the first program, as they are entered. */
export const earlierEpisodes = ({ given: { enrollment } }: BillingCase): { enrollment: CaseEnrollment; billed: string[] }[] =>
  (enrollment.previousEpisodes ?? []).map(({ startDate, endDate, billed }) => ({
    billed, enrollment: { ...enrollment, startDate, endDate, consentDate: startDate },
  }));

/** What the platform would have loaded for a case after it was entered. */
export const factsOfCase = (worked: BillingCase): PatientMonthFacts => {
  const { given, month } = worked;
  const programs = programsOf(worked);
  const enrollments = programs.map(({ enrollment }, at) => enrollmentFacts(enrollment, `enr_${at}`, zoneOf(worked, enrollment)));
  const earlier = earlierEpisodes(worked).map(({ enrollment, billed }, at) => ({
    billed, enrollment: enrollmentFacts(enrollment, `enr_previous_${at}`, zoneOf(worked, enrollment)),
  }));
  return {
    month,
    asOf: worked.asOf ?? addDays(lastDay(month), 15),
    enrollments: [...enrollments, ...earlier.map(({ enrollment }) => enrollment)],
    readingDays: programs.flatMap((program, at) => readingDays(program, enrollments[at]!)),
    timeEntries: timeEntries(worked, enrollments),
    claims: [
      ...programs.flatMap(({ enrollment }, at) => (enrollment.priorBilled ?? []).map(({ code, dos }) => claim(`enr_${at}`, code, dos))),
      ...earlier.flatMap(({ billed, enrollment: { id, endDate, startDate } }) => billed.map((code) => claim(id, code, endDate ?? startDate))),
    ],
    alignments: [],
    settings: [{ effectiveFrom: "2000-01", settings: completeSettings(given.config ?? {}) }],
    fees: nationalFees(),
  };
};
