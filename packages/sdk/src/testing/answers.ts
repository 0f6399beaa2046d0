import type { ProblemCode } from "../errors.js";
import { PROBLEM_STATUS } from "../generated/mocked.js";

export type Headers = Record<string, string>;

let count = 0;

function identify(): Headers {
  count += 1;
  return { "X-Request-ID": `req_mock_${count}`, Date: new Date().toUTCString() };
}

export function answer(status: number, body: unknown, headers: Headers = {}): Response {
  const own = { ...identify(), ...headers };
  if (body === null || body === undefined) return new Response(null, { status, headers: own });
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...own } });
}

/** A file, with the digest (RFC 9530) that a download is held against. */
export async function file(text: string, type: string): Promise<Response> {
  const bytes = new TextEncoder().encode(text);
  const digest = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
  const headers = { "Content-Type": type, "Content-Length": String(bytes.length), "Repr-Digest": `sha-256=:${digest}:`, ETag: `"${digest}"` };
  return new Response(bytes, { headers: { ...identify(), ...headers } });
}

export type Refusal = {
  code: ProblemCode;
  detail?: string | undefined;
  /** Seconds. */
  retryAfter?: number | undefined;
  errors?: readonly { pointer: string; code: string; message: string }[] | undefined;
};

/** A problem document (RFC 9457). */
export function refuse({ code, detail = `The mock answers ${code}.`, retryAfter, errors }: Refusal): Response {
  const status = PROBLEM_STATUS[code] ?? 500;
  const id = identify();
  const body = { type: `/docs/problems#${code}`, title: code, status, code, detail, requestId: id["X-Request-ID"], ...(errors && { errors }) };
  const headers = { "Content-Type": "application/problem+json", ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }) };
  return new Response(JSON.stringify(body), { status, headers: { ...id, ...headers } });
}
