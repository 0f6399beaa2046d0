import type { Core } from "../core.js";
import type { QueryOf } from "../operation-types.js";
import { watchEvents } from "../watch.js";
import type { WatchedEvent, WatchOptions } from "../watch.js";

/** Milliseconds; the server writes something every 15 seconds, so by then the line is dead. */
const DEAD_LINE = 45_000;

export type Watching = AsyncGenerator<WatchedEvent, void, undefined>;

export function createEvents(core: Core) {
  return {
    /** `for await (const event of ve.events.watch())`: of the types named, or of all that the caller may read. */
    watch: (query?: QueryOf<"watchEvents">, options: WatchOptions = {}): Watching =>
      watchEvents({
        ...options,
        timing: core.wire.timing,
        open: (headers) => core.download("watchEvents", { query, headers }, {
          signal: options.signal, organizationId: options.organizationId, timeout: DEAD_LINE,
        }),
      }),
  };
}
