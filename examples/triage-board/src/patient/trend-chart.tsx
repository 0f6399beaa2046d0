import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useDark } from "./use-dark.ts";
import type { Line } from "./read-panels.ts";
import { chartData, chartOptions } from "./chart-options.ts";

type Props = { lines: readonly Line[]; timeZone: string; label: string };

export const TrendChart = ({ lines, timeZone, label }: Props) => {
  const holder = useRef<HTMLDivElement>(null);
  // The chart paints with the colours of the moment.
  const dark = useDark();
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const chart = new uPlot(chartOptions(lines, timeZone, element), chartData(lines), element);
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [lines, timeZone, dark]);
  return <div ref={holder} className="chart" role="img" aria-label={label} />;
};
