import type { Handlers } from "../../http/contract.js";
import { actorIdOf } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { actorOf } from "../../http/scope.js";
import type { ServerState } from "../../handlers.js";
import type { Deps } from "../../deps.js";
import { makeBell, type Bell } from "./bell.js";
import { startOf } from "./events.service.js";
import { makePublishedReader, type PublishedReader } from "./published-reader.js";
import { openStream } from "./stream.js";

/** Streams that one caller may have open at a time in this process. */
const MOST_STREAMS = 20;

const tooMany = (): never =>
  fail("rate_limited", { detail: `At most ${MOST_STREAMS} streams are open at a time. Close one first.`, headers: { "Retry-After": "5" } });

type Shared = { bell: Bell; read: PublishedReader };

export const eventHandlers = ({ leaving }: ServerState): Pick<Handlers, "watchEvents"> => {
  const open = new Map<string, number>();
  let made: Shared | undefined;
  const shared = (deps: Deps): Shared => (made ??= { bell: makeBell(deps.database, leaving.signal), read: makePublishedReader(deps) });

  /** Answers how to give the place back. */
  const takePlace = (caller: string): (() => void) => {
    const taken = open.get(caller) ?? 0;
    if (taken >= MOST_STREAMS) tooMany();
    open.set(caller, taken + 1);
    return () => {
      const left = open.get(caller)! - 1;
      if (left) open.set(caller, left);
      else open.delete(caller);
    };
  };

  return {
    watchEvents: async ({ query: { types } }, scope) => {
      const { organizationId, readmit, deps } = scope;
      const givePlaceBack = takePlace(actorIdOf(actorOf(scope)) ?? "");
      try {
        const start = await scope.withTenant((tx) => startOf(tx, scope.header("Last-Event-ID")));
        const { bell, read } = shared(deps);
        const body = openStream({
          organizationId, types, start, readmit, bell, clock: deps.clock, leaving: leaving.signal, read: (after) => read(organizationId, after),
        });
        body.once("close", givePlaceBack);
        return { status: 200, body, headers: HEADERS };
      } catch (error) {
        givePlaceBack();
        throw error;
      }
    },
  };
};

// Proxies are not to hold it back, nor to compress it.
const HEADERS = { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" };
