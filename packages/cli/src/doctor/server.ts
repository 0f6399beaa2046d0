import { ConnectionError, session, VitalEdgeError } from "@vitaledge/sdk";
import { rawOf } from "@vitaledge/sdk/raw";
import type { RawClient } from "@vitaledge/sdk/raw";
import { createLoginClient } from "../client.js";
import type { Context } from "../context.js";
import { CONTRACT_VERSION } from "../generated/routes.js";
import { fail, ok, warn } from "./finding.js";
import type { Finding } from "./finding.js";

const NO_RETRIES = { maxRetries: 0, timeout: 10_000 };

/** What can be asked without a login, then what the login itself can. */
export async function checkServer(context: Context): Promise<Finding[]> {
  const { baseUrl } = context.target;
  if (baseUrl === undefined) return [fail("server", "it is not known where the API is", "Give --base-url, or run: vitaledge auth login --base-url https://HOST")];
  const raw = rawOf(createLoginClient(context, session()).with(NO_RETRIES));
  const began = Date.now();
  try {
    const { response, data } = await raw.GET("/healthz", { signal: context.signal });
    const ms = Date.now() - began;
    if (!response.ok || data === undefined) return [fail("server", `${baseUrl} answers ${response.status} to GET /healthz`, "Check --base-url: it is given without /api.")];
    return [
      describeReach(baseUrl, ms), checkClock(response.headers, began + ms / 2), await checkVersion(raw, context.signal),
      ...(await checkLogin(context)),
    ];
  } catch (error) {
    return [describeFailure(baseUrl, error)];
  }
}

function describeReach(baseUrl: string, ms: number): Finding {
  const { protocol, hostname } = new URL(baseUrl);
  const isOwn = hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
  if (protocol === "http:" && !isOwn) return warn("server", `${baseUrl} answers in ${ms} ms, without encryption`, "Use https: others on the way can read tokens and health data.");
  return ok("server", `${baseUrl} answers in ${ms} ms`);
}

function describeFailure(baseUrl: string, error: unknown): Finding {
  if (!(error instanceof VitalEdgeError)) throw error;
  const reason = error instanceof ConnectionError ? (error.reason ?? error.name) : error.name;
  const isTls = /CERT|SIGNATURE|SELF_SIGNED|TLS|SSL/.test(reason);
  if (isTls) return fail("server", `the certificate of ${baseUrl} is not trusted (${reason})`, "Name your certificate authority in NODE_EXTRA_CA_CERTS; never switch the check off.");
  if (error instanceof ConnectionError) return fail("server", `${baseUrl} cannot be reached (${reason})`, "Check the address, the network and the proxy.");
  return fail("server", `${baseUrl} is not a VitalEdge server: its answer is no JSON`, "Check --base-url: a sign-in page or a proxy may answer in its place.");
}

const [FAIR_MS, FAR_MS] = [30_000, 300_000];

/** The header has whole seconds, so one of them is no skew. */
export function checkClock(headers: Headers, at: number): Finding {
  const sent = Date.parse(headers.get("Date") ?? "");
  if (Number.isNaN(sent)) return warn("clock", "the server sends no Date", "Something on the way takes it out; nothing need be done.");
  const skew = at - sent - 500;
  const words = `${(Math.abs(skew) / 1_000).toFixed(0)} s ${skew < 0 ? "behind" : "ahead of"} the server's`;
  const advice = "Set the clock by NTP: codes of an authenticator app and times of readings depend on it.";
  if (Math.abs(skew) > FAR_MS) return fail("clock", words, advice);
  return Math.abs(skew) > FAIR_MS ? warn("clock", words, advice) : ok("clock", words);
}

/** The contract's version is what client and server have to agree on; a server tells it in the contract alone. */
async function checkVersion(raw: RawClient, signal: AbortSignal): Promise<Finding> {
  const { data } = await raw.GET("/openapi.json", { signal });
  const theirs = (data as { info?: { version?: string } } | undefined)?.info?.version;
  const words = `this program is of contract ${CONTRACT_VERSION}, the server of ${theirs ?? "none that it tells"}; Node ${process.versions.node}`;
  const [ours, server] = [CONTRACT_VERSION, theirs ?? ""].map((version) => version.split("."));
  if (ours?.[0] !== server?.[0]) return fail("versions", words, "Install the vitaledge of the server's version: npm install --global @vitaledge/cli@VERSION");
  return ours?.[1] === server?.[1] ? ok("versions", words) : warn("versions", words, "What is newer than the other knows is refused or left out.");
}

async function checkLogin(context: Context): Promise<Finding[]> {
  try {
    const raw = rawOf(context.client().with(NO_RETRIES));
    const { response } = await raw.GET("/api/metric-definitions", { params: { query: { limit: 1 } }, signal: context.signal });
    if (response.status === 401) return [warn("login", "the login is not taken any more", "Run: vitaledge auth login")];
    return [response.ok ? ok("login", "the server takes it") : warn("login", `the server answers ${response.status}`, "Run: vitaledge auth status"), ...describeLimit(response.headers)];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [warn("login", error.message, "Run: vitaledge auth login")];
  }
}

function describeLimit(headers: Headers): Finding[] {
  const [remaining, limit] = [/;\s*r=(\d+)/.exec(headers.get("RateLimit") ?? "")?.[1], /;\s*q=(\d+)/.exec(headers.get("RateLimit-Policy") ?? "")?.[1]];
  if (remaining === undefined) return [];
  const words = `${remaining} of ${limit ?? "?"} requests are left`;
  return [Number(remaining) * 10 < Number(limit ?? 0) ? warn("rate limit", words, "Run imports one after another, or ask for a higher limit.") : ok("rate limit", words)];
}
