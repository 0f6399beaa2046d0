import { Readable } from "node:stream";
import type { Actor } from "../../db/with-tenant.js";
import type { Clock } from "../../platform/clock.js";
import { isAllowed } from "../../http/permissions.js";
import type { EventType } from "../../outbox/events.js";
import type { PublishedRow } from "../../outbox/events.sql.js";
import type { Bell } from "./bell.js";
import { mayBeTold } from "./events.policy.js";
import type { Start } from "./events.service.js";
import type { Read } from "./published-reader.js";

/** Milliseconds without an event after which a comment says that the line is alive. */
const QUIET = 15_000;

type Stream = {
  organizationId: string;
  types: readonly EventType[] | undefined;
  start: Start;
  /** The caller as they are now; throws where they may not be told any more. */
  readmit: () => Promise<Actor>;
  read: (after: string) => Promise<Read>;
  bell: Bell;
  clock: Clock;
  /** Aborted when the server leaves. */
  leaving: AbortSignal;
};

/**
 * Server-Sent Events (HTML Standard, 9.2): pulled by the connection, so that a slow client falls behind and holds nothing. No
 * connection to the database is kept. The caller is held against the gate before each reading is told.
 */
export const openStream = (stream: Stream): Readable => {
  const closed = new AbortController();
  const texts = follow(stream, AbortSignal.any([stream.leaving, closed.signal]));
  // Not Readable.from: that one is closed only once its generator has come to its next text.
  return new Readable({
    read() {
      void texts.next().then(({ value = null }) => this.push(value), (error: Error) => this.destroy(error));
    },
    destroy(error, done) {
      closed.abort();
      done(error);
    },
  });
};

async function* follow({ organizationId, types, start, readmit, read, bell, clock }: Stream, ended: AbortSignal): AsyncGenerator<string, undefined> {
  let { after } = start;
  // Something at once: the headers go out with it.
  yield start.reset ? `id: ${after}\nevent: reset\ndata: {}\n\n` : ": open\n\n";
  let toldAt = clock.now().getTime();
  try {
    while (!ended.aborted) {
      const ring = bell(ended);
      const { events, more } = await read(after);
      const actor = await readmit();
      const told = events.filter(({ type }) => (types?.includes(type) ?? true) && mayBeTold((permission) => isAllowed(actor, permission), type));
      after = events.at(-1)?.number ?? after;
      const now = clock.now().getTime();
      if (told.length || now - toldAt >= QUIET) {
        toldAt = now;
        yield told.map((event) => format(organizationId, event)).join("") || ": still here\n\n";
      }
      if (!more) await ring;
    }
  } catch {
    // The session has ended, or the database is away: whoever opens the stream again is told which, and misses nothing.
  }
  yield "retry: 1000\n\n";
  return undefined;
}

const format = (organizationId: string, { number, id, type, created_at, data }: PublishedRow): string =>
  `id: ${number}\nevent: ${type}\ndata: ${JSON.stringify({ id, type, timestamp: created_at.toISOString(), organizationId, data })}\n\n`;
