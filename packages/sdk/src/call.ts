import { VitalEdgeError } from "./errors.js";
import { readRequestId } from "./problem.js";
import { readRateLimit } from "./rate-limit.js";
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

type Steps<T> = { open: () => Promise<Response>; read: (response: Response) => Promise<T> };

/** A call that goes out when it is first awaited, and once. */
export class Call<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = "Call";
  readonly #steps: Steps<T>;
  #data: Promise<T> | undefined;
  #response: Response | undefined;

  constructor(steps: Steps<T>) {
    this.#steps = steps;
  }

  /** The data with the response around it. */
  async withResponse(): Promise<Answer<T>> {
    const data = await this;
    const response = this.#response as Response;
    const { headers } = response;
    return { data, response, requestId: readRequestId(headers), rateLimit: readRateLimit(headers), etag: headers.get("ETag") ?? undefined };
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
    return new Call({ open, read: async (response) => change(await read(response), response) });
  }

  then<A = T, B = never>(
    onDone?: ((data: T) => A | PromiseLike<A>) | null, onFailed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#data ??= this.#steps.open().then((response) => {
      this.#response = response;
      return this.#steps.read(response);
    });
    return this.#data.then(onDone, onFailed);
  }

  catch<B = never>(onFailed?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onFailed);
  }

  finally(onSettled?: (() => void) | null): Promise<T> {
    return this.then().finally(onSettled);
  }
}
