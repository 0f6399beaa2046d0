import { ConfigurationError } from "./errors.js";
import type { OutgoingRequest } from "./middleware.js";

/** What one call is made of. */
export type RequestParts = {
  method: string;
  /** With its parameters in braces. */
  path: string;
  values: Record<string, string>;
  query: object;
  body: unknown;
  headers: Record<string, string>;
};

/** The body is kept as text: a real `Request` makes a stream of it, which a second attempt could not read again. */
export function createRequest(baseUrl: string, operation: string, { method, path, values, query, body, headers }: RequestParts): OutgoingRequest {
  const resolved = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    // An empty one would be the path of the list, and a dot or two that of another operation.
    if (!values[name]) throw new ConfigurationError(`${operation} needs ${name}: it is empty.`);
    if (/^\.\.?$/.test(values[name])) throw new ConfigurationError(`${operation} needs ${name}: a dot is none.`);
    return encodeURIComponent(values[name]);
  });
  const search = writeQuery(query);
  const type = body === undefined || "Content-Type" in headers ? undefined : { "Content-Type": "application/json" };
  return {
    url: `${baseUrl}${resolved}${search && `?${search}`}`,
    method,
    headers: new Headers({ ...type, ...headers }),
    // What is text already, as NDJSON and CSV, goes out as it is.
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  };
}

/** Several values of one parameter are joined by commas. */
function writeQuery(query: object): string {
  const pairs = Array.isArray(query) ? (query as [string, unknown][]) : Object.entries(query);
  return pairs
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${[value].flat().map((each) => encodeURIComponent(String(each))).join(",")}`)
    .join("&");
}
