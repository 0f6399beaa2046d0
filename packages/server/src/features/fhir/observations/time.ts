import { instantAt, localDateOf, localTimeOf } from "../../../platform/civil.js";
import type { Observation } from "./observation.js";

const MINUTE = 60_000;

const writeOffset = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
};

const minutesOf = (offset: string): number => {
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
};

/** An instant by the clock of who sent it. Milliseconds are always there, so that it means no longer time than the row does. */
export const timeWithOffset = (at: Date, offset: string): string => {
  const minutes = minutesOf(offset);
  if (minutes === 0) return at.toISOString();
  return `${new Date(at.getTime() + minutes * MINUTE).toISOString().slice(0, -1)}${offset}`;
};

/** The text that says when it was measured: a period's end, or its start where it has not ended. */
export const effectiveText = ({ effectiveDateTime, effectiveInstant, effectivePeriod }: Observation): string | undefined => {
  const text = effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.end ?? effectivePeriod?.start;
  return text !== undefined && /^\d{4}-\d\d-\d\d/.test(text) ? text : undefined;
};

/** With a clock and an offset, as REST takes it: a date alone is noon of that day where the patient lives. */
export const recordedAtOf = (text: string, zone: string): string => {
  if (text.length > "YYYY-MM-DD".length) return text;
  const noon = instantAt(text, "12:00:00", zone);
  const wall = Date.parse(`${localDateOf(noon, zone)}T${localTimeOf(noon, zone)}Z`);
  return timeWithOffset(noon, writeOffset(Math.round((wall - noon.getTime()) / MINUTE)));
};
