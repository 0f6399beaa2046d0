import { fail } from "../../../http/problem.js";
import type { Resource, Version } from "../model.js";
import { information } from "../outcome.js";
import type { FhirReply, FhirRequest } from "../request.js";

export const etagOf = ({ version }: Pick<Version, "version">): string => `W/"${version}"`;

export const stampsOf = (version: Version): Record<string, string> => ({ "ETag": etagOf(version), "Last-Modified": version.lastUpdated.toUTCString() });

export const locationOf = (base: string, { type, id, version }: Version): string => `${base}/${type}/${id}/_history/${version}`;

/** The resource of a version that is there. @throws ProblemError 410 for a deletion. */
export const resourceOf = (version: Version): Resource =>
  version.resource ?? fail("resource_deleted", { headers: { ETag: etagOf(version) } });

/** RFC 9110, 13.1: what the caller has already is not sent again. If-None-Match goes before If-Modified-Since. */
export const isUnchanged = (request: FhirRequest, version: Version): boolean => {
  const tags = request.header("If-None-Match");
  if (tags !== undefined) return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === `"${version.version}"`);
  const since = Date.parse(request.header("If-Modified-Since") ?? "");
  return !Number.isNaN(since) && Math.floor(version.lastUpdated.getTime() / 1000) * 1000 <= since;
};

/** The version that If-Match names, `W/"3"` or `"3"`. @throws ProblemError 400 where it is none, 412 where it is another. */
export const expectMatch = (given: string | undefined, current: Version | undefined): void => {
  if (given === undefined || given === "*") return;
  const version = /^(?:W\/)?"?([A-Za-z0-9\-.]{1,64})"?$/.exec(given)?.[1]
    ?? fail("invalid_request", { detail: 'If-Match takes the ETag of the resource, W/"<versionId>".', errors: [{ pointer: "/header/If-Match", code: "value", message: "is no ETag of ours" }] });
  if (String(current?.version) !== version) fail("version_mismatch", { detail: "The resource has changed since it was read. Read it again and repeat the change." });
};

/** What a write answers: the resource unless `Prefer` says otherwise. */
export const writeReply = (request: Pick<FhirRequest, "prefer" | "base">, status: number, version: Version): FhirReply => {
  const headers = { ...stampsOf(version), Location: locationOf(request.base, version) };
  const asked = request.prefer.return ?? "representation";
  if (asked === "minimal") return { status, headers };
  if (asked === "OperationOutcome") return { status, headers, resource: information(`${version.type}/${version.id} is stored as version ${version.version}.`) };
  return { status, headers, resource: version.resource };
};
