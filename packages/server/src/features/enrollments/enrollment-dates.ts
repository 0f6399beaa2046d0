import { localDateOf, type LocalDate } from "../../platform/civil.js";
import { PROGRAM_ORDER, type Program } from "./enrollments.policy.js";

/** Both days inclusive; open where `to` is null. Days are local in the enrollment's zone. */
export type Pause = { from: LocalDate; to: LocalDate | null };
export type ActiveDays = { startDate: LocalDate; endDate: LocalDate | null; pauses: readonly Pause[] };
export type Monitoring = ActiveDays & {
  timezone: string;
  program: Program;
  /** Empty: every metric whose programs hold this one. */
  metricDefinitionIds: readonly string[];
};

const isWithin = (date: LocalDate, from: LocalDate, to: LocalDate | null): boolean =>
  from <= date && (to === null || date <= to);

/** Whether a day counts, whatever the present status is. */
export const isActiveOn = (enrollment: ActiveDays, date: LocalDate): boolean =>
  isWithin(date, enrollment.startDate, enrollment.endDate) &&
  !enrollment.pauses.some((pause) => isWithin(date, pause.from, pause.to));

export const isActiveAt = (enrollment: ActiveDays & { timezone: string }, instant: Date): boolean =>
  isActiveOn(enrollment, localDateOf(instant, enrollment.timezone));

export const monitorsMetric = (
  enrollment: Pick<Monitoring, "program" | "metricDefinitionIds">,
  metric: { id: string; programs: readonly Program[] },
): boolean =>
  enrollment.metricDefinitionIds.length === 0
    ? metric.programs.includes(enrollment.program)
    : enrollment.metricDefinitionIds.includes(metric.id);

const programOrder = (program: Program): number => PROGRAM_ORDER.indexOf(program);

/** The enrollment a reading belongs to. Of several of one program the one that started last, then the later id. */
export const chooseEnrollment = <E extends Monitoring & { id: string }>(
  enrollments: readonly E[],
  reading: { metricDefinitionId: string; metricPrograms: readonly Program[]; recordedAt: Date },
): E | undefined => {
  const metric = { id: reading.metricDefinitionId, programs: reading.metricPrograms };
  let chosen: E | undefined;
  for (const enrollment of enrollments) {
    if (!monitorsMetric(enrollment, metric) || !isActiveAt(enrollment, reading.recordedAt)) continue;
    if (!chosen || comesBefore(enrollment, chosen)) chosen = enrollment;
  }
  return chosen;
};

const comesBefore = (a: Monitoring & { id: string }, b: Monitoring & { id: string }): boolean => {
  if (a.program !== b.program) return programOrder(a.program) < programOrder(b.program);
  return a.startDate === b.startDate ? a.id > b.id : a.startDate > b.startDate;
};
