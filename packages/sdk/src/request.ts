import { ConfigurationError } from "./errors.js";
import type { OutgoingRequest } from "./middleware.js";
import type { Operation } from "./operation.js";

/** What one call is made of. */
export type RequestParts = {
  values: Record<string, string>;
  query: object;
  body: unknown;
  headers: Record<string, string>;
};

/** The body is kept as text: a real `Request` makes a stream of it, which a second attempt could not read again. */
export function createRequest(baseUrl: string, operation: Operation, { values, query, body, headers }: RequestParts): OutgoingRequest {
  const search = writeQuery(query);
  return {
    url: `${baseUrl}${writePath(operation, values)}${search && `?${search}`}`,
    method: operation.method,
    headers: new Headers(headers),
    // What is text already, as NDJSON and CSV, goes out as it is.
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  };
}

function writePath({ id, pieces }: Operation, values: Record<string, string>): string {
  let path = "";
  pieces.forEach((piece, at) => {
    const value = values[piece];
    if (at % 2 === 0) path += piece;
    // An empty one would be the path of the list, and a dot or two that of another operation.
    else if (!value) throw new ConfigurationError(`${id} needs ${piece}: it is empty.`);
    else if (/^\.\.?$/.test(value)) throw new ConfigurationError(`${id} needs ${piece}: a dot is none.`);
    else path += encodeURIComponent(value);
  });
  return path;
}

/** Several values of one parameter are joined by commas. */
function writeQuery(query: object): string {
  const pairs = Array.isArray(query) ? (query as [string, unknown][]) : Object.entries(query);
  return pairs
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${[value].flat().map((each) => encodeURIComponent(String(each))).join(",")}`)
    .join("&");
}
