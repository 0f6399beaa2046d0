import type { Ask, Pair } from "../search/ask.js";
import { BESIDE, type Asked } from "./asked.js";

/** A part of an export's work: resources of one type, found by a search, or those that were deleted. */
export type Task =
  | { kind: "found"; type: string; parameters: readonly Pair[]; compartment: Ask["compartment"] }
  | { kind: "deleted"; type: string };

type Slice = { type: string; parameters: readonly Pair[] };

// What is only referred to comes with who refers to it.
const isSearched = ({ level }: Asked, type: string): boolean => level === "system" || !BESIDE.includes(type) || type === "Device";

const slicesOf = (asked: Asked): Slice[] =>
  asked.types.filter((type) => isSearched(asked, type)).flatMap((type): Slice[] => {
    const filters = asked.filters.filter((filter) => filter.type === type);
    return filters.length ? filters.map(({ parameters }) => ({ type, parameters })) : [{ type, parameters: [] }];
  });

export const countTasks = (asked: Asked): number =>
  slicesOf(asked).length * (asked.patients?.length ?? 1) + (asked.since === null ? 0 : asked.types.length);

/** A place in an order that does not change while others write: a reading's time is its own, and so is every id. */
const orderOf = (type: string): Pair => ["_sort", type === "Observation" ? "date" : "_id"];

/** Undefined after the last one. */
export const taskAt = (asked: Asked, index: number): Task | undefined => {
  const slices = slicesOf(asked);
  const patients = asked.patients?.length ?? 1;
  const slice = slices[Math.floor(index / patients)];
  if (!slice || !patients) {
    const type = asked.since === null ? undefined : asked.types[index - slices.length * patients];
    return type === undefined ? undefined : { kind: "deleted", type };
  }
  const { type } = slice;
  const patientId = asked.patients?.[index % patients];
  const own: Pair[] = patientId === undefined ? [] : type === "Patient" ? [["_id", patientId]] : type === "Device" ? [["patient", `Patient/${patientId}`]] : [];
  const since: Pair[] = asked.since === null ? [] : [["_lastUpdated", `ge${asked.since}`]];
  return {
    kind: "found", type, parameters: [...slice.parameters, ...own, ...since, orderOf(type)],
    compartment: patientId === undefined || own.length ? undefined : { patientId },
  };
};
