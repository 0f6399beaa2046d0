import {
  AbortError, ApiError, AuthenticationError, ConfigurationError, ConnectionError, IntegrityError, MfaRequiredError, NotFoundError,
  PermissionDeniedError, RateLimitError, ServerError, UnexpectedResponseError,
} from "@vitaledge/sdk";
import { EXIT } from "./exit-codes.js";
import type { ExitCode } from "./exit-codes.js";
import { LoginNeeded, UsageError } from "./usage-error.js";

/** A failure as it is told: `title` is what, `detail` why, `suggestion` what to run next. */
export type Failure = {
  type: string;
  title: string;
  status: number | null;
  code: string;
  detail: string;
  requestId: string | null;
  exitCode: ExitCode;
  suggestion: string | null;
};

type Sentence = Pick<Failure, "title" | "suggestion">;

const LOGIN = "Run: vitaledge auth login";

/** The order matters: a class stands before the one it extends. */
const CLASSES: readonly { kind: (error: unknown) => boolean; exit: ExitCode; say: Sentence }[] = [
  { kind: (e) => e instanceof UsageError || e instanceof ConfigurationError, exit: EXIT.usage,
    say: { title: "The command cannot be run as given.", suggestion: "Run: vitaledge help" } },
  { kind: isNotOurs, exit: EXIT.server,
    say: { title: "What answered is no VitalEdge server, or something stands before it.", suggestion: "Check the address, which is given without /api: vitaledge doctor" } },
  { kind: (e) => e instanceof ApiError && e.code === "route_not_found", exit: EXIT.server,
    say: { title: "The server does not know this operation: it is of another version.", suggestion: "Compare the versions: vitaledge doctor" } },
  { kind: (e) => e instanceof LoginNeeded || e instanceof AuthenticationError, exit: EXIT.login,
    say: { title: "You are not logged in.", suggestion: LOGIN } },
  { kind: (e) => e instanceof MfaRequiredError, exit: EXIT.login,
    say: { title: "The organization asks for a second factor.", suggestion: "Run: vitaledge auth mfa setup" } },
  { kind: (e) => e instanceof PermissionDeniedError, exit: EXIT.permission,
    say: { title: "This is not allowed.", suggestion: "Run: vitaledge auth status, and see which organization and role you have." } },
  { kind: (e) => e instanceof NotFoundError, exit: EXIT.notFound,
    say: { title: "There is no such thing here.", suggestion: "Check the id and the organization: vitaledge auth status" } },
  { kind: (e) => e instanceof RateLimitError, exit: EXIT.rateLimit,
    say: { title: "Too many requests.", suggestion: "Wait a minute and run it again." } },
  { kind: (e) => e instanceof ServerError, exit: EXIT.server,
    say: { title: "The server failed.", suggestion: "Run it again later; if it goes on, give the operator the request id." } },
  { kind: (e) => e instanceof ApiError, exit: EXIT.rejected,
    say: { title: "The server refused it.", suggestion: "Correct what is named above and run it again." } },
  { kind: (e) => e instanceof ConnectionError, exit: EXIT.network,
    say: { title: "The server could not be reached.", suggestion: "Check the network and the address: vitaledge doctor" } },
  { kind: (e) => e instanceof IntegrityError, exit: EXIT.integrity,
    say: { title: "What arrived is not what the server sent.", suggestion: "Run it again; nothing was left under the file's name." } },
  { kind: (e) => e instanceof AbortError, exit: EXIT.interrupted, say: { title: "Interrupted.", suggestion: null } },
];

const UNEXPECTED = { exit: EXIT.failure, say: { title: "This should not have happened.", suggestion: "Run it again with --verbose." } };

/** A web page, an empty answer, a refusal without a problem document: a 404 of those says nothing of an id. A server that fails, and who asks for a login or for patience on the way, may well have none. */
function isNotOurs(error: unknown): boolean {
  if (error instanceof UnexpectedResponseError) return true;
  return error instanceof ApiError && error.problem === undefined && error.status < 500 && error.status !== 401 && error.status !== 429;
}

