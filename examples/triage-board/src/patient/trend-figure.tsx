import { dateTime, number } from "../words.ts";
import type { Line, Panel } from "./read-panels.ts";
import { TrendChart } from "./trend-chart.tsx";

const lastOf = ({ trends, unit }: Line): string => {
  const last = trends.data.at(-1);
  return last ? `${number(last.last)} ${unit}` : "none in this time";
};

const rangeOf = ({ trends: { data } }: Line): string =>
  data.length ? `${number(Math.min(...data.map(({ min }) => min)))} to ${number(Math.max(...data.map(({ max }) => max)))}` : "no readings";

/** The chart, the same in words, and the same as a table. */
export const TrendFigure = ({ panel }: { panel: Panel }) => {
  const drawn = panel.lines.filter(({ trends }) => trends.data.length > 0);
  const label = `${panel.name}: ${panel.lines.map((line) => `${line.name} last ${lastOf(line)}, from ${rangeOf(line)}`).join("; ")}.`;
  return (
    <figure className="trend">
      <figcaption>
        <strong>{panel.name}</strong>
        {panel.lines.map((line, index) => (
          <span key={line.name} className="trend-last" data-line={index}>
            {panel.lines.length > 1 && <span className="quiet">{line.name.split(" ")[0]} </span>}{lastOf(line)}
          </span>
        ))}
      </figcaption>
      {drawn.length > 0 && <TrendChart lines={drawn} timeZone={panel.timeZone} label={label} />}
      {drawn.length > 0 && (
        <details>
          <summary>As a table</summary>
          <div className="scroll" tabIndex={0} role="group" aria-label={`${panel.name} as a table`}>{drawn.map((line) => <TrendTable key={line.name} line={line} />)}</div>
        </details>
      )}
    </figure>
  );
};

const TrendTable = ({ line: { name, unit, trends } }: { line: Line }) => (
  <table>
    <caption>{name}, {unit}</caption>
    <thead><tr><th scope="col">From</th><th scope="col">Mean</th><th scope="col">Lowest</th><th scope="col">Highest</th><th scope="col">Readings</th></tr></thead>
    <tbody>
      {trends.data.toReversed().map(({ start, mean, min, max, count }) => (
        <tr key={start}><th scope="row">{dateTime(start, trends.timezone)}</th><td>{number(mean)}</td><td>{number(min)}</td><td>{number(max)}</td><td>{count}</td></tr>
      ))}
    </tbody>
  </table>
);
