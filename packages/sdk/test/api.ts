import { bearer, VitalEdge } from "../src/index.js";
import type { VitalEdgeOptions } from "../src/index.js";
import { FakeTiming } from "./fake-timing.js";

export const BASE_URL = "https://api.example.org";

export function createClient(options: Partial<VitalEdgeOptions> = {}): { ve: VitalEdge; timing: FakeTiming } {
  const timing = new FakeTiming();
  const auth = bearer(() => "token");
  return { timing, ve: new VitalEdge({ baseUrl: BASE_URL, organizationId: "org_abc123", auth, timing, ...options }) };
}

/** A problem document as the server writes it. */
export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  const body = { type: `${BASE_URL}/docs/problems#${code}`, title: code, status, code, requestId: "req_1", detail: `It is ${code}.` };
  return new Response(JSON.stringify(body), {
    status, headers: { "Content-Type": "application/problem+json", "X-Request-ID": "req_1", ...headers },
  });
}

export function json(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  const headers = { "Content-Type": "application/json", "X-Request-ID": "req_1", ...init.headers };
  return new Response(JSON.stringify(body), { status: init.status ?? 200, headers });
}

/** Waits for an error and gives it back. */
export async function failureOf(call: PromiseLike<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error("It did not fail.");
}
