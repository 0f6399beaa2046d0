import { randomBytes } from "node:crypto";
import type { Context, Next } from "koa";
import { DEMONSTRATION } from "../../demo/demonstration-accounts.js";
import { readPackageFile } from "../../platform/package-file.js";
import { makePage, type Page } from "./page.js";
import { answerPage } from "./serve-pages.js";

const SCRIPT = "text/javascript; charset=utf-8";

/** The nonce is for the styles that the page's program puts in as it goes. */
const policyOf = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; `
  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

const account = `data-email="${escape(DEMONSTRATION.email)}" data-password="${escape(DEMONSTRATION.password)}" data-organization="${escape(DEMONSTRATION.organizationId)}"`;

const renderReference = (nonce: string, demonstration: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VitalEdge API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/reference.css">
<script src="/docs/start.js" nonce="${nonce}"${demonstration ? ` ${account}` : ""}></script>
<script src="/docs/reference.js" defer></script>
</head>
<body>
<noscript>The reference needs JavaScript. The contract itself is at <a href="/openapi.yaml">/openapi.yaml</a>, and what each error means at <a href="/docs/problems">/docs/problems</a>.</noscript>
<div id="reference"></div>
</body>
</html>
`;

const PARTS: Readonly<Record<string, string>> = { "reference.js": SCRIPT, "start.js": SCRIPT, "reference.css": "text/css; charset=utf-8" };

/** The reference of the API as a page to read and to try: one program of others, everything from this server. */
export const serveReference = (demonstration: boolean) => {
  const read = new Map<string, Page>();
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.method !== "GET" && ctx.method !== "HEAD") return next();
    if (ctx.path === "/docs" || ctx.path === "/docs/") {
      const nonce = randomBytes(16).toString("base64");
      return answerPage(ctx, makePage("text/html; charset=utf-8", Buffer.from(renderReference(nonce, demonstration)), false), policyOf(nonce));
    }
    const [, name = ""] = /^\/docs\/([\w.]+)$/.exec(ctx.path) ?? [];
    const type = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (type === undefined) return next();
    const page = read.get(name) ?? makePage(type, readPackageFile(`assets/${name}`), false);
    read.set(name, page);
    return answerPage(ctx, page);
  };
};
