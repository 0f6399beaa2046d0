import { PROBLEMS, type ProblemCode } from "./problems.js";

/** One fault in the input: a JSON pointer into `/path`, `/query`, `/header` or the body. */
export type FieldError = { pointer: string; code: string; message: string };

export type ProblemOptions = {
  detail?: string;
  errors?: FieldError[];
  /** Further members of the problem, as `existingId`. */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** The error's name where the operation answers as RFC 6749 does. */
  oauth?: "invalid_request" | "invalid_client" | "invalid_scope" | "unsupported_grant_type";
  cause?: unknown;
};

/** A detail of one sentence says what happened: the code's next step follows it. */
const inFull = (detail: string, next: string): string => (/\. \S/.test(detail) ? detail : `${detail} ${next}`);

/** A failure the caller is told of. Its detail holds no health data and nothing the caller sent. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly options: ProblemOptions;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(inFull(options.detail ?? `${PROBLEMS[code].title}.`, PROBLEMS[code].next), { cause: options.cause });
    this.name = "ProblemError";
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.options = options;
  }
}

export function fail(code: ProblemCode, options?: ProblemOptions): never {
  throw new ProblemError(code, options);
}

/** RFC 9457, with our `code` and `requestId`. */
export const problemBody = (error: ProblemError, requestId: string, docsUrl: string): Record<string, unknown> => ({
  type: `${docsUrl}#${error.code}`,
  title: PROBLEMS[error.code].title,
  status: error.status,
  detail: error.message,
  instance: `urn:vitaledge:request:${requestId}`,
  code: error.code,
  requestId,
  ...(error.options.errors && { errors: error.options.errors }),
  ...error.options.extra,
});
