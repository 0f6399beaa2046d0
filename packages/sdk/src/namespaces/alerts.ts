import type { Core } from "../core.js";
import type { AlertsMethods } from "../generated/methods.js";
import { ALERTS } from "../generated/tables.js";
import { createNamespace } from "../namespace.js";
import type { WatchOptions } from "../watch.js";
import { events } from "./events.js";
import type { Watching } from "./events.js";

/** Alerts, the triage queue and what is done about them. */
export interface AlertsApi extends AlertsMethods {
  /** `for await (const event of ve.alerts.watch())`: alerts as they are opened, updated, resolved and left without an answer. */
  watch(options?: WatchOptions): Watching;
}

/** Alerts, the triage queue and what is done about them. */
export function alerts(core: Core): AlertsApi {
  return {
    ...createNamespace<AlertsMethods>(core, ALERTS),
    watch: (options) => events(core).watch({ types: ["alert.opened", "alert.updated", "alert.resolved", "alert.unacknowledged"] }, options),
  };
}
