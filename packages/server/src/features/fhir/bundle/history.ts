import { bundleOf, fullUrlOf, type Bundle, type BundleEntry, type BundleLink } from "./bundle.js";
import { etagOf } from "../acts/answers.js";
import type { Version } from "../model.js";

/** What made a version: the first one a creation, one without content a deletion. */
const requestOf = ({ type, id, version, resource }: Version): { method: string; url: string } => {
  if (!resource) return { method: "DELETE", url: `${type}/${id}` };
  return version === 1 ? { method: "POST", url: type } : { method: "PUT", url: `${type}/${id}` };
};

const entryOf = (base: string, version: Version): BundleEntry => ({
  fullUrl: fullUrlOf(base, version),
  ...(version.resource && { resource: version.resource }),
  request: requestOf(version),
  response: { status: version.resource ? (version.version === 1 ? "201" : "200") : "204", etag: etagOf(version), lastModified: version.lastUpdated.toISOString() },
});

export const historyBundle = (versions: readonly Version[], base: string, link: BundleLink[], total?: number): Bundle =>
  bundleOf("history", versions.map((version) => entryOf(base, version)), { ...(total !== undefined && { total }), link });
