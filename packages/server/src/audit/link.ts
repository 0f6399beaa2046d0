import { makeId } from "../platform/ids.js";
import { alikeOf, hashEntry, isAlike, type Alike, type AuditDraft, type AuditEntry } from "./entry.js";

/** The end of a chain. */
export type Head = { sequence: number; hash: Buffer };

/** Entries that follow a head, what those of one request have in common once: `request` is its place in `requests`. */
export type Linked = {
  behind: Head;
  requests: AuditDraft[];
  entries: (Pick<AuditEntry, "id" | "sequence" | "resourceId" | "patientId" | "hash"> & { request: number })[];
  head: Head;
};

export const link = (chain: string, behind: Head, drafts: readonly AuditDraft[]): Linked => {
  const linked: Linked = { behind, requests: [], entries: [], head: behind };
  let alike: Alike | undefined;
  for (const draft of drafts) {
    const last = linked.requests.at(-1);
    if (!alike || !last || !isAlike(last, draft)) {
      linked.requests.push(draft);
      alike = alikeOf(draft);
    }
    const { resourceId, patientId } = draft;
    const own = { id: makeId("aud", draft.at), sequence: linked.head.sequence + 1, resourceId, patientId };
    const entry = { ...own, request: linked.requests.length - 1, hash: hashEntry(chain, linked.head.hash, own, alike) };
    linked.entries.push(entry);
    linked.head = entry;
  }
  return linked;
};
