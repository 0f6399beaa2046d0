import { bearer, isVitalEdgeError, VitalEdge, type VitalEdgeOptions } from "@vitaledge/sdk";
import { systemTiming, type Timing } from "../../../packages/sdk/src/timing.js";
import { startFaultProxy, type FaultProxy } from "../../support/fault-proxy.js";

/** A server, and a person of it who may write patients. */
export type Scene = { url: string; organizationId: string; email: string; password: string; accessToken: string };

/** What became of a case; `attempts` counts what went over the wire, refreshes apart. */
export type Row = {
  case: string; outcome: string; attempts: number; refreshes: number; seconds: number;
  /** Idempotency keys of the attempts: none, one, or more than there should be. */
  keys: number;
  /** Whether the error names its request. */
  requestId: boolean;
  /** How often it was done, where that is asked. */
  done?: number;
  /** Whether the client is still logged in, where it was. */
  kept?: boolean;
  /** Attempts without a token. */
  anonymous: number;
};

/** Clocks that were set, and waits that may be cut short. Milliseconds. */
export type Clock = { wall?: number; monotonic?: number; sleeps?: number[] };

export const makeTiming = (clock: Clock): Timing => ({
  ...systemTiming,
  now: () => Date.now() + (clock.wall ?? 0),
  monotonic: () => performance.now() + (clock.monotonic ?? 0),
  sleep: clock.sleeps ? (ms) => Promise.resolve(void clock.sleeps?.push(ms)) : systemTiming.sleep,
});

/** One case from its client to its row, on a line of its own. */
export const runCase = async (
  name: string, scene: Scene, clock: Clock, options: Partial<VitalEdgeOptions>, work: (ve: VitalEdge, proxy: FaultProxy, row: Row) => PromiseLike<unknown>,
): Promise<Row> => {
  const proxy = await startFaultProxy(scene.url);
  const row: Row = { case: name, outcome: "ok", attempts: 0, refreshes: 0, seconds: 0, keys: 0, requestId: false, anonymous: 0 };
  const keys = new Set<string>();
  const ve = new VitalEdge({
    baseUrl: proxy.through("http://127.0.0.1/"), organizationId: scene.organizationId, auth: bearer(() => scene.accessToken), timing: makeTiming(clock),
    fetch(url, init) {
      const headers = new Headers(init.headers);
      const key = headers.get("Idempotency-Key");
      if (key !== null) keys.add(key);
      if (url.endsWith("/refresh")) row.refreshes += 1;
      else row.attempts += 1;
      if (!headers.has("Authorization") && !/auth\/(?:login|refresh)$/.test(url)) row.anonymous += 1;
      return fetch(url, init);
    },
    ...options,
  });
  const begun = performance.now();
  try {
    await work(ve, proxy, row);
  } catch (error) {
    row.outcome = describe(error);
    row.requestId = Boolean((error as { requestId?: string }).requestId);
  } finally {
    row.seconds ||= (performance.now() - begun) / 1000;
    row.keys = keys.size;
    ve.dispose();
    await proxy.close();
  }
  return row;
};

const describe = (error: unknown): string => {
  if (!isVitalEdgeError(error)) return `untyped: ${String(error)}`;
  const { status, code, phase, reason } = error as unknown as Record<string, unknown>;
  return [error.name, status, code, phase, reason].filter((part) => part !== undefined).join(" ");
};
