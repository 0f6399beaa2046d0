import type { Recordable } from "./reading.js";

const textOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The places of readings with each patient's together, in the order given: a batch then reads, locks and counts for few patients,
 * and writes to few pages. As they came where one names its device alone, or two of one natural key could pass each other.
 */
export const placesByPatient = (items: readonly Recordable[]): number[] => {
  const places = items.map((_, place) => place);
  const patients = items.map(({ input }) => input.patientId);
  if (patients.includes(undefined)) return places;
  return places.sort((one, other) => textOrder(patients[one]!, patients[other]!) || one - other);
};
