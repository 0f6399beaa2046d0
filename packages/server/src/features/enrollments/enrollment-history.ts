import { isSame, inputOf } from "./enrollment-columns.js";
import type { EnrollmentColumns, EnrollmentRow } from "./enrollments.sql.js";

export type Change = { pointer: string; before: unknown; after: unknown };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** An object is told member by member where there was one before; a list is told whole. */
const changesAt = (pointer: string, before: unknown, after: unknown): Change[] => {
  if (isSame(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ pointer, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name) => changesAt(`${pointer}/${name}`, before[name] ?? null, after[name] ?? null));
};

const isNothing = (value: unknown): boolean => value === null || (typeof value === "object" && Object.keys(value).length === 0);

/** An enrollment changes its patient where two patients are merged. */
type Form = EnrollmentColumns & Pick<EnrollmentRow, "patient_id">;

/** What one change made of an enrollment; of the first form all that it was made with. */
export const changesBetween = (before: Form | undefined, after: Form): Change[] => {
  const now: Record<string, unknown> = inputOf(after);
  const was: Record<string, unknown> | undefined = before && inputOf(before);
  const moved = before ? changesAt("/patientId", before.patient_id, after.patient_id) : [];
  return moved.concat(Object.entries(now).flatMap(([name, value]) => {
    if (was) return changesAt(`/${name}`, was[name] ?? null, value);
    return isNothing(value) ? [] : [{ pointer: `/${name}`, before: null, after: value }];
  }));
};
