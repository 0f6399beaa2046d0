import type { PlainQuery } from "../db/with-tenant.js";
import { leaseBlock } from "./limits.sql.js";

/** Requests that a process may let in, and all that were granted of the window so far. */
export type Lease = { granted: number; used: number };

/** Requests leased at once: 50, more under an organization's high limit; a tenth of the rest where that is less. */
export const mostOf = ({ policy }: Source, limit: number): number => (policy === "address" ? 50 : Math.max(50, Math.floor(limit / 200)));

/** Milliseconds that a counter outlives the beginning of its window. */
export const KEPT = 120_000;

/** Whose requests are counted, and where their limit is written. */
export type Source = {
  subject: string;
  policy: "organization" | "address";
  within<T>(work: (query: PlainQuery) => Promise<T>): Promise<T>;
  limitOf(query: PlainQuery): Promise<number>;
};

/**
 * Grants a block of a window's rest. `seen`: what is known to have been granted, perhaps by a counter that has been lost since:
 * the next one goes on from there.
 */
export type Lessor = (source: Source, start: Date, seen: number) => Promise<Lease & { limit: number }>;

export const leaseFromDatabase: Lessor = (source, start, seen) =>
  source.within(async (query) => {
    const limit = await source.limitOf(query);
    return { limit, ...(await leaseBlock(query, { subject: source.subject, start, limit, most: mostOf(source, limit), seen })) };
  });
