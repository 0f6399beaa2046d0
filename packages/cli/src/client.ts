import { VitalEdge, bearer, session } from "@vitaledge/sdk";
import type { Auth, Hooks } from "@vitaledge/sdk";
import { fileStore } from "@vitaledge/sdk/node";
import type { Context } from "./context.js";
import { LoginNeeded, UsageError } from "./usage-error.js";

type Parts = Omit<Context, "client">;

/** The client of what flags, environment and profile name. */
export function createClient(parts: Parts): VitalEdge {
  const { baseUrl, organizationId } = parts.target;
  const auth = chooseAuth(parts);
  return new VitalEdge({ baseUrl: requireBaseUrl(parts), organizationId, auth, appInfo: describeApp(parts), hooks: createHooks(parts, baseUrl) });
}

/** For logging in: whatever session was there is replaced. */
export function createLoginClient(parts: Parts): VitalEdge {
  const store = fileStore(parts.places.credentials);
  return new VitalEdge({ baseUrl: requireBaseUrl(parts), auth: session({ store }), appInfo: describeApp(parts) });
}

export function isBearer({ environment }: Pick<Parts, "environment">): boolean {
  return Boolean(environment["VITALEDGE_ACCESS_TOKEN"]);
}

function requireBaseUrl({ target }: Parts): string {
  if (target.baseUrl !== undefined) return target.baseUrl;
  throw new UsageError("It is not known where the API is.", "Give --base-url https://HOST or set VITALEDGE_BASE_URL.");
}

function chooseAuth(parts: Parts): Auth {
  const { environment, places, profile, target } = parts;
  if (isBearer(parts)) return bearer(() => environment["VITALEDGE_ACCESS_TOKEN"] ?? "");
  // A session is for the server that gave it: another one must never see its tokens.
  if (profile.baseUrl !== undefined && !isSameServer(profile.baseUrl, target.baseUrl)) {
    throw new LoginNeeded(
      `Profile ${places.name} is logged in at ${profile.baseUrl}, not at ${target.baseUrl}.`,
      `Run: vitaledge auth login --profile NAME --base-url ${target.baseUrl}`,
    );
  }
  return session({ store: fileStore(places.credentials) });
}

export function isSameServer(a: string, b: string | undefined): boolean {
  if (b === undefined || !URL.canParse(a) || !URL.canParse(b)) return false;
  const [one, other] = [new URL(a), new URL(b)];
  return one.origin === other.origin && one.pathname.replace(/\/+$/, "") === other.pathname.replace(/\/+$/, "");
}

function describeApp({ version }: Parts): { name: string; version: string } {
  return { name: "vitaledge-cli", version };
}

/** Operations, statuses, times and ids; never a path's values, a header or a body. */
function createHooks({ flags, stderr }: Parts, baseUrl: string | undefined): Hooks {
  if (flags.verbose !== true) return {};
  stderr.write(`server ${baseUrl ?? ""}\n`);
  return {
    onResponse: ({ operation, method, path, status, durationMs, requestId, attempt }) =>
      void stderr.write(`${method} ${path} ${operation} ${status} ${Math.round(durationMs)} ms attempt ${attempt} ${requestId ?? ""}\n`),
    onRetry: ({ operation, delayMs }) => void stderr.write(`${operation} again in ${Math.round(delayMs)} ms\n`),
    onRefresh: ({ outcome }) => void stderr.write(`session ${outcome}\n`),
  };
}
