import type { Call } from "./call.js";
import { ConfigurationError, VitalEdgeError } from "./errors.js";

/** The body of a list's answer. */
export type ListBody<T> = { data: readonly T[]; nextCursor: string | null };

/** One page; `cursor` resumes behind it, null after the last. */
export type Page<T, B extends ListBody<T> = ListBody<T>> = Omit<B, "data"> & { data: T[]; cursor: string | null };

type Fetcher<B> = (cursor: string | undefined) => Call<B>;

/** A list that is read as far as it is asked for. `for await` gives its items. */
export class Paged<T, B extends ListBody<T> = ListBody<T>> implements AsyncIterable<T> {
  readonly #fetch: Fetcher<B>;

  constructor(fetch: Fetcher<B>) {
    this.#fetch = fetch;
  }

  /** Item by item, over all pages. */
  [Symbol.asyncIterator](): ItemIterator<T, B> {
    return new ItemIterator(this.pages());
  }

  /** Page by page, each with its `cursor`. */
  pages(): PageIterator<T, B> {
    return new PageIterator(this.#fetch);
  }

  /** The first page alone. */
  async page(): Promise<Page<T, B>> {
    return toPage(await this.#fetch(undefined));
  }

  /** The first item, or undefined where there is none. */
  async first(): Promise<T | undefined> {
    for await (const item of this) return item;
    return undefined;
  }

  /** At most `limit` items; there is no way to ask for all without a bound. */
  async toArray(options: { limit: number }): Promise<T[]> {
    const limit: unknown = (options as { limit?: unknown } | undefined)?.limit;
    if (typeof limit !== "number" || !(limit >= 0)) throw new ConfigurationError("toArray needs a limit.");
    const items: T[] = [];
    if (limit === 0) return items;
    for await (const item of this) {
      items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }
}

function toPage<T, B extends ListBody<T>>(body: B): Page<T, B> {
  return { ...body, data: [...body.data], cursor: body.nextCursor };
}

/** Unlike a generator it survives a page that fails: the following `next` asks for it again. */
export class PageIterator<T, B extends ListBody<T>> implements AsyncIterableIterator<Page<T, B>> {
  readonly #fetch: Fetcher<B>;
  readonly #seen = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();
  #cursor: string | null | undefined;

  constructor(fetch: Fetcher<B>) {
    this.#fetch = fetch;
  }

  /** Where the next page begins: undefined at the start, null at the end. */
  get cursor(): string | null | undefined {
    return this.#cursor;
  }

  next(): Promise<IteratorResult<Page<T, B>, undefined>> {
    const turn = this.#queue.then(() => this.#turn());
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  return(): Promise<IteratorResult<Page<T, B>, undefined>> {
    this.#cursor = null;
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #turn(): Promise<IteratorResult<Page<T, B>, undefined>> {
    if (this.#cursor === null) return { done: true, value: undefined };
    const page = toPage<T, B>(await this.#fetch(this.#cursor));
    const { cursor } = page;
    if (cursor !== null && this.#seen.has(cursor)) throw new VitalEdgeError("The server gave the same cursor twice: the list would never end. Read it from the start.");
    if (cursor !== null) this.#seen.add(cursor);
    this.#cursor = cursor;
    return { done: false, value: page };
  }
}

/** Over the items of all pages; an empty page in the middle is no end. */
export class ItemIterator<T, B extends ListBody<T>> implements AsyncIterableIterator<T> {
  readonly #pages: PageIterator<T, B>;
  #items: readonly T[] = [];
  #at = 0;

  constructor(pages: PageIterator<T, B>) {
    this.#pages = pages;
  }

  /** Where the page after the current one begins. */
  get cursor(): string | null | undefined {
    return this.#pages.cursor;
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    while (this.#at >= this.#items.length) {
      const turn = await this.#pages.next();
      if (turn.done === true) return { done: true, value: undefined };
      this.#items = turn.value.data;
      this.#at = 0;
    }
    return { done: false, value: this.#items[this.#at++] as T };
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#items = [];
    await this.#pages.return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
