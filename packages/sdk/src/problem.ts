import type { ApiErrorFacts, Problem } from "./errors.js";
import {
  ApiError, AuthenticationError, BadRequestError, ConflictError, IdempotencyConflictError, MfaRequiredError, NotFoundError,
  PermissionDeniedError, PreconditionFailedError, RateLimitError, ServerError, SessionExpiredError, ValidationError,
} from "./errors.js";
import { readRateLimit } from "./rate-limit.js";
import { readRetryAfter } from "./retry.js";
import { VERSION } from "./version.js";

const BY_STATUS: Record<number, new (facts: ApiErrorFacts) => ApiError> = {
  400: BadRequestError, 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError, 409: ConflictError,
  412: PreconditionFailedError, 422: ValidationError, 429: RateLimitError,
};

const BY_CODE: Record<string, new (facts: ApiErrorFacts) => ApiError> = {
  refresh_token_invalid: SessionExpiredError,
  refresh_token_reused: SessionExpiredError,
  session_ended: SessionExpiredError,
  mfa_required: MfaRequiredError,
  idempotency_key_reused: IdempotencyConflictError,
};

export function parseProblem(body: unknown): Problem | undefined {
  const parsed = typeof body === "string" ? parseJson(body) : body;
  const { code, resourceType, issue } = (parsed ?? {}) as { code?: unknown; resourceType?: unknown; issue?: Issue[] };
  if (resourceType === "OperationOutcome" && Array.isArray(issue)) return readOutcome(issue);
  return typeof code === "string" ? (parsed as Problem) : undefined;
}

/** Of an OperationOutcome of FHIR. */
type Issue = { code: string; details?: { text?: string; coding?: { system?: string; code?: string; display?: string }[] }; diagnostics?: string; expression?: string[] };

/** What FHIR says in issues, as a problem: the platform's code is the first coding. */
function readOutcome(issues: readonly Issue[]): Problem | undefined {
  const { details: { text = "", coding: [{ system = "", code, display = text } = {}] = [] } = {}, diagnostics = "" } = issues[0] ?? {};
  const errors = issues.flatMap(({ expression: [pointer] = [], code: rule, details }) =>
    (pointer === undefined ? [] : [{ pointer, code: rule, message: details?.text ?? "" }]));
  const [said, instance = ""] = diagnostics.split(/ ?(?=urn:)/);
  const detail = errors.length > 0 && said ? said : text;
  return code === undefined ? undefined : ({ type: `${system}#${code}`, title: display, detail, instance, code, errors } as unknown as Problem);
}

/** Undefined where it is no JSON: the parser's own words quote the text, which may be about a patient. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The typed error of an answer; `body` is what was read of it. */
export function createApiError(response: Response, body: unknown, at: { operation: string; attempt: number }): ApiError {
  const { status, headers } = response;
  const problem = parseProblem(body);
  const rate = readRateLimit(headers);
  const Type = BY_CODE[problem?.code ?? ""] ?? BY_STATUS[status] ?? (status >= 500 ? ServerError : ApiError);
  return new Type({
    ...at,
    status,
    problem,
    message: explain(status, problem, at.operation),
    requestId: readRequestId(headers) ?? problem?.requestId,
    retryAfterMs: readRetryAfter(headers),
    limit: rate?.limit,
    window: rate?.window,
  });
}

/** What the server itself cannot say: that it is none of ours, or too old. */
function explain(status: number, problem: Problem | undefined, operation: string): string | undefined {
  if (problem === undefined) {
    return `The server answered ${status} to ${operation}, not as this API does: is baseUrl right, and does a proxy stand before it?`;
  }
  if (problem.code !== "route_not_found") return undefined;
  return `The server does not know ${operation}: it is older than this SDK (${VERSION}), or baseUrl has a path too many. Compare its /openapi.json.`;
}

export function readRequestId(headers: Headers): string | undefined {
  return headers.get("X-Request-ID") ?? undefined;
}
