import type { PlainQuery } from "../db/with-tenant.js";
import { selectAfter, selectHead, selectSignatures, selectSystemAfter, selectSystemHead, type SignatureRow } from "./audit.sql.js";
import { alikeOf, GENESIS, hashEntry, SYSTEM_CHAIN, type AuditEntry } from "./entry.js";
import type { Head } from "./link.js";
import { isSigned, type VerifyingKey } from "./signing.js";

/** Entries in memory at a time. */
const CHUNK = 2_000;

/** `firstBad` is the first sequence that is not what was written: changed, missing, moved, or cut off. */
export type Verdict = { ok: boolean; checked: number; sequence: number; hash: string; firstBad: number | null };

type Chain = {
  name: string;
  after(sequence: number): Promise<AuditEntry[]>;
  head: Head | undefined;
  signatures: readonly SignatureRow[];
};

const chainOf = async (query: PlainQuery, name: string): Promise<Chain> => ({
  name,
  after: (sequence) => (name === SYSTEM_CHAIN ? selectSystemAfter(query, sequence, CHUNK) : selectAfter(query, name, sequence, CHUNK)),
  head: await (name === SYSTEM_CHAIN ? selectSystemHead(query) : selectHead(query, name)),
  signatures: await selectSignatures(query, name),
});

/** Walks a chain from its first entry. `anchors` are heads that were kept elsewhere; a chain that does not reach them was cut. */
export const verifyChain = async (query: PlainQuery, name: string, key: VerifyingKey, anchors: readonly SignatureRow[] = []): Promise<Verdict> => {
  const chain = await chainOf(query, name);
  const expected = new Map<number, SignatureRow[]>();
  for (const anchor of [...chain.signatures, ...anchors]) expected.set(anchor.sequence, [...(expected.get(anchor.sequence) ?? []), anchor]);
  let [last, hash]: [number, Buffer] = [0, GENESIS];
  const bad = (firstBad: number): Verdict => ({ ok: false, checked: last, sequence: last, hash: hash.toString("hex"), firstBad });

  for (let entries = await chain.after(0); entries.length; entries = await chain.after(last)) {
    for (const entry of entries) {
      if (!isNext(name, entry, last, hash)) return bad(last + 1);
      if (expected.get(entry.sequence)?.some((anchor) => !isSigned(key, anchor) || !anchor.hash.equals(entry.hash))) return bad(entry.sequence);
      [last, hash] = [entry.sequence, entry.hash];
    }
  }
  const furthest = Math.max(chain.head?.sequence ?? 0, ...expected.keys());
  if (furthest > last) return bad(last + 1);
  // The head lies before what it should be the end of: it was set back by hand.
  if ((chain.head?.sequence ?? 0) !== last || (chain.head && !chain.head.hash.equals(hash))) return bad((chain.head?.sequence ?? 0) + 1);
  return { ok: true, checked: last, sequence: last, hash: hash.toString("hex"), firstBad: null };
};

const isNext = (chain: string, entry: AuditEntry, last: number, hash: Buffer): boolean =>
  entry.sequence === last + 1 && entry.previousHash.equals(hash) && hashEntry(chain, hash, entry, alikeOf(entry)).equals(entry.hash);
