import type { TypedValue } from "@medplum/core";
import { intervalOf } from "../interval.js";

export type DateRow = { low: string; high: string };

type Period = { start?: string; end?: string };
type Timing = { event?: string[]; repeat?: { boundsPeriod?: Period } };

const edge = (text: string | undefined, side: "low" | "high"): string => {
  const interval = text === undefined ? undefined : intervalOf(text);
  return interval?.[side].toISOString() ?? (side === "low" ? "-infinity" : "infinity");
};

const period = ({ start, end }: Period): DateRow[] => (start === undefined && end === undefined ? [] : [{ low: edge(start, "low"), high: edge(end, "high") }]);

const moment = (text: string): DateRow[] => {
  const interval = intervalOf(text);
  return interval ? [{ low: interval.low.toISOString(), high: interval.high.toISOString() }] : [];
};

/** A timing covers the time from its first event to its last, or its bounds. */
const timing = ({ event = [], repeat }: Timing): DateRow[] => {
  const events = event.flatMap(moment);
  if (!events.length) return period(repeat?.boundsPeriod ?? {});
  return [{ low: events.map(({ low }) => low).toSorted()[0]!, high: events.map(({ high }) => high).toSorted().at(-1)! }];
};

export const datesOf = ({ type, value }: TypedValue): DateRow[] => {
  switch (type) {
    case "date": case "dateTime": case "instant": return moment(value as string);
    case "Period": return period(value as Period);
    case "Timing": return timing(value as Timing);
    default: return [];
  }
};
