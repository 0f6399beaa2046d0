import type { Bundle, BundleEntry, FhirResource, OperationOutcome, Reference } from "fhir/r4.js";
import { UnexpectedResponseError } from "../errors.js";
import type { ResourceOf, ResourceType, Stored } from "./types.js";

/** A resource that a search found. */
export type SearchEntry<R> = {
  resource: R;
  fullUrl: string | undefined;
  /** What `_include` and `_revinclude` brought along for it: what it refers to, and what refers to it. */
  readonly included: readonly Stored<FhirResource>[];
  /** What a reference stands for, where the page has it. */
  resolve<T extends ResourceType>(reference: Reference | undefined, type: T): Stored<ResourceOf<T>> | undefined;
};

/** A page of a search; `total` where the server was asked for it, `outcomes` what it has to say, as which parameters it left out. */
export type SearchPage<R> = { data: SearchEntry<R>[]; nextCursor: string | null; total: number | undefined; outcomes: OperationOutcome[] };

/** A page of a history, the newest first; of a deletion there is no resource. */
export type HistoryPage<R> = { data: BundleEntry<Extract<R, FhirResource>>[]; nextCursor: string | null; total: number | undefined };

export function toHistoryPage<R>(body: unknown, response: Response, operation: string): HistoryPage<R> {
  const { entry = [], total, link } = checkBundle(body, response, operation);
  return { data: entry as HistoryPage<R>["data"], total, nextCursor: findNext(link) };
}

export function toSearchPage<R>(body: unknown, response: Response, operation: string): SearchPage<R> {
  const { entry = [], total, link } = checkBundle(body, response, operation);
  const byName = new Map(entry.flatMap(({ resource }) => (resource?.id === undefined ? [] : [[`${resource.resourceType}/${resource.id}`, resource]])));
  const ofMode = (mode: string): Stored<FhirResource>[] => entry.filter(({ search }) => search?.mode === mode).flatMap(({ resource = [] }) => resource as Stored<FhirResource>);
  const matches = entry.filter(({ search }) => (search?.mode ?? "match") === "match");
  const brought = ofMode("include").map((resource) => ({ resource, refersTo: referencesOf(resource) }));
  return {
    data: matches.map(({ resource, fullUrl }) => ({
      resource: resource as R,
      fullUrl,
      get included() {
        const own = `${resource?.resourceType}/${resource?.id}`;
        const refersTo = referencesOf(resource);
        return brought.filter((each) => each.refersTo.has(own) || refersTo.has(`${each.resource.resourceType}/${each.resource.id}`)).map((each) => each.resource);
      },
      resolve: <T extends ResourceType>(reference: Reference | undefined, type: T) => {
        const found = byName.get(nameOf(reference?.reference ?? ""));
        return found?.resourceType === type ? (found as Stored<ResourceOf<T>>) : undefined;
      },
    })),
    nextCursor: findNext(link),
    total,
    outcomes: ofMode("outcome") as FhirResource[] as OperationOutcome[],
  };
}

function checkBundle(body: unknown, { status, headers }: Response, operation: string): Bundle<FhirResource> {
  if ((body as Bundle | undefined)?.resourceType === "Bundle") return body as Bundle<FhirResource>;
  const requestId = headers.get("X-Request-ID") ?? undefined;
  throw new UnexpectedResponseError(`The answer to ${operation} is no Bundle (status ${status}).`, { status, contentType: headers.get("Content-Type") ?? undefined, requestId, operation });
}

/** Of the address only the query: where the server is, the client knows, and its token goes nowhere else. */
function findNext(link: Bundle["link"]): string | null {
  const url = link?.find(({ relation }) => relation === "next")?.url;
  return url === undefined ? null : url.slice(url.indexOf("?") + 1);
}

/** `Patient/1` of a relative, an absolute or a versioned reference. */
function nameOf(reference: string): string {
  return /([A-Z][A-Za-z]+\/[\w.-]+)(?:\/_history\/[\w.-]+)?$/.exec(reference)?.[1] ?? reference;
}

function referencesOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  for (const [name, inner] of Object.entries(value)) {
    if (name === "reference" && typeof inner === "string") found.add(nameOf(inner));
    else referencesOf(inner, found);
  }
  return found;
}
