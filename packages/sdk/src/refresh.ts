import type { components } from "@vitaledge/contract/schema";
import { ConnectionError, UnexpectedResponseError } from "./errors.js";
import type { FetchLike } from "./options.js";
import { createApiError, readRequestId } from "./problem.js";
import { Deadline } from "./deadline.js";
import { checkRedirect } from "./decode.js";
import { findReason } from "./retry.js";
import type { Timing } from "./timing.js";

const REFRESH_MS = 10_000;
const OPERATION = "refreshTokens";

export type TokenAnswer = Pick<components["schemas"]["TokenPair"], "accessToken" | "refreshToken" | "expiresIn">;

/** The one call of the session itself: its own deadline, nobody's middleware and nobody's signal. */
export type Refresh = (refreshToken: string) => Promise<{ pair: TokenAnswer; headers: Headers }>;

export function createRefresh(baseUrl: string, fetch: FetchLike, timing: Timing): Refresh {
  return async (refreshToken) => {
    const at = { operation: OPERATION, attempt: 1 };
    const deadline = new Deadline(timing, { ...at, attemptMs: REFRESH_MS, totalMs: Infinity, signal: undefined });
    try {
      const response = await deadline.race(fetch(`${baseUrl}/api/auth/refresh`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json, application/problem+json" },
        body: JSON.stringify({ refreshToken }),
        redirect: "manual",
        signal: deadline.signal,
      }));
      checkRedirect(response, OPERATION);
      deadline.enterBody();
      const text = await deadline.race(response.text());
      if (!response.ok) throw createApiError(response, text, at);
      return { pair: parsePair(text, response), headers: response.headers };
    } catch (error) {
      if (deadline.reason !== undefined) throw deadline.reason;
      if (error instanceof TypeError) {
        throw new ConnectionError("The tokens could not be refreshed.", { ...at, reason: findReason(error), cause: error });
      }
      throw error;
    } finally {
      deadline.release();
    }
  };
}

function parsePair(text: string, response: Response): TokenAnswer {
  try {
    const pair = JSON.parse(text) as TokenAnswer;
    if (typeof pair.accessToken === "string" && typeof pair.refreshToken === "string") return pair;
  } catch {
    // Falls through: not what a token endpoint answers.
  }
  throw new UnexpectedResponseError("The answer to a refresh holds no tokens.", {
    status: response.status,
    contentType: response.headers.get("Content-Type") ?? undefined,
    requestId: readRequestId(response.headers),
    operation: OPERATION,
  });
}
