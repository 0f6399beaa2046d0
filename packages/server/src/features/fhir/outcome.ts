import type { ProblemError } from "../../http/problem.js";
import type { ProblemCode } from "../../http/problems.js";
import { PROBLEMS } from "../../http/problems.js";

export type OutcomeIssue = {
  severity: "fatal" | "error" | "warning" | "information";
  code: string;
  details: { coding?: { system: string; code: string; display: string }[]; text: string };
  diagnostics?: string;
  expression?: string[];
};
export type OperationOutcome = { resourceType: "OperationOutcome"; issue: OutcomeIssue[] };

/** Issue types (http://hl7.org/fhir/issue-type) by status; what a status does not settle is settled by code. */
const BY_STATUS: Record<number, string> = {
  400: "invalid", 401: "login", 403: "forbidden", 404: "not-found", 405: "not-supported", 406: "not-supported", 409: "conflict", 410: "deleted",
  412: "conflict", 413: "too-long", 415: "not-supported", 422: "processing", 429: "throttled", 500: "exception", 503: "transient",
};
const BY_CODE: Partial<Record<ProblemCode, string>> = {
  invalid_json: "structure", token_expired: "expired", session_ended: "expired", unauthenticated: "login", multiple_matches: "multiple-matches",
  invariant_violated: "invariant", reference_not_found: "not-found", open_enrollments: "business-rule", observation_conflict: "duplicate", month_detached: "business-rule",
  mrn_taken: "duplicate", device_exists: "duplicate", unit_mismatch: "value", value_out_of_range: "business-rule",
};
/** What R4's issue types have; a fault of another name is `invalid`. */
const FAULTS = new Set(["invalid", "structure", "required", "value", "invariant", "not-supported", "not-found", "code-invalid", "extension"]);

/** Where the codes of our own are explained, below the address of the server. */
const PROBLEM_SYSTEM = "/docs/problems";

const codingOf = (code: ProblemCode, publicUrl: string) => [{ system: `${publicUrl}${PROBLEM_SYSTEM}`, code, display: PROBLEMS[code].title }];

/** A failure as FHIR tells of it: one issue a fault, each with the platform's code. */
export const outcomeOf = (problem: ProblemError, publicUrl: string, requestId: string): OperationOutcome => {
  const coding = codingOf(problem.code, publicUrl);
  const type = BY_CODE[problem.code] ?? BY_STATUS[problem.status] ?? "processing";
  const diagnostics = `urn:vitaledge:request:${requestId}`;
  const faults = problem.options.errors ?? [];
  if (!faults.length) return { resourceType: "OperationOutcome", issue: [{ severity: "error", code: type, details: { coding, text: problem.message }, diagnostics }] };
  return {
    resourceType: "OperationOutcome",
    issue: faults.map(({ pointer, code, message }) => ({
      severity: "error", code: FAULTS.has(code) ? code : type, details: { coding, text: message }, diagnostics: `${problem.message} ${diagnostics}`,
      ...(pointer && { expression: [expressionOf(pointer)] }),
    })),
  };
};

/** FHIRPath of a place: of the body as it is, of a header or a parameter by the names that R4 gives (`http.header`). */
const expressionOf = (pointer: string): string =>
  pointer.replace(/^\/header\/(.*)$/, "http.$1").replace(/^\/query\/(.*)$/, "http.$1");

/** What was done, for `Prefer: return=OperationOutcome` and for what a lenient search left out. */
export const information = (text: string, severity: "information" | "warning" = "information", code = "informational"): OperationOutcome =>
  ({ resourceType: "OperationOutcome", issue: [{ severity, code, details: { text } }] });
