import uPlot from "uplot";
import { number } from "../words.ts";
import type { Line } from "./read-panels.ts";

type Bucket = Line["trends"]["data"][number];

/** One row of times for all lines; of each line mean, highest and lowest. */
export const chartData = (lines: readonly Line[]): uPlot.AlignedData =>
  uPlot.join(lines.map(({ trends: { data } }) => {
    const pick = (value: (bucket: Bucket) => number): number[] => data.map(value);
    return [pick(({ start }) => Date.parse(start) / 1_000), pick(({ mean }) => mean), pick(({ max }) => max), pick(({ min }) => min)];
  }));

const DAY = 86_400;
const DASHES = [[], [6, 4], [2, 3]];

const seriesOf = (index: number, colour: (name: string) => string): uPlot.Series[] => {
  const stroke = colour(`--line-${index % 3}`);
  const edge = { stroke: "transparent", points: { show: false }, spanGaps: true };
  return [{ stroke, width: 2, dash: DASHES[index % 3] ?? [], spanGaps: true, points: { size: 5, fill: stroke } }, edge, edge];
};

export const chartOptions = (lines: readonly Line[], timeZone: string, element: HTMLElement): uPlot.Options => {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const days = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", timeZone });
  const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--edge"), width: 1 }, ticks: { show: false }, font: `12px ${style.fontFamily}` };
  return {
    width: element.clientWidth, height: element.clientHeight,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), timeZone),
    legend: { show: false }, cursor: { show: false },
    padding: [10, 14, 0, 0],
    axes: [{ ...axis, space: 60, size: 30, incrs: [1, 2, 7, 14, 28].map((count) => count * DAY), values: (_, splits) => splits.map((seconds) => days.format(seconds * 1_000)) }, { ...axis, size: 44, values: (_, splits) => splits.map(number) }],
    series: [{}, ...lines.flatMap((_, index) => seriesOf(index, colour))],
    bands: lines.map((_, index) => ({ series: [index * 3 + 2, index * 3 + 3] as [number, number], fill: colour(`--band-${index % 3}`) })),
  };
};
