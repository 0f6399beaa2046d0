import type { Core } from "../core.js";
import { openDownload } from "../download.js";
import type { EventsMethods } from "../generated/methods.js";
import type { WatchEventsQuery } from "../generated/models.js";
import { EVENTS } from "../generated/tables.js";
import { createNamespace } from "../namespace.js";
import { watchEvents } from "../watch.js";
import type { WatchedEvent, WatchOptions } from "../watch.js";

/** Milliseconds; the server writes something every 15 seconds, so by then the line is dead. */
const DEAD_LINE = 45_000;

/** Events without end. */
export type Watching = AsyncGenerator<WatchedEvent, void, undefined>;

/** What happens, as it happens. */
export interface EventsApi {
  /** `for await (const event of ve.events.watch())`: of the types named, or of all that the caller may read. */
  watch(query?: WatchEventsQuery, options?: WatchOptions): Watching;
}

/** What happens, as it happens. */
export function events(core: Core): EventsApi {
  const { watch } = createNamespace<EventsMethods>(core, EVENTS, openDownload);
  return {
    watch: (query, options = {}) => {
      const { signal, organizationId } = options;
      const open = (headers: Record<string, string>) => watch(query, { signal, organizationId, timeout: DEAD_LINE, headers: { Accept: "text/event-stream", ...headers } });
      return watchEvents({ ...options, timing: core.wire.timing, open });
    },
  };
}
