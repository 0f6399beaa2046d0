import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../platform/logger.js";
import { OperatorError } from "../platform/operator-error.js";

/** Redis or Valkey, which may be away at any time: what it holds can be done without for as long. */
export type Redis = {
  /** False while it is away, and for a moment after it failed: nobody waits for it then. */
  isUp(): boolean;
  /** Runs a Lua script. Throws where Redis is away or takes too long. */
  evaluate(script: string, keys: string[], args: string[]): Promise<unknown>;
  /** Tells all who listen, as far as they can be reached. */
  publish(channel: string, message: string): void;
  listen(channel: string, listener: (message: string) => void): void;
  close(): Promise<void>;
};

/** Milliseconds. A counter is to be had at once or not at all. */
const ANSWER_WITHIN = 250;
const CONNECT_WITHIN = 1_000;
/** Milliseconds in which it is left alone after a failure. */
const REST = 1_000;
/** Milliseconds: over a line on which nothing comes for three pings, nothing will. */
const PING = 1_000;
const SILENCE = 3 * PING;
const LONGEST_PAUSE = 2_000;

const load = async () => {
  try {
    return await import("@redis/client");
  } catch (error) {
    throw new OperatorError("REDIS_URL is set, and the package @redis/client is not installed. Install the server's optional dependencies.", { cause: error });
  }
};

/** Connects, and connects again whenever it has to; a Redis that is away keeps no server from starting. */
export const openRedis = async (url: string, log: Log): Promise<Redis> => {
  const { createClient } = await load();
  const socket = { connectTimeout: CONNECT_WITHIN, socketTimeout: SILENCE, reconnectStrategy: (retries: number) => Math.min(LONGEST_PAUSE, 50 * 2 ** retries) };
  const options = { url, name: "vitaledge", pingInterval: PING, disableOfflineQueue: true };
  const commands = createClient({ ...options, socket });
  const subscriber = createClient({ ...options, socket });
  const health = watchHealth(log);
  commands.on("error", health.failed).on("ready", health.came);
  // What is not told is found at the next look.
  subscriber.on("error", () => undefined);
  await Promise.race([Promise.allSettled([commands.connect(), subscriber.connect()]), sleep(CONNECT_WITHIN)]);
  if (!commands.isReady) health.failed(new Error("it does not answer"));

  return {
    isUp: () => commands.isReady && health.isWell(),
    async evaluate(script, keys, args) {
      try {
        const answer = await inTime(commands.eval(script, { keys, arguments: args }));
        health.came();
        return answer;
      } catch (error) {
        health.failed(error);
        throw error;
      }
    },
    publish(channel, message) {
      if (commands.isReady) commands.publish(channel, message).catch(health.failed);
    },
    listen(channel, listener) {
      // Kept by the client, which asks again after each loss.
      const ask = (): void => void subscriber.subscribe(channel, listener).catch(() => undefined);
      if (subscriber.isReady) ask();
      else subscriber.once("ready", ask);
    },
    async close() {
      for (const client of [commands, subscriber]) if (client.isOpen) client.destroy();
    },
  };
};

/** The client's own time limit ends with the sending. */
const inTime = async <T>(answer: Promise<T>): Promise<T> => {
  const timer = new AbortController();
  const late = sleep(ANSWER_WITHIN, undefined, { signal: timer.signal }).then(() => Promise.reject(new Error("Redis takes too long")));
  try {
    return await Promise.race([answer, late]);
  } finally {
    // What comes after the race, of either, is nobody's.
    for (const one of [answer, late]) one.catch(() => undefined);
    timer.abort();
  }
};

/** Says once that it went and once that it came back. Its messages name the address, and are not logged. */
const watchHealth = (log: Log) => {
  let restsUntil = Number.NEGATIVE_INFINITY;
  let isAway = false;
  return {
    isWell: () => performance.now() >= restsUntil,
    failed: (error: unknown): void => {
      restsUntil = performance.now() + REST;
      if (!isAway) log.warn({ event: "redis_away", err: error }, "Redis is away: limits are counted in PostgreSQL, and events are found a moment later");
      isAway = true;
    },
    came: (): void => {
      restsUntil = Number.NEGATIVE_INFINITY;
      if (isAway) log.info({ event: "redis_back" }, "Redis is back");
      isAway = false;
    },
  };
};
