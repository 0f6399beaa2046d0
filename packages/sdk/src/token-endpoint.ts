import { checkRedirect, unexpected } from "./decode.js";
import { Deadline } from "./deadline.js";
import { ConnectionError } from "./errors.js";
import type { TokenPair } from "./generated/models.js";
import type { FetchLike } from "./options.js";
import { createApiError, parseJson } from "./problem.js";
import { findReason } from "./retry.js";
import type { Timing } from "./timing.js";

const LIMIT_MS = 10_000;

type TokenCall<T> = { operation: string; path: string; contentType: string; body: string; wants: readonly (keyof T & string)[] };

/** Where tokens come from. */
export type TokenServer = { baseUrl: string; fetch: FetchLike; timing: Timing };

/** The session's own call: its own deadline, nobody's middleware and nobody's signal. */
export async function askForToken<T>(
  { baseUrl, fetch, timing }: TokenServer, { operation, path, contentType, body, wants }: TokenCall<T>,
): Promise<{ answer: T; headers: Headers }> {
  const at = { operation, attempt: 1 };
  const deadline = new Deadline(timing, { ...at, attemptMs: LIMIT_MS, totalMs: Infinity, signal: undefined });
  try {
    const headers = { "Content-Type": contentType, Accept: "application/json, application/problem+json" };
    const { signal } = deadline;
    const response = await deadline.race(fetch(`${baseUrl}/api/auth/${path}`, { method: "POST", headers, body, signal, redirect: "manual" }));
    checkRedirect(response, operation);
    deadline.enterBody();
    const text = await deadline.race(response.text());
    if (!response.ok) throw createApiError(response, text, at);
    const answer = parseJson(text) as Record<string, unknown> | null | undefined;
    if (!wants.every((name) => typeof answer?.[name] === "string")) throw unexpected(response, operation, "holds no token");
    return { answer: answer as never, headers: response.headers };
  } catch (error) {
    if (deadline.reason !== undefined) throw deadline.reason;
    if (error instanceof TypeError) {
      throw new ConnectionError(`${operation} got no answer.`, { ...at, reason: findReason(error), cause: error });
    }
    throw error;
  } finally {
    deadline.release();
  }
}

export type TokenAnswer = Pick<TokenPair, "accessToken" | "refreshToken" | "expiresIn">;

/** The pair that follows a refresh token. */
export type Refresh = (refreshToken: string) => Promise<{ answer: TokenAnswer; headers: Headers }>;

export function createRefresh(server: TokenServer): Refresh {
  return (refreshToken) => askForToken<TokenAnswer>(server, {
    operation: "refreshTokens", path: "refresh", contentType: "application/json",
    body: JSON.stringify({ refreshToken }), wants: ["accessToken", "refreshToken"],
  });
}
