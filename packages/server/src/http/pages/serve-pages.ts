import type { Context, Next } from "koa";
import { isWorthCompressing, type Page } from "./page.js";

/** Nothing from elsewhere, no script in the page, nobody's frame. */
export const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const YEAR = 31_536_000;

export const answerPage = async (ctx: Context, page: Page, policy = POLICY): Promise<void> => {
  ctx.set({
    "Cache-Control": page.immutable ? `public, max-age=${YEAR}, immutable` : "no-cache",
    "Content-Security-Policy": policy,
    "Cross-Origin-Opener-Policy": "same-origin",
    "ETag": page.etag,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Vary": "Accept-Encoding",
  });
  ctx.type = page.type;
  ctx.status = 200;
  if (isKnown(ctx.get("If-None-Match"), page.etag)) return void (ctx.status = 304);
  if (!isWorthCompressing(page) || ctx.acceptsEncodings("gzip", "identity") !== "gzip") return void (ctx.body = page.body);
  ctx.set("Content-Encoding", "gzip");
  ctx.body = await page.gzipped();
};

/** RFC 9110, 13.1.2: weak comparison, since a proxy that compresses makes the tag a weak one. */
const isKnown = (ifNoneMatch: string, etag: string): boolean => ifNoneMatch.split(/,\s*/).some((tag) => tag.replace(/^W\//, "") === etag);

/** What is under one of these paths; the rest is the API's. */
export const servePages = (pages: ReadonlyMap<string, Page>) => async (ctx: Context, next: Next): Promise<void> => {
  const page = ctx.method === "GET" || ctx.method === "HEAD" ? pages.get(ctx.path) : undefined;
  return page === undefined ? next() : answerPage(ctx, page);
};
