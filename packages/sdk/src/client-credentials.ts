import { createAnnouncer } from "./announcer.js";
import type { Announcer, SessionChange } from "./announcer.js";
import type { Holder, SessionView } from "./auth.js";
import { ApiError, AuthenticationError } from "./errors.js";
import type { Observers } from "./hooks.js";
import { askForToken } from "./token-endpoint.js";
import type { TokenServer } from "./token-endpoint.js";
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
type Parts = TokenServer & { observers: Observers };
type Answer = { access_token: string; expires_in: number };

/** Tokens of a service account (RFC 6749, 4.4): a new one before the old one ends, asked for once for all calls that need it. */
export class ServiceAccount implements Holder {
  readonly #credentials: Credentials | CredentialsProvider;
  readonly #parts: Parts;
  readonly #announcer: Announcer;
  #held: { token: string; life: TokenLife } | undefined;
  #asking: Promise<void> | undefined;
  #failure: { error: unknown; until: number } | undefined;

  constructor(credentials: Credentials | CredentialsProvider, parts: Parts) {
    this.#credentials = credentials;
    this.#parts = parts;
    this.#announcer = createAnnouncer(parts.observers);
  }

  token(): string | Promise<string> {
    const held = this.#held;
    return held !== undefined && this.#isLeft(held.life.advisoryAt) ? held.token : this.#wait();
  }

  async renew(failed: string): Promise<string | undefined> {
    if (this.#held?.token === failed) {
      await this.#askOnce().catch((error: unknown) => {
        if (error instanceof AuthenticationError) throw error;
      });
    }
    return this.#held?.token === failed ? undefined : this.#held?.token;
  }

  get current(): SessionView | null {
    const held = this.#held;
    return held === undefined ? null : { accessToken: held.token, expiresInMs: held.life.endsAt - this.#parts.timing.monotonic() };
  }

  async load(): Promise<void> {
    // There is no store: a token is asked for when one is needed.
  }

  async refresh(): Promise<void> {
    this.#failure = undefined;
    await this.#askOnce();
  }

  onChange(listener: (change: SessionChange) => void): () => void {
    return this.#announcer.onChange(listener);
  }

  dispose(): void {
    this.#announcer.clear();
  }

  #isLeft(until: number | undefined): boolean {
    return until !== undefined && this.#parts.timing.monotonic() < until;
  }

  async #wait(): Promise<string> {
    if (!this.#isLeft(this.#held?.life.advisoryAt)) {
      const asked = this.#askOnce();
      if (this.#isLeft(this.#held?.life.mandatoryAt)) asked.catch(() => undefined);
      // A token that still holds is served, whatever became of its successor.
      else await asked.catch((error: unknown) => { if (!this.#isLeft(this.#held?.life.endsAt)) throw error; });
    }
    return (this.#held as { token: string }).token;
  }

  #askOnce(): Promise<void> {
    const failure = this.#failure;
    if (this.#asking === undefined && failure !== undefined && this.#isLeft(failure.until)) return Promise.reject(failure.error);
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #ask(): Promise<void> {
    const { timing, observers } = this.#parts;
    const before = this.#held;
    try {
      const given = typeof this.#credentials === "function" ? await this.#credentials() : this.#credentials;
      const { access_token: token, expires_in: seconds } = await request(this.#parts, given);
      this.#held = { token, life: measureLife(timing, seconds * 1000) };
      this.#failure = undefined;
      this.#announcer.announce(before === undefined ? "signed_in" : "refreshed");
    } catch (error) {
      this.#fail(error, before !== undefined);
      throw error;
    }
    observers.tell("onRefresh", { outcome: "refreshed" });
  }

  #fail(error: unknown, hadOne: boolean): void {
    const { timing, observers } = this.#parts;
    const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    this.#failure = { error, until: timing.monotonic() + Math.max(REST_MS, asked) };
    const isOver = error instanceof AuthenticationError;
    if (isOver) this.#held = undefined;
    observers.tell("onRefresh", { outcome: isOver ? "expired" : "kept" });
    if (isOver && hadOne) this.#announcer.announce("expired");
  }
}

async function request(server: TokenServer, { clientId, clientSecret }: Credentials): Promise<Answer> {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }).toString();
  try {
    const contentType = "application/x-www-form-urlencoded";
    return (await askForToken<Answer>(server, { operation: "issueToken", path: "token", contentType, body, wants: ["access_token"] })).answer;
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status !== 400 && error.status !== 401)) throw error;
    // RFC 6749 errors are no problem documents: ours says what to do.
    const { status, operation, attempt, requestId } = error;
    throw new AuthenticationError({ status, operation, attempt, requestId, message: "The API key was refused: check its client id and secret, or make a new one." });
  }
}
