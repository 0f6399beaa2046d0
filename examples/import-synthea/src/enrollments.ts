import type { VitalEdge } from "@vitaledge/sdk";

/** Says whether it was made now; an enrollment that is there stays as it is. */
export const enrollInRpm = async (ve: VitalEdge, patientId: string, startDate: string): Promise<boolean> => {
  const found = await ve.enrollments.list({ patientId, program: "RPM", limit: 1 }).first();
  if (found !== undefined) return false;
  await ve.enrollments.create({ patientId, program: "RPM", startDate });
  return true;
};

/** The day of the first of these instants in a time zone, YYYY-MM-DD. */
export const firstDay = (instants: string[], zone: string): string | undefined => {
  if (instants.length === 0) return undefined;
  const first = Math.min(...instants.map((instant) => Date.parse(instant)));
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(first);
};
