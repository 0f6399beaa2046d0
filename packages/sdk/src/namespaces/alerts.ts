import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";
import type { WatchOptions } from "../watch.js";
import { createEvents } from "./events.js";
import type { Watching } from "./events.js";

export function createAlerts(core: Core) {
  return {
    list: (query?: QueryOf<"listAlerts">, options?: CallOptions): PagedOf<"listAlerts"> =>
      core.list("listAlerts", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getAlert">> => core.call("getAlert", { path: { id } }, options),
    /** The queue, most urgent first; each page has the `counts` too. */
    triage: (query?: QueryOf<"listTriage">, options?: CallOptions): PagedOf<"listTriage"> =>
      core.list("listTriage", { query }, options),
    /** Acknowledge, assign, escalate or snooze. */
    act: (body: BodyOf<"actOnAlerts">, options?: CallOptions): Call<AnswerOf<"actOnAlerts">> =>
      core.call("actOnAlerts", { body }, options),
    resolve: (id: string, body: BodyOf<"resolveAlert">, options?: CallOptions): Call<AnswerOf<"resolveAlert">> =>
      core.call("resolveAlert", { path: { id }, body }, options),
    bulkResolve: (body: BodyOf<"bulkResolveAlerts">, options?: CallOptions): Call<AnswerOf<"bulkResolveAlerts">> =>
      core.call("bulkResolveAlerts", { body }, options),
    /** `for await (const event of ve.alerts.watch())`: alerts as they are opened, updated and resolved. */
    watch: (options?: WatchOptions): Watching =>
      createEvents(core).watch({ types: ["alert.opened", "alert.updated", "alert.resolved", "alert.unacknowledged"] }, options),
  };
}
