import { PROBLEM_CODES } from "@vitaledge/contract";
import { validators } from "@vitaledge/contract/validators";

/** What programs prove themselves to answers these as RFC 6749, 5.2 has it. */
const OF_OAUTH = { paths: ["/api/auth/token", "/api/auth/introspect", "/api/auth/revoke"], statuses: [400, 401] };
const isProblem = validators.getPatient.responses["404"]!["application/problem+json"]!;
const isOAuthError = validators.issueToken.responses["400"]!["application/json"]!;

/** A stack, a statement or a path of the machine. */
const LEAKS = [/\n\s*at /, /\.[cm]?[jt]s:\d+/, /node_modules|\/packages\/|\/(?:tmp|home|usr|work|root)\//, /\b(?:select|insert into|delete from|returning|on conflict)\b[^.]*\$\d/i, /\bselect\b.+\bfrom\b/i, /\b(?:knex|postgres|pg_\w+|relation "|violates|ECONN\w+)\b/i];

/** Two sentences: what happened, and what to do next. */
const SENTENCES = /^\S[^]*[.?] [^]*\S\.$/;

/** What is wrong with a failure's answer, beside that it is one. */
export const faultsOf = (path: string, status: number, contentType: string, text: string): string[] => {
  const leaks = LEAKS.filter((leak) => leak.test(text)).map((leak) => `matches ${leak}`);
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return [...leaks, "is no JSON"];
  }
  if (OF_OAUTH.paths.includes(path) && OF_OAUTH.statuses.includes(status)) {
    return [...leaks, ...(contentType.startsWith("application/json") && isOAuthError(body) ? [] : ["is no error of RFC 6749"])];
  }
  if (path.startsWith("/fhir/R4") && !path.includes("/.well-known/")) return [...leaks, ...outcomeFaults(status, contentType, body)];
  const faults = {
    [`is ${contentType}`]: !contentType.startsWith("application/problem+json"),
    "does not have the contract's form": !isProblem(body),
    "has another status in its body": body.status !== status,
    [`has the code ${String(body.code)}`]: PROBLEM_CODES[body.code as keyof typeof PROBLEM_CODES] !== status,
    "lacks a sentence and a next step": !SENTENCES.test(String(body.detail)),
    "has a type that leads nowhere": !String(body.type).endsWith(`/docs/problems#${String(body.code)}`),
    "names no fault in its input": body.code === "read_only_property" && !Array.isArray(body.errors),
  };
  return [...leaks, ...Object.keys(faults).filter((fault) => faults[fault])];
};

type Issue = { severity?: string; details?: { text?: string; coding?: { system?: string; code?: string }[] }; diagnostics?: string };

/** FHIR tells of a failure by an OperationOutcome, whose issues carry the platform's code. */
const outcomeFaults = (status: number, contentType: string, { resourceType, issue }: Record<string, unknown>): string[] => {
  const issues = Array.isArray(issue) ? (issue as Issue[]) : [];
  const codes = issues.map(({ details }) => details?.coding?.[0]?.code);
  const faults = {
    [`is ${contentType}`]: !contentType.startsWith("application/fhir+json"),
    "is no OperationOutcome": resourceType !== "OperationOutcome" || !issues.length,
    [`has the codes ${codes.join(", ")}`]: codes.some((code) => PROBLEM_CODES[code as keyof typeof PROBLEM_CODES] !== status),
    "lacks a text": issues.some(({ details }) => !details?.text),
    "has no error": issues.some(({ severity }) => severity !== "error"),
    "lacks a sentence and a next step": issues.some(({ details, diagnostics }) => !/[.?] [^]*\S\.(?= urn:|$)/.test(diagnostics?.startsWith("urn:") ? String(details?.text) : String(diagnostics))),
  };
  return Object.keys(faults).filter((fault) => faults[fault as keyof typeof faults]);
};
