import { information } from "../outcome.js";
import type { Found, Pair } from "../search/ask.js";
import { queryOf } from "../references.js";
import { bundleOf, fullUrlOf, type Bundle, type BundleEntry } from "./bundle.js";

const addressOf = (url: string, pairs: readonly Pair[]): string => {
  const query = queryOf(pairs);
  return query ? `${url}?${query}` : url;
};

/** `url` is the search's own, without a query. */
export const searchSet = ({ matches, included, total, next, self, dropped }: Found, base: string, url: string): Bundle => {
  const entries: BundleEntry[] = [
    ...matches.map((version) => ({ fullUrl: fullUrlOf(base, version), resource: version.resource, search: { mode: "match" as const } })),
    ...included.map((version) => ({ fullUrl: fullUrlOf(base, version), resource: version.resource, search: { mode: "include" as const } })),
    ...(dropped.length ? [{ resource: information(`Not known, and left out of the search: ${dropped.join(", ")}.`, "warning", "not-supported"), search: { mode: "outcome" as const } }] : []),
  ];
  const link = [
    { relation: "self", url: addressOf(url, self) },
    { relation: "first", url: addressOf(url, self) },
    ...(next === undefined ? [] : [{ relation: "next", url: addressOf(url, [...self, ["_cursor", next]]) }]),
  ];
  return bundleOf("searchset", entries, { ...(total !== undefined && { total }), link });
};