/** File systems refuse in their own words; those are the user's to put right, not a defect. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return error instanceof Error && typeof syscall === "string" && /^(EACCES|EEXIST|EISDIR|ENOENT|ENOSPC|ENOTDIR|EPERM|EROFS|EDQUOT|EFBIG)$/.test(code ?? "");
}

export function describeFailure(error: unknown): Failure {
  if (isFileError(error)) return describeFailure(new UsageError(sayFileError(error), adviseOnFile(error)));
  const { exit, say } = CLASSES.find(({ kind }) => kind(error)) ?? UNEXPECTED;
  const problem = error instanceof ApiError ? error.problem : undefined;
  // The SDK's sentence may end with what to run.
  const [, detail = describeDetail(error), run] = (error instanceof ConfigurationError ? /^(.+\.) (Run: .+)$/.exec(error.message) : null) ?? [];
  const own = error instanceof UsageError || error instanceof LoginNeeded ? error.next : run;
  return {
    type: problem?.type ?? "about:blank",
    title: findTitle(error) ?? say.title,
    status: (error as Partial<ApiError>).status ?? null,
    code: problem?.code ?? (error instanceof Error ? error.name : "Error"),
    detail,
    requestId: (error as Partial<ApiError>).requestId ?? null,
    exitCode: exit,
    suggestion: own ?? NEXT[problem?.code ?? ""] ?? say.suggestion,
  };
}

/** Where the server's own advice is for programs. */
const NEXT: Partial<Record<string, string>> = {
  organization_forbidden: "Run: vitaledge org list, and name one of them with --org.",
  organization_required: "Run: vitaledge org list, and name one of them with --org.",
  invalid_credentials: "Try again: vitaledge auth login. For a new password: vitaledge api POST /api/auth/password/forgot -F email=ADDRESS",
};
const SAYS: Partial<Record<string, string>> = {
  unauthenticated: "There is no login that the server takes.",
  invalid_credentials: "The e-mail address or the password is wrong.",
  organization_forbidden: "You are no member of this organization.",
};

/** A wrong password is no missing session. */
function findTitle(error: unknown): string | undefined {
  if (!(error instanceof AuthenticationError)) return undefined;
  const typed = ["invalid_credentials", "invalid_code", "mfa_token_invalid"];
  return typed.includes(error.code ?? "") ? "The login was refused." : undefined;
}

function describeDetail(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof ApiError)) return error.message;
  const said = SAYS[error.code ?? ""];
  if (said !== undefined) return said;
  const fields = error.fields.map(({ pointer, message }) => `${pointer}: ${message}`);
  return fields.length === 0 ? error.message : `${error.message} ${fields.join("; ")}`;
}

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

function adviseOnFile({ code }: NodeJS.ErrnoException): string {
  return FULL.has(code ?? "") ? "Make room, or write elsewhere, and run it again; nothing was left under the file's name." : "Check the path and its permissions.";
}

/** Of a file that is open already the system does not say the path. */
function sayFileError({ code = "", message, ...where }: NodeJS.ErrnoException & { dest?: string }): string {
  // Of a rename, the name that was wanted.
  const path = (where.dest ?? where.path)?.replace(/\.part(\.etag)?$/, "");
  const reasons: Record<string, string> = {
    EACCES: "may not be opened", EPERM: "may not be opened", EEXIST: "exists", EISDIR: "is a directory", ENOENT: "does not exist",
    ENOTDIR: "is not in a directory", EROFS: "is on a read-only file system",
  };
  if (FULL.has(code)) return `${path ?? "The file"} could not be written: the disk is full.`;
  return path === undefined ? message : `${path} ${reasons[code] ?? "failed"}.`;
}

/** Three lines for a person, one object for a program. */
export function renderFailure(failure: Failure, json: boolean): string {
  if (json) return `${JSON.stringify(failure)}\n`;
  const { title, detail, suggestion, requestId } = failure;
  const lines = [title, detail, suggestion, requestId === null || requestId === "" ? null : `request id: ${requestId}`];
  return lines.filter((line) => line !== null && line !== "").map((line) => `${line}\n`).join("");
}
