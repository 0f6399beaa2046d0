import { createAnnouncer } from "./announcer.js";
import type { Announcer, SessionChange } from "./announcer.js";
import type { Holder, SessionView } from "./auth.js";
import { ApiError, AuthenticationError, ConnectionError, SessionExpiredError } from "./errors.js";
import type { Observers } from "./hooks.js";
import { isSameSession } from "./stores.js";
import type { SessionStore, StoredSession } from "./stores.js";
import type { Timing } from "./timing.js";
import type { Refresh, TokenAnswer } from "./token-endpoint.js";
import { measureLife, measureStored } from "./token-life.js";
import type { TokenLife } from "./token-life.js";

/** After a refresh that failed, the next is tried no sooner. */
const REST_MS = 5_000;
/** Refreshes after one whose answer never came: within the server's 30 seconds of grace. */
const MOST_RECALLS = 2;

type Parts = { store: SessionStore; refresh: Refresh; timing: Timing; observers: Observers };

/** Keeps one pair of tokens fresh. Nothing here calls back into the client, so nothing can wait for itself. */
export class Session implements Holder {
  readonly #parts: Parts;
  readonly #announcer: Announcer;
  readonly #unsubscribe: (() => void) | undefined;
  #pair: StoredSession | null = null;
  #life: TokenLife | undefined;
  #loading: Promise<void> | undefined;
  #refreshing: Promise<void> | undefined;
  /** Refreshes in a row whose answers were lost, and what calls off the next. */
  #lost = 0;
  #callOff: () => void = () => undefined;
  #failure: { error: unknown; until: number } | undefined;
  /** What the store still has where it could not be written since. */
  #unwritten: StoredSession | undefined;
  /** The server ended it, nobody here. */
  #isOver = false;
  /** Goes up at each login and logout: what began before may not write after. */
  #epoch = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#announcer = createAnnouncer(parts.observers);
    this.#unsubscribe = parts.store.subscribe?.(() => void this.#follow().catch(() => undefined));
  }

  /** The tokens in hand, without the one that refreshes. */
  get current(): SessionView | null {
    if (this.#pair === null || this.#life === undefined) return null;
    return { accessToken: this.#pair.accessToken, expiresInMs: this.#life.endsAt - this.#parts.timing.monotonic() };
  }

  token(operation: string): string | Promise<string> {
    const isGood = this.#life !== undefined && this.#parts.timing.monotonic() < this.#life.advisoryAt;
    return isGood && this.#pair !== null ? this.#pair.accessToken : this.#token(operation);
  }

  async #token(operation: string): Promise<string> {
    await this.#load();
    if (this.#pair === null || this.#life === undefined) throw noSession(operation, this.#isOver);
    const at = this.#parts.timing.monotonic();
    if (at < this.#life.advisoryAt) return this.#pair.accessToken;
    const refreshed = this.#refreshOnce();
    if (at < this.#life.mandatoryAt) refreshed.catch(() => undefined);
    else await refreshed.catch((error: unknown) => this.#forgive(error));
    // A refresh may end in there being no session.
    const pair = this.#pair as StoredSession | null;
    if (pair === null) throw noSession(operation, this.#isOver);
    return pair.accessToken;
  }

  async renew(failed: string): Promise<string | undefined> {
    await this.#load();
    if (this.#pair?.accessToken === failed) {
      await this.#refreshOnce(failed).catch((error: unknown) => {
        if (error instanceof SessionExpiredError) throw error;
      });
    }
    const next = this.#pair?.accessToken;
    return next === failed ? undefined : next;
  }

  async load(): Promise<void> {
    await this.#load();
  }

  async refresh(): Promise<void> {
    await this.#load();
    if (this.#pair === null) throw noSession("refreshTokens", this.#isOver);
    this.#failure = undefined;
    await this.#refreshOnce(this.#pair.accessToken);
  }

  async signIn(answer: TokenAnswer, headers: Headers): Promise<void> {
    this.#epoch += 1;
    const next = this.#toStored(answer, headers);
    await this.#overwrite(next);
    this.#hold(next, measureLife(this.#parts.timing, answer.expiresIn * 1000));
    this.#failure = undefined;
    this.#announcer.announce("signed_in");
  }

  /** Forgets the pair at once and gives its refresh token to whoever tells the server. */
  async signOut(): Promise<string | undefined> {
    await this.#load();
    this.#epoch += 1;
    const held = this.#pair;
    this.#hold(null);
    const stored = await this.#overwrite(null);
    this.#announcer.announce("signed_out");
    return (stored ?? held)?.refreshToken;
  }

  onChange(listener: (change: SessionChange) => void): () => void {
    return this.#announcer.onChange(listener);
  }

  dispose(): void {
    this.#unsubscribe?.();
    this.#callOff();
    this.#announcer.clear();
  }

  #load(): Promise<void> {
    if (this.#pair !== null) return Promise.resolve();
    this.#loading ??= this.#reread().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Another tab has logged in or out: who listens here wants to know. */
  async #follow(): Promise<void> {
    const before = this.#pair;
    const epoch = this.#epoch;
    await this.#reread();
    if (epoch === this.#epoch && (before === null) !== (this.#pair === null)) this.#announcer.announce(before === null ? "signed_in" : "signed_out");
  }

  async #reread(): Promise<void> {
    const epoch = this.#epoch;
    const stored = await this.#parts.store.read();
    if (epoch === this.#epoch && !this.#isKnown(stored)) this.#adopt(stored);
  }

  #refreshOnce(failed?: string): Promise<void> {
    const { timing } = this.#parts;
    if (this.#refreshing === undefined && this.#failure !== undefined && timing.monotonic() < this.#failure.until) {
      return Promise.reject(this.#failure.error);
    }
    this.#refreshing ??= this.#refresh(failed).finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #refresh(failed: string | undefined): Promise<void> {
    const epoch = this.#epoch;
    if (await this.#adoptNewer(epoch, failed)) return;
    const used = this.#pair;
    if (used === null || epoch !== this.#epoch) return;
    try {
      const { answer, headers } = await this.#parts.refresh(used.refreshToken);
      // Logged out or in meanwhile: this pair belongs to nobody any more.
      if (epoch !== this.#epoch) return;
      await this.#keep(used, answer, headers);
    } catch (error) {
      if (epoch === this.#epoch) await this.#judge(error, used);
    }
  }

  /** Another tab or process may have refreshed already. */
  async #adoptNewer(epoch: number, failed: string | undefined): Promise<boolean> {
    const stored = await this.#parts.store.read();
    if (epoch !== this.#epoch) return true;
    if (this.#isKnown(stored)) return false;
    this.#adopt(stored);
    if (stored === null) return true;
    return stored.accessToken !== failed && this.#parts.timing.monotonic() < (this.#life?.mandatoryAt ?? 0);
  }

  async #keep(used: StoredSession, answer: TokenAnswer, headers: Headers): Promise<void> {
    const epoch = this.#epoch;
    const next = this.#toStored(answer, headers);
    const written = await this.#write(this.#unwritten ?? used, next);
    if (epoch !== this.#epoch) return;
    if (written) this.#hold(next, measureLife(this.#parts.timing, answer.expiresIn * 1000));
    else this.#adopt(await this.#parts.store.read());
    this.#failure = undefined;
    // Another process has logged out meanwhile.
    if (this.#pair === null) return;
    this.#parts.observers.tell("onRefresh", { outcome: "refreshed" });
    this.#announcer.announce("refreshed");
  }

  /** The pair before is spent: one that cannot be stored, as on a full disk, is used all the same, and the next is written over it. */
  async #write(previous: StoredSession, next: StoredSession): Promise<boolean> {
    try {
      const written = await this.#parts.store.compareAndSwap(previous, next);
      this.#unwritten = undefined;
      return written;
    } catch (error) {
      this.#unwritten = previous;
      this.#parts.observers.log("warn", "new tokens could not be stored", { error: (error as Error).name });
      return true;
    }
  }

  /** Whether what is stored is not news. */
  #isKnown(stored: StoredSession | null): boolean {
    return isSameSession(stored, this.#pair) || (this.#unwritten !== undefined && isSameSession(stored, this.#unwritten));
  }

  /** Only the server's word that the refresh token is worth nothing ends a session; anything else passes. */
  async #judge(error: unknown, used: StoredSession): Promise<void> {
    const { store, timing, observers } = this.#parts;
    if (!isTerminal(error)) {
      const rest = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
      this.#failure = { error, until: timing.monotonic() + Math.max(REST_MS, rest) };
      if (error instanceof ConnectionError) this.#askAgain();
      observers.log("warn", "a refresh failed, the session is kept", { error: (error as Error).name });
      observers.tell("onRefresh", { outcome: "kept" });
      throw error;
    }
    const stored = await store.read();
    if (stored !== null && !isSameSession(stored, used) && !this.#isKnown(stored)) return this.#adopt(stored);
    await store.compareAndSwap(stored, null);
    this.#unwritten = undefined;
    this.#hold(null);
    this.#isOver = true;
    observers.tell("onRefresh", { outcome: "expired" });
    this.#announcer.announce("expired");
    throw error;
  }

  /** The pair may be spent, its successor lost on the way: for a while the server gives the same one again, and later none. */
  #askAgain(): void {
    if ((this.#lost += 1) > MOST_RECALLS) return;
    this.#callOff = this.#parts.timing.after(REST_MS + 100, () => void this.#refreshOnce().catch(() => undefined), true);
  }

  /** A token that still holds is served, whatever became of its refresh. */
  #forgive(error: unknown): void {
    const left = (this.#life?.endsAt ?? 0) - this.#parts.timing.monotonic();
    if (this.#pair === null || left <= 0) throw error;
  }

  /** Writes over whatever is stored; answers what that was. */
  async #overwrite(next: StoredSession | null): Promise<StoredSession | null> {
    const { store } = this.#parts;
    this.#unwritten = undefined;
    this.#isOver = false;
    for (;;) {
      const stored = await store.read();
      if (await store.compareAndSwap(stored, next)) return stored;
    }
  }

  #toStored({ accessToken, refreshToken, expiresIn }: TokenAnswer, headers: Headers): StoredSession {
    const now = this.#parts.timing.now();
    const sent = Date.parse(headers.get("Date") ?? "");
    const skewMs = Number.isNaN(sent) ? 0 : sent - now;
    return { accessToken, refreshToken, expiresAt: now + skewMs + expiresIn * 1000, skewMs };
  }

  #adopt(stored: StoredSession | null): void {
    this.#hold(stored, stored === null ? undefined : measureStored(this.#parts.timing, stored));
  }

  #hold(pair: StoredSession | null, life?: TokenLife): void {
    this.#pair = pair;
    this.#life = life;
    this.#lost = 0;
    this.#callOff();
  }
}

function isTerminal(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.status !== 401) return false;
  return error.code === "refresh_token_invalid" || error.code === "refresh_token_reused";
}

function noSession(operation: string, isOver: boolean): AuthenticationError {
  const facts = { status: 401, operation, attempt: 0, code: "unauthenticated" as const };
  if (isOver) return new SessionExpiredError({ ...facts, message: "The session has ended: log in again with auth.login." });
  return new AuthenticationError({ ...facts, message: "There is no session: log in with auth.login first." });
}
