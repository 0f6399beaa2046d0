import { PROBLEMS } from "./problems.js";

/** The page that a problem's `type` points to: every code, its status and what it says. No script, no style, nothing from elsewhere. */
export const renderProblemPage = (): string => {
  const rows = Object.entries(PROBLEMS)
    .map(([code, { status, title }]) => `<tr id="${code}"><td>${status}</td><td><code>${code}</code></td><td>${title}</td></tr>`)
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
<thead><tr><th>Status</th><th>Code</th><th>Meaning</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</html>
`;
};
