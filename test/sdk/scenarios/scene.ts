import type { VitalEdgeOptions } from "@vitaledge/sdk";

type Fetch = NonNullable<VitalEdgeOptions["fetch"]>;

/** A server, real or mocked, and somebody who may sign in to it. Nothing here is of one runtime alone. */
export type Scene = {
  baseUrl: string;
  organizationId: string;
  email: string;
  password: string;
  fetch: Fetch;
  /** Moves the server's clock. */
  advance(milliseconds: number): Promise<void>;
};

export type Scenario = {
  /** What is promised. */
  name: string;
  /** Whether the mocks promise it too. */
  mock: boolean;
  run(scene: Scene): Promise<void>;
};

export function check(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new Error(`Not so: ${promise}`);
}

export const equal = (found: unknown, expected: unknown, what: string): void => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} in place of ${b}`);
};

/** Waits for an error and gives it back. */
export const failureOf = async (call: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail.");
};

export type Sent = { method: string; path: string; key: string | null };

/** Answers in place of the server, as long as there are any; the requests that reached it or us are listed. */
export const intercept = (fetch: Fetch, answers: ((url: string) => Response | Promise<Response> | undefined)[]): { fetch: Fetch; sent: Sent[] } => {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (url, init) => {
      const key = new Headers(init.headers).get("Idempotency-Key");
      sent.push({ method: init.method ?? "GET", path: new URL(url).pathname, key });
      return (await answers.shift()?.(url)) ?? fetch(url, init);
    },
  };
};

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ type: `/docs/problems#${code}`, title: code, status, code, detail: code, requestId: "req_between" }), {
    status, headers: { "Content-Type": "application/problem+json", ...headers },
  });
