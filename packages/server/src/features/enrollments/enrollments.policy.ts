export type Program = "RPM" | "RTM" | "CCM" | "PCM" | "APCM";
export type EnrollmentStatus = "PENDING" | "ACTIVE" | "PAUSED" | "ENDED";

/** Which enrollment a reading goes to where several could take it. */
export const PROGRAM_ORDER: readonly Program[] = ["RPM", "RTM", "CCM", "PCM", "APCM"];

const NEXT: Record<EnrollmentStatus, readonly EnrollmentStatus[]> = {
  PENDING: ["ACTIVE", "ENDED"],
  ACTIVE: ["PAUSED", "ENDED"],
  PAUSED: ["ACTIVE", "ENDED"],
  ENDED: [],
};

/** The same status again changes nothing, and is allowed. */
export const canMove = (from: EnrollmentStatus, to: EnrollmentStatus): boolean =>
  from === to || NEXT[from].includes(to);

export const isOpen = (status: EnrollmentStatus): boolean => status !== "ENDED";

const EXCLUDES: Partial<Record<Program, Program>> = { RPM: "RTM", RTM: "RPM" };

/** Why a patient with these open enrollments may not have another one, if so. */
export const conflictOf = (
  openPrograms: readonly Program[],
  program: Program,
  allowConflict: boolean,
): "already_enrolled" | "program_conflict" | undefined => {
  if (openPrograms.includes(program)) return "already_enrolled";
  const excluded = EXCLUDES[program];
  return excluded && openPrograms.includes(excluded) && !allowConflict ? "program_conflict" : undefined;
};
