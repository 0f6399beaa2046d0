import { ConnectionError, TimeoutError, UnexpectedResponseError } from "./errors.js";
import { createApiError, readRequestId } from "./problem.js";
import type { Exchange } from "./transport.js";
import { VERSION } from "./version.js";

const NO_CONTENT = new Set([202, 204, 205]);

/** Reads an answer to its end: data, or the typed error. The content type is looked at before the parser is. */
export async function readAnswer(response: Response, exchange: Exchange): Promise<unknown> {
  if (!response.ok) throw await readError(response, exchange);
  return readJson(response, exchange.operation);
}

export async function readError(response: Response, exchange: Exchange): Promise<Error> {
  const text = await response.text().catch((error: unknown) => {
    // What a broken line swallowed is no reason to hide the status.
    if (error instanceof ConnectionError && !(error instanceof TimeoutError)) return "";
    throw error;
  });
  return createApiError(response, text, exchange);
}

async function readJson(response: Response, operation: string): Promise<unknown> {
  const type = response.headers.get("Content-Type") ?? "";
  if (response.body === null || response.headers.get("Content-Length") === "0") {
    if (NO_CONTENT.has(response.status)) return undefined;
    throw unexpected(response, operation, "is empty");
  }
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    const text = await response.text().catch(() => "");
    if (text === "" && NO_CONTENT.has(response.status)) return undefined;
    throw unexpected(response, operation, text === "" ? "is empty" : "is not JSON");
  }
  const text = await response.text();
  if (text === "" && NO_CONTENT.has(response.status)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own words quote the text, which may be about a patient.
    throw unexpected(response, operation, "cannot be read as JSON");
  }
}

/** Says what came, why that may be, and what to look at. */
export function unexpected(response: Response, operation: string, what: string): UnexpectedResponseError {
  const { status, headers } = response;
  const contentType = headers.get("Content-Type") ?? undefined;
  const why = /^text\/html\b/i.test(contentType ?? "")
    ? "A web page answered: baseUrl is not the address of the API, or a proxy or a sign-in page stands before it."
    : `The server may be of another version than this SDK (${VERSION}), or a proxy changed its answer: compare its /openapi.json.`;
  return new UnexpectedResponseError(`The answer to ${operation} ${what} (status ${status}). ${why}`, {
    status, contentType, requestId: readRequestId(headers), operation,
  });
}

/** A redirect would carry the organization and the body to an address nobody chose. */
export function checkRedirect(response: Response, operation: string): void {
  const { status, type } = response;
  if (type !== "opaqueredirect" && !(status >= 300 && status < 400)) return;
  void response.body?.cancel();
  throw unexpected(response, operation, "is a redirect, which is not followed; baseUrl must be the address of the API itself");
}
