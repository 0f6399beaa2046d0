import { PROBLEMS } from "./problems.js";

const escape = (text: string): string => text.replaceAll("<", "&lt;");

/** The page that a problem's `type` points to: every code, its status, what it says and what to do then. No script, no style, nothing from elsewhere. */
export const renderProblemPage = (): string => {
  const rows = Object.entries(PROBLEMS)
    .map(([code, { status, title, next }]) => `<tr id="${code}"><td>${status}</td><td><code>${code}</code></td><td>${title}</td><td>${escape(next)}</td></tr>`)
    .join("\n");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VitalEdge: what each error means</title>
<h1>What each error means</h1>
<p>Every failure is <code>application/problem+json</code> (RFC 9457). Programs decide by <code>code</code>; <code>detail</code> says what to do
next; quote <code>requestId</code> when you report one.</p>
<table>
<thead><tr><th>Status</th><th>Code</th><th>Meaning</th><th>What to do</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</html>
`;
};
