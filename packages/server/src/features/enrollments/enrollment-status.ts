import { addDays, type LocalDate } from "../../platform/civil.js";
import type { Pause } from "./enrollment-dates.js";
import { canMove, type EnrollmentStatus } from "./enrollments.policy.js";

export type StatusAndDates = {
  status: EnrollmentStatus;
  startDate: LocalDate;
  endDate: LocalDate | null;
  endReason: string | null;
  pauses: readonly Pause[];
};

export type StatusProblem = { code: "invalid_transition" | "end_required" | "invalid_dates"; detail: string };
export type StatusOutcome = { next: StatusAndDates } | { problem: StatusProblem };

const refuse = (code: StatusProblem["code"], detail: string): StatusOutcome => ({
  problem: { code, detail },
});

/** In order of their days, which do not overlap. */
const sortPauses = (pauses: readonly Pause[]): Pause[] | undefined => {
  const sorted = pauses.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const sound = sorted.every((pause, index) => {
    const before = sorted[index - 1];
    return (
      (pause.to === null || pause.from <= pause.to) &&
      (!before || (before.to !== null && before.to < pause.from))
    );
  });
  return sound ? sorted : undefined;
};

const openPause = (pauses: readonly Pause[], today: LocalDate): Pause[] =>
  pauses.some((pause) => pause.to === null) ? [...pauses] : [...pauses, { from: today, to: null }];

/** Ends the pause that holds today with yesterday; one shorter than a day vanishes. */
const closePause = (pauses: readonly Pause[], today: LocalDate): Pause[] =>
  pauses.flatMap((pause) => {
    if (pause.to !== null && (pause.from > today || pause.to < today)) return [pause];
    return pause.from < today ? [{ from: pause.from, to: addDays(today, -1) }] : [];
  });

/** Dates that fit each other, and an end where the status says so. */
const settle = (next: StatusAndDates): StatusOutcome => {
  if (next.status === "ENDED" && (next.endDate === null || next.endReason === null)) {
    return refuse("end_required", "An ended enrollment has an endDate and an endReason; send both.");
  }
  if (next.endDate !== null && next.endDate < next.startDate) {
    return refuse("invalid_dates", "The endDate is before the startDate.");
  }
  const pauses = sortPauses(next.pauses);
  if (!pauses) return refuse("invalid_dates", "Pauses end no earlier than they begin and do not overlap.");
  return { next: { ...next, pauses } };
};

/** The status and dates of a new enrollment, `status` being the one asked for. */
export const initialStatus = (
  input: {
    status?: "PENDING" | "ACTIVE";
    startDate: LocalDate;
    endDate?: LocalDate | null;
    endReason?: string | null;
    pauses?: readonly Pause[];
  },
  today: LocalDate,
): StatusOutcome => {
  const { startDate, endDate = null, endReason = null, pauses = [] } = input;
  const asked = input.status ?? (startDate <= today ? "ACTIVE" : "PENDING");
  const status = endDate !== null && endDate < today ? "ENDED" : asked;
  return settle({ status, startDate, endDate, endReason, pauses });
};

export type StatusPatch = {
  status?: EnrollmentStatus;
  startDate?: LocalDate;
  endDate?: LocalDate | null;
  endReason?: string | null;
  pauses?: readonly Pause[] | null;
};

/** A caller's day may be one ahead of the enrollment's zone: an end that far is one of today. */
const isAhead = (date: LocalDate | null, today: LocalDate): boolean =>
  date !== null && date > addDays(today, 1);

const nextStatus = (
  current: StatusAndDates,
  patch: StatusPatch,
  endDate: LocalDate | null,
  today: LocalDate,
): EnrollmentStatus => {
  const asked = patch.status ?? current.status;
  // An end that has passed has happened.
  if (patch.endDate && patch.endDate < today) return "ENDED";
  // One ahead is carried out on its day by the scheduler; what has not begun is called off at once.
  const running = current.status === "ACTIVE" || current.status === "PAUSED";
  return asked === "ENDED" && running && isAhead(endDate, today) ? current.status : asked;
};

/** What a change of status or dates comes to; `today` is the day in the enrollment's zone. */
export const applyStatus = (current: StatusAndDates, patch: StatusPatch, today: LocalDate): StatusOutcome => {
  if (patch.status !== undefined && !canMove(current.status, patch.status)) {
    return refuse(
      "invalid_transition",
      `An enrollment that is ${current.status} cannot become ${patch.status}.`,
    );
  }
  const endDate = patch.endDate === undefined ? current.endDate : patch.endDate;
  const endReason = patch.endReason === undefined ? current.endReason : patch.endReason;
  if (patch.status === "ENDED" && (endDate === null || endReason === null)) {
    return refuse("end_required", "Ending an enrollment needs an endDate and an endReason; send both.");
  }
  const status = nextStatus(current, patch, endDate, today);
  let pauses = patch.pauses === undefined ? current.pauses : (patch.pauses ?? []);
  if (status === "PAUSED" && current.status !== "PAUSED") pauses = openPause(pauses, today);
  if (status === "ACTIVE" && current.status === "PAUSED") pauses = closePause(pauses, today);
  return settle({ status, startDate: patch.startDate ?? current.startDate, endDate, endReason, pauses });
};
