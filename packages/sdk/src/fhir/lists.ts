import type { Core } from "../core.js";
import type { Operation } from "../operation.js";
import type { CallOptions } from "../options.js";
import { Paged } from "../paginate.js";
import type { HistoryPage, SearchEntry, SearchPage } from "./pages.js";
import { toHistoryPage, toSearchPage } from "./pages.js";
import { ask, operation, readParameters, writeParameters } from "./request.js";
import type { SearchParameters } from "./types.js";

/** What a search answers: `for await` gives its entries over all pages. */
export type Search<R> = Paged<SearchEntry<R>, SearchPage<R>>;

/** What a history answers: `for await` gives versions, the newest first. */
export type History<R> = Paged<HistoryPage<R>["data"][number], HistoryPage<R>>;

const SEARCH = operation("fhirSearchByPost", "POST", "/{type}/_search", "rb");
const EVERYTHING = operation("fhirEverything", "GET", "/Patient/{id}/$everything");
const LASTN = operation("fhirLastN", "GET", "/Observation/$lastn");
const HISTORY = operation("fhirHistory", "GET", "/{type}/{id}/_history");
const HISTORY_TYPE = operation("fhirHistoryType", "GET", "/{type}/_history");
const HISTORY_SYSTEM = operation("fhirHistorySystem", "GET", "/_history");

type Path = Record<string, string>;

export function search<R>(core: Core, type: string, parameters: SearchParameters = "", options?: CallOptions): Search<R> {
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  return new Paged((cursor = writeParameters(parameters)) =>
    ask(core, SEARCH, { path: { type }, body: cursor }, options, form).map((body, response) => toSearchPage<R>(body, response, SEARCH.id)));
}

export function everything<R>(core: Core, id: string, parameters: SearchParameters = "", options?: CallOptions): Search<R> {
  return searchByGet(core, EVERYTHING, { id }, parameters, options);
}

export function lastn<R>(core: Core, parameters: SearchParameters, options?: CallOptions): Search<R> {
  return searchByGet(core, LASTN, {}, parameters, options);
}

function searchByGet<R>(core: Core, asked: Operation, path: Path, parameters: SearchParameters, options?: CallOptions): Search<R> {
  return new Paged((cursor) =>
    ask(core, asked, { path, query: readParameters(cursor ?? parameters) }, options).map((body, response) => toSearchPage<R>(body, response, asked.id)));
}

export function history<R>(core: Core, path: { type?: string; id?: string }, parameters: SearchParameters = "", options?: CallOptions): History<R> {
  const asked = path.type === undefined ? HISTORY_SYSTEM : path.id === undefined ? HISTORY_TYPE : HISTORY;
  return new Paged((cursor) =>
    ask(core, asked, { path: path as Path, query: readParameters(cursor ?? parameters) }, options).map((body, response) => toHistoryPage<R>(body, response, asked.id)));
}
