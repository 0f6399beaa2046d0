import { VitalEdgeError } from "./errors.js";
import type { RateLimit } from "./rate-limit.js";

/** Data with the response around it. */
export type Answer<T> = {
  data: T;
  response: Response;
  /** For whoever looks in the server's log. */
  requestId: string | undefined;
  rateLimit: RateLimit | undefined;
  /** Give it to an update, and what changed since is not written over. */
  etag: string | undefined;
};

/** What `safe` gives. */
export type Result<T> = { ok: true; data: T } | { ok: false; error: VitalEdgeError };

type Steps<T> = { open: () => Promise<Response>; read: (response: Response) => Promise<Answer<T>> };

/** A call that goes out when it is first awaited, and once. */
export class Call<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = "Call";
  readonly #steps: Steps<T>;
  #answer: Promise<Answer<T>> | undefined;

  constructor(steps: Steps<T>) {
    this.#steps = steps;
  }

  /** The data with the response around it. */
  withResponse(): Promise<Answer<T>> {
    this.#answer ??= this.#steps.open().then(this.#steps.read);
    return this.#answer;
  }

  /** The response as it came, unread; an error status does not throw. */
  raw(): Promise<Response> {
    return this.#steps.open();
  }

  /** Errors of the SDK as a value; what is no such error still throws. */
  async safe(): Promise<Result<T>> {
    try {
      return { ok: true, data: await this };
    } catch (error) {
      if (error instanceof VitalEdgeError) return { ok: false, error };
      throw error;
    }
  }

  /** @internal */
  map<U>(change: (data: T, response: Response) => U | Promise<U>): Call<U> {
    const { open, read } = this.#steps;
    const next = async (response: Response): Promise<Answer<U>> => {
      const answer = await read(response);
      return { ...answer, data: await change(answer.data, response) };
    };
    return new Call({ open, read: next });
  }

  then<A = T, B = never>(
    onDone?: ((data: T) => A | PromiseLike<A>) | null, onFailed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.withResponse().then(({ data }) => data).then(onDone, onFailed);
  }

  catch<B = never>(onFailed?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onFailed);
  }

  finally(onSettled?: (() => void) | null): Promise<T> {
    return this.then().finally(onSettled);
  }
}
