import { reached, type Row } from "./part.js";
import { figureOf, goalOf } from "./print.js";

const WIDTH = 900;
const NAMES = 470;
const LINE = 26;
const TOP = 44;
/** Of the goal; what is better yet is drawn as long. */
const MOST = 2;

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const xOf = (part: number): number => Math.round(NAMES + (Math.min(part, MOST) / MOST) * (WIDTH - NAMES - 90));

const STYLE = `text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.held { fill: #1a7f37; } .missed { fill: #bc4c00; } .goal { stroke: #1f2328; stroke-dasharray: 3 3; } .page { fill: #ffffff; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .held { fill: #3fb950; } .missed { fill: #f0883e; } .goal { stroke: #e6edf3; } .page { fill: #0d1117; } }`;

const barOf = (row: Row, at: number): string => {
  const part = reached(row) ?? 0;
  const y = TOP + at * LINE;
  const held = part >= 1;
  return `<g role="listitem" aria-label="${escape(`${row.what}: ${figureOf(row)}, goal ${goalOf(row)}, ${held ? "held" : "missed"}`)}">
<text x="${NAMES - 8}" y="${y + 13}" text-anchor="end">${escape(row.what)}</text>
<rect class="${held ? "held" : "missed"}" x="${NAMES}" y="${y + 2}" width="${Math.max(2, xOf(part) - NAMES)}" height="${LINE - 10}"/>
<text x="${xOf(part) + 6}" y="${y + 13}">${held ? "✓" : "✗"} ${escape(figureOf(row))}</text></g>`;
};

/** Each row that has a goal as a bar, as long as the part of the goal that was reached. */
export const chartOf = (rows: readonly Row[]): string => {
  const drawn = rows.filter(({ goal }) => goal);
  const height = TOP + drawn.length * LINE + 12;
  const held = drawn.filter((row) => (reached(row) ?? 0) >= 1).length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title description">
<title id="title">How near VitalEdge comes to its goals of speed</title>
<desc id="description">A bar for each measured row, as long as the part of its goal that was reached. ${held} of ${drawn.length} reach the line of the goal. The table of the page has the figures.</desc>
<style>${STYLE}</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text x="${xOf(1)}" y="18" text-anchor="middle">goal</text>
<line class="goal" x1="${xOf(1)}" x2="${xOf(1)}" y1="24" y2="${height - 8}"/>
<g role="list">
${drawn.map(barOf).join("\n")}
</g>
</svg>
`;
};
