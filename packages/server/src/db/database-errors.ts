import type { ProblemCode } from "../http/problems.js";
import { ProblemError } from "../http/problem.js";

/** Which rule of the contract each constraint keeps. A constraint that is not here is a fault of ours: 500. */
const CONSTRAINTS: Record<string, ProblemCode> = {
  patients_mrn: "mrn_taken",
  practitioners_npi: "npi_taken",
  devices_serial: "device_exists",
  metric_definitions_code: "metric_code_taken",
  members_pkey: "member_exists",
  enrollments_one_open_per_program: "already_enrolled",
  time_entries_one_timer: "timer_running",
  claims_standing: "invalid_transition",
  device_assignments_no_overlap: "device_already_assigned",
};

type DatabaseError = Error & { code?: string; constraint?: string; severity?: string; routine?: string };

export const unavailable = (cause: unknown): ProblemError =>
  new ProblemError("unavailable", {
    detail: "The database cannot be reached for the moment. Try again in a few seconds.",
    headers: { "Retry-After": "2" },
    cause,
  });

/** The database's disk is full: nothing of what failed was stored, and nothing is read that cannot be put on record. */
const NO_ROOM = "53100";

// Admission and shutdown of the server, lost connections, and waits that took too long: all may pass.
const PASSING = /^(08|53|57P0|40001|40P01|55P03|57014)/;
const LOST = /terminated|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|not queryable|Connection ended|timeout/i;

/** A reading of a month that has no partition, not yet or no more: PostgreSQL's check violation that names no constraint. */
export const isPartitionMissing = (error: unknown): boolean =>
  error instanceof Error && (error as DatabaseError).code === "23514" && !(error as DatabaseError).constraint;

/**
 * What the connection had prepared is not there any more, or answers other columns since a migration. Another connection prepares
 * it anew.
 */
export const isOutdated = (error: unknown): boolean => {
  const { code, routine } = error as DatabaseError;
  return code === "26000" || (code === "0A000" && routine === "RevalidateCachedQuery");
};

/** Whether the database was away or could not go on: the same may succeed later. */
export const isPassing = (problem: ProblemError | undefined): boolean => problem?.status === 503;

/** What the caller may know of a database error; undefined where it is a fault of ours. */
export const problemOf = (error: unknown): ProblemError | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { code = "", constraint = "", message } = error as DatabaseError;
  const known = CONSTRAINTS[constraint];
  if (known) return new ProblemError(known, { cause: error });
  // Months ahead are made when they are missed; readings of the future are refused before.
  if (isPartitionMissing(error)) return new ProblemError("month_detached", { cause: error });
  if (code === NO_ROOM) return new ProblemError("storage_full", { headers: { "Retry-After": "60" }, cause: error });
  if (isOutdated(error) || PASSING.test(code) || /^(ECONN|EPIPE|ETIMEDOUT)/.test(code)) return unavailable(error);
  if (!code && LOST.test(message)) return unavailable(error);
  return undefined;
};
