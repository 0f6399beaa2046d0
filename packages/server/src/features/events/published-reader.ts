import { gather } from "../../db/gather.js";
import { SYSTEM, withTenant, type TenantDoor } from "../../db/with-tenant.js";
import { selectPublished, type PublishedRow } from "../../outbox/events.sql.js";

const MOST_EVENTS = 500;
const MOST_READERS = 1_000;

/** `more`: the reading ended at its limit. */
export type Read = { events: PublishedRow[]; more: boolean };
export type PublishedReader = (organizationId: string, after: string) => Promise<Read>;

/** Reads what was published after a number: one statement for all streams of an organization that ask at that moment. */
export const makePublishedReader = (door: TenantDoor): PublishedReader =>
  gather<string, Read>(async (organizationId, afters) => {
    const earliest = afters.reduce((least, after) => (BigInt(after) < BigInt(least) ? after : least));
    const events = await withTenant(door, organizationId, SYSTEM, (tx) => selectPublished(tx, earliest, MOST_EVENTS), { readOnly: true });
    const more = events.length === MOST_EVENTS;
    return afters.map((after) => ({ events: events.filter(({ number }) => BigInt(number) > BigInt(after)), more }));
  }, MOST_READERS);
