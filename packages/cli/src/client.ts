import { VitalEdge, bearer, clientCredentials, session } from "@vitaledge/sdk";
import type { Auth, Hooks, VitalEdgeOptions } from "@vitaledge/sdk";
import type { Context } from "./context.js";
import { credentialInForce } from "./credentials/in-force.js";
import { placeOf } from "./credentials/place.js";
import { readKey } from "./credentials/service-account.js";
import { dryRun, useKey } from "./dry-run.js";
import { LoginNeeded, UsageError } from "./usage-error.js";

type Parts = Omit<Context, "client">;

/** The client of what flags, environment and profile name. */
export function createClient(parts: Parts): VitalEdge {
  return new VitalEdge({ ...describeClient(parts), organizationId: parts.target.organizationId, auth: chooseAuth(parts) });
}

/** For a login: nothing is kept before it is whole. */
export function createLoginClient(parts: Parts, auth: Auth): VitalEdge {
  return new VitalEdge({ ...describeClient(parts), auth });
}

/** A call has at least two minutes with all its attempts; where one may take longer, all may. */
const LEAST_TOTAL_MS = 120_000;

function describeClient(parts: Parts): VitalEdgeOptions {
  const { timeout, retries, dryRun: isDry, idempotencyKey } = parts.flags;
  return {
    baseUrl: requireBaseUrl(parts),
    appInfo: { name: "vitaledge-cli", version: parts.version },
    hooks: createHooks(parts),
    middleware: [...(idempotencyKey === undefined ? [] : [useKey(idempotencyKey)]), ...(isDry === true ? [dryRun] : [])],
    timeout,
    totalTimeout: timeout === undefined ? undefined : Math.max(LEAST_TOTAL_MS, timeout * (1 + (retries ?? 2))),
    maxRetries: retries,
  };
}

function requireBaseUrl({ target }: Parts): string {
  if (target.baseUrl !== undefined) return target.baseUrl;
  throw new UsageError("It is not known where the API is.", "Give --base-url https://HOST or set VITALEDGE_BASE_URL.");
}

function chooseAuth(parts: Parts): Auth {
  const { environment, places, profile: { login }, target } = parts;
  const { VITALEDGE_ACCESS_TOKEN = "", VITALEDGE_CLIENT_ID: clientId = "", VITALEDGE_CLIENT_SECRET: clientSecret = "" } = environment;
  const kind = credentialInForce(parts);
  if (kind === "access-token") return bearer(() => VITALEDGE_ACCESS_TOKEN);
  if (kind === "environment-key") return clientCredentials({ clientId, clientSecret });
  if (login === undefined) return session();
  // A login is for the server that it was made at: another one must never see its tokens.
  if (!isSameServer(login.baseUrl, target.baseUrl)) {
    throw new LoginNeeded(
      `Profile ${places.name} is logged in at ${login.baseUrl}, not at ${target.baseUrl}.`,
      `Run: vitaledge auth login --profile NAME --base-url ${target.baseUrl}`,
    );
  }
  return kind === "service-account" ? clientCredentials(() => readKey(parts)) : session({ store: placeOf(parts, login.keptIn).store });
}

export function isSameServer(a: string, b: string | undefined): boolean {
  if (b === undefined || !URL.canParse(a) || !URL.canParse(b)) return false;
  const [one, other] = [new URL(a), new URL(b)];
  return one.origin === other.origin && one.pathname.replace(/\/+$/, "") === other.pathname.replace(/\/+$/, "");
}

function createHooks(parts: Parts): Hooks {
  return { ...createTrace(parts), onDeprecation: createDeprecationNote(parts) };
}

/** Operations, statuses, times and ids; never a path's values, a header or a body. */
function createTrace({ flags, stderr, target }: Parts): Hooks {
  if (flags.verbose !== true) return {};
  stderr.write(`server ${target.baseUrl ?? ""}\n`);
  return {
    onResponse: ({ operation, method, path, status, durationMs, requestId, attempt }) =>
      void stderr.write(`${method} ${path} ${operation} ${status} ${Math.round(durationMs)} ms attempt ${attempt} ${requestId ?? ""}\n`),
    onRetry: ({ operation, delayMs }) => void stderr.write(`${operation} again in ${Math.round(delayMs)} ms\n`),
    onRefresh: ({ outcome }) => void stderr.write(`session ${outcome}\n`),
  };
}

/** One line an operation, however often it is called. */
function createDeprecationNote({ note }: Parts): NonNullable<Hooks["onDeprecation"]> {
  const told = new Set<string>();
  return ({ operation, sunset }) => {
    if (told.has(operation)) return;
    told.add(operation);
    note(`The server will give up ${operation}${sunset === undefined ? "" : ` on ${sunset}`}: install a newer vitaledge.`);
  };
}
