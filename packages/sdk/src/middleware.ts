/** A request as it will go out, once or several times: `url`, `headers` and `body` may be changed. */
export type OutgoingRequest = {
  url: string;
  method: string;
  headers: Headers;
  /** As text; undefined where there is none. */
  body: string | undefined;
};

type Context = {
  request: OutgoingRequest;
  /** The path with its parameters in braces. */
  schemaPath: string;
};

/** Called once a call, above the retries, without the token. */
export type Middleware = {
  /** Changes the request; a response that it answers is taken in place of the server's. */
  onRequest?(context: Context): void | Response | Promise<void | Response>;
  /** Sees the answer; one that it answers takes its place. */
  onResponse?(context: Context & { response: Response }): void | Response | Promise<void | Response>;
};

/** The first sees the request first and the answer last. */
export async function runMiddleware(all: readonly Middleware[], context: Context, send: () => Promise<Response>): Promise<Response> {
  const [first, ...rest] = all;
  if (first === undefined) return send();
  const response = (await first.onRequest?.(context)) || (await runMiddleware(rest, context, send));
  return (await first.onResponse?.({ ...context, response })) || response;
}
