import type { OperationOutcome } from "../outcome.js";
import type { Resource, Version } from "../model.js";

export type BundleLink = { relation: string; url: string };
export type BundleEntry = {
  fullUrl?: string;
  resource?: Resource | OperationOutcome | undefined;
  search?: { mode: "match" | "include" | "outcome" };
  request?: { method: string; url: string };
  response?: { status: string; location?: string; etag?: string; lastModified?: string; outcome?: OperationOutcome };
};
export type Bundle = { resourceType: "Bundle"; type: string; total?: number; link?: BundleLink[]; entry?: BundleEntry[]; [element: string]: unknown };

export const fullUrlOf = (base: string, { type, id }: Pick<Version, "type" | "id">): string => `${base}/${type}/${id}`;

/** R4 has no empty lists. */
export const bundleOf = (type: string, entries: BundleEntry[], more: Omit<Bundle, "resourceType" | "type" | "entry">): Bundle =>
  ({ resourceType: "Bundle", type, ...more, ...(entries.length && { entry: entries }) });
