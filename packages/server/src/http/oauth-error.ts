import type { Operation } from "@vitaledge/contract";
import type { ProblemError } from "./problem.js";

/** Where the contract answers errors as RFC 6749 does: 400 and 401 of the token operation. */
export const isOAuthError = (operation: Operation | undefined, status: number): boolean =>
  operation?.responses[String(status)]?.includes("application/json") ?? false;

/** What a description may hold: visible ASCII and blanks, without quotes and backslashes. */
const REFUSED = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/g;
const LONGEST = 500;

/** RFC 6749, 5.2. */
export const oauthErrorBody = ({ message, options: { oauth, errors = [] } }: ProblemError): Record<string, unknown> => ({
  error: oauth ?? "invalid_request",
  error_description: (errors.map((fault) => `${fault.pointer} ${fault.message}`).join("; ") || message).replaceAll(REFUSED, "'").slice(0, LONGEST),
});
