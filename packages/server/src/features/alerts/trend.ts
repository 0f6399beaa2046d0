import type { Direction } from "./alert-rule.js";

export type Trend = "WORSENING" | "STEADY" | "IMPROVING";

const LEAST_READINGS = 3;
// Half of the correlation a straight line has: below it a slope is as likely noise.
const CLEAR_CORRELATION = 0.5;

/** Whether recent readings move towards the breach: the correlation of value and time, which needs no scale of the metric. */
export const trendOf = (
  readings: readonly { recordedAt: Date; value: string }[],
  direction: Direction,
): Trend => {
  if (direction === "NONE" || readings.length < LEAST_READINGS) return "STEADY";
  const times = readings.map((reading) => reading.recordedAt.getTime());
  const values = readings.map((reading) => Number(reading.value));
  const mean = (numbers: number[]): number =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [meanTime, meanValue] = [mean(times), mean(values)];
  let [together, spreadOfTime, spreadOfValue] = [0, 0, 0];
  for (const [index, time] of times.entries()) {
    const [t, v] = [time - meanTime, values[index]! - meanValue];
    together += t * v;
    spreadOfTime += t * t;
    spreadOfValue += v * v;
  }
  if (spreadOfTime === 0 || spreadOfValue === 0) return "STEADY";
  const correlation = together / Math.sqrt(spreadOfTime * spreadOfValue);
  const towards = direction === "HIGH" ? correlation : -correlation;
  if (towards >= CLEAR_CORRELATION) return "WORSENING";
  return towards <= -CLEAR_CORRELATION ? "IMPROVING" : "STEADY";
};
