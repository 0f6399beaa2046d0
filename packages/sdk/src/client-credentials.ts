import { createAnnouncer } from "./announcer.js";
import type { Holder } from "./auth.js";
import { ApiError, AuthenticationError } from "./errors.js";
import type { Observers } from "./hooks.js";
import type { Timing } from "./timing.js";
import type { TokenEndpoint } from "./token-endpoint.js";
import { measureLife } from "./token-life.js";
import type { TokenLife } from "./token-life.js";

/** After a failure, the next is tried no sooner. */
const REST_MS = 5_000;

/** An API key of one organization: what `apiKeys.create` answers. */
export type Credentials = {
  clientId: string;
  /** The `secret` of that answer. */
  clientSecret: string;
};
/** Asked for when a token is, as from a vault. */
export type CredentialsProvider = () => Credentials | Promise<Credentials>;
type Parts = { endpoint: TokenEndpoint; timing: Timing; observers: Observers };
type Answer = { access_token: string; expires_in: number };

/** Tokens of a service account (RFC 6749, 4.4): a new one before the old one ends, asked for once for all calls that need it. */
export function createClientCredentials(credentials: Credentials | CredentialsProvider, { endpoint, timing, observers }: Parts): Holder {
  const announcer = createAnnouncer(observers);
  let held: { token: string; life: TokenLife } | undefined;
  let asking: Promise<void> | undefined;
  let failure: { error: unknown; until: number } | undefined;

  const ask = async (): Promise<void> => {
    const before = held;
    try {
      const { access_token: token, expires_in: seconds } = await request(endpoint, typeof credentials === "function" ? await credentials() : credentials);
      held = { token, life: measureLife(timing, seconds * 1000) };
      failure = undefined;
      announcer.announce(before === undefined ? "signed_in" : "refreshed");
    } catch (error) {
      const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
      failure = { error, until: timing.monotonic() + Math.max(REST_MS, asked) };
      const isOver = error instanceof AuthenticationError;
      if (isOver) held = undefined;
      observers.tell("onRefresh", { outcome: isOver ? "expired" : "kept" });
      if (isOver && before !== undefined) announcer.announce("expired");
      throw error;
    }
    observers.tell("onRefresh", { outcome: "refreshed" });
  };
  const askOnce = (): Promise<void> => {
    if (asking === undefined && failure !== undefined && timing.monotonic() < failure.until) return Promise.reject(failure.error);
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };
  const isLeft = (until: number | undefined): boolean => until !== undefined && timing.monotonic() < until;

  const wait = async (): Promise<string> => {
    if (!isLeft(held?.life.advisoryAt)) {
      const asked = askOnce();
      if (isLeft(held?.life.mandatoryAt)) asked.catch(() => undefined);
      // A token that still holds is served, whatever became of its successor.
      else await asked.catch((error: unknown) => { if (!isLeft(held?.life.endsAt)) throw error; });
    }
    return (held as { token: string }).token;
  };

  return {
    token: () => (held !== undefined && isLeft(held.life.advisoryAt) ? held.token : wait()),
    async renew(failed) {
      if (held?.token === failed) await askOnce().catch((error: unknown) => { if (error instanceof AuthenticationError) throw error; });
      return held?.token === failed ? undefined : held?.token;
    },
    get current() {
      return held === undefined ? null : { accessToken: held.token, expiresInMs: held.life.endsAt - timing.monotonic() };
    },
    load: async () => undefined,
    async refresh() {
      failure = undefined;
      await askOnce();
    },
    onChange: announcer.onChange,
    dispose: announcer.clear,
  };
}

async function request(endpoint: TokenEndpoint, { clientId, clientSecret }: Credentials): Promise<Answer> {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }).toString();
  try {
    const contentType = "application/x-www-form-urlencoded";
    return (await endpoint<Answer>({ operation: "issueToken", path: "token", contentType, body, wants: ["access_token"] })).answer;
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status !== 400 && error.status !== 401)) throw error;
    // RFC 6749 errors are no problem documents: ours says what to do.
    const { status, operation, attempt, requestId } = error;
    throw new AuthenticationError({ status, operation, attempt, requestId, message: "The API key was refused: check its client id and secret, or make a new one." });
  }
}
