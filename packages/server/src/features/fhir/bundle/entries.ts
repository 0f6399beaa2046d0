import { fail, ProblemError } from "../../../http/problem.js";
import { isResource } from "../fhir-json.js";
import type { Resource } from "../model.js";
import type { Pair } from "../search/ask.js";
import { fhirType, type FhirType } from "../table.js";

const METHODS = ["DELETE", "POST", "PUT", "PATCH", "GET", "HEAD"] as const;
export type Method = (typeof METHODS)[number];

/** The most that one bundle may hold; more belongs into several. */
const MOST_ENTRIES = 5000;

/** One entry of a batch or transaction, its request taken apart. */
export type Entry = {
  index: number;
  method: Method;
  fullUrl: string | undefined;
  type: FhirType;
  id: string | undefined;
  /** What follows the id, as `_history/1` or `_search`. */
  rest: string;
  query: Pair[];
  resource: Resource | undefined;
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
  ifNoneExist: Pair[] | undefined;
};

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const refuse = (index: number, element: string, message: string): never =>
  fail("invalid_request", { detail: `An entry of the bundle is not valid: ${message}.`, errors: [{ pointer: `Bundle.entry[${index}].${element}`, code: "value", message }] });

type Given = { fullUrl?: unknown; resource?: unknown; request?: Record<string, unknown> };

const pairsOf = (query: string): Pair[] => [...new URLSearchParams(query)];

const entryOf = ({ fullUrl, resource, request }: Given, index: number, base: string): Entry => {
  const method = METHODS.find((each) => each === request?.method) ?? refuse(index, "request.method", "is none of GET, HEAD, POST, PUT, PATCH, DELETE");
  const url = (text(request?.url) ?? refuse(index, "request.url", "is missing")).replace(`${base}/`, "").replace(/^\//, "");
  const [path = "", query = ""] = url.split(/\?(.*)/s);
  const [name = "", id, ...rest] = path.split("/");
  const type = fhirType(name) ?? refuse(index, "request.url", "names no type of this server");
  const sends = method === "POST" || method === "PUT" || method === "PATCH";
  if (sends && !isResource(resource)) refuse(index, "resource", "is missing");
  if (method === "POST" && id !== undefined && id !== "_search") refuse(index, "request.url", "creates under a type, without an id");
  const ifNoneExist = text(request?.ifNoneExist);
  return {
    index, method, type, id, rest: rest.join("/"), query: pairsOf(query), fullUrl: text(fullUrl),
    resource: sends ? (resource as Resource) : undefined,
    ifMatch: text(request?.ifMatch), ifNoneMatch: text(request?.ifNoneMatch), ifNoneExist: ifNoneExist === undefined ? undefined : pairsOf(ifNoneExist.replace(/^\?/, "")),
  };
};

export type ReadBundle = { kind: "batch" | "transaction"; entries: Entry[] };

/** @throws ProblemError 400 for what is no batch or transaction, 413 where it is too large. */
export const readBundle = (body: unknown, base: string): ReadBundle => {
  const { resourceType, type, entry = [] } = body as { resourceType?: unknown; type?: unknown; entry?: unknown };
  if (resourceType !== "Bundle" || (type !== "batch" && type !== "transaction")) {
    fail("invalid_request", { detail: "A Bundle of type batch or transaction is taken here.", errors: [{ pointer: "Bundle.type", code: "value", message: "has to be batch or transaction" }] });
  }
  if (!Array.isArray(entry)) return fail("invalid_request", { errors: [{ pointer: "Bundle.entry", code: "value", message: "is no list" }] });
  if (entry.length > MOST_ENTRIES) fail("payload_too_large", { detail: `A bundle has at most ${MOST_ENTRIES} entries. Send several.` });
  return { kind: type, entries: (entry as Given[]).map((each, index) => entryOf(each, index, base)) };
};

/** Names the entry in what an entry's own work complains of. */
export const within = async <T>({ index, type }: Pick<Entry, "index" | "type">, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const place = `Bundle.entry[${index}]`;
    const faults = error.options.errors ?? [{ pointer: "", code: "invalid", message: error.message }];
    const errors = faults.map((fault) => ({ ...fault, pointer: placeOf(place, fault.pointer, type.type) }));
    throw new ProblemError(error.code, { ...error.options, errors });
  }
};

const placeOf = (place: string, pointer: string, type: string): string => {
  if (pointer === type || pointer.startsWith(`${type}.`)) return `${place}.resource${pointer.slice(type.length)}`;
  return pointer.startsWith("Bundle.") ? pointer : place;
};
