/**
 * Stands in for `Request` under openapi-fetch: a real one turns the body into a stream that can be read once, and a
 * repeated attempt needs the text again.
 */
export class Captured {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly init: RequestInit;

  constructor(url: string | Captured, init: RequestInit = {}) {
    const source = url instanceof Captured ? url : undefined;
    this.url = source?.url ?? (url as string);
    this.init = { ...source?.init, ...init };
    this.method = this.init.method ?? "GET";
    this.headers = this.init.headers instanceof Headers && source === undefined ? this.init.headers : new Headers(this.init.headers ?? source?.headers);
    this.body = typeof this.init.body === "string" ? this.init.body : undefined;
  }

  clone(): Captured {
    return new Captured(this);
  }

  text(): Promise<string> {
    return Promise.resolve(this.body ?? "");
  }
}
