import type { TrendInterval } from "@vitaledge/sdk";

export type Range = { days: number; interval: TrendInterval };
export const RANGES = [{ days: 7, interval: "hour" }, { days: 30, interval: "day" }, { days: 90, interval: "day" }] as const satisfies readonly Range[];

type Props = { value: Range; onChange: (range: Range) => void };

export const Ranges = ({ value, onChange }: Props) => (
  <fieldset className="segments">
    <legend className="hidden">Time shown</legend>
    {RANGES.map((range) => (
      <label key={range.days}>
        <input type="radio" name="range" checked={range === value} onChange={() => onChange(range)} />
        <span>{range.days} days</span>
      </label>
    ))}
  </fieldset>
);
