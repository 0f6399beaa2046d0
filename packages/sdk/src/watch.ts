import { unexpected } from "./decode.js";
import type { Download } from "./download.js";
import { ApiError, ConnectionError } from "./errors.js";
import type { Event } from "./generated/models.js";
import { backoff } from "./retry.js";
import type { Timing } from "./timing.js";

/** `reset`: some events cannot be had any more; read the lists again. */
export type WatchedEvent = Event | { type: "reset" };

/** How events are followed. */
export type WatchOptions = {
  /** Ends it, with an AbortError. */
  signal?: AbortSignal | undefined;
  /** In place of the client's. */
  organizationId?: string | undefined;
  /** Goes on after this one, as given by `onPosition`. */
  lastEventId?: string | undefined;
  /** Told after each event was taken, for who wants to go on there after a restart. */
  onPosition?: ((lastEventId: string) => void) | undefined;
};

type Watch = WatchOptions & { timing: Timing; open: (headers: Record<string, string>) => Download };

const PASSING = new Set([408, 429]);

/**
 * Events without end: a stream that ends or breaks off is opened again where it was, with a token of that moment. It ends when
 * the caller leaves the loop or aborts, and throws where the server refuses.
 */
export async function* watchEvents({ timing, open, signal, lastEventId, onPosition }: Watch): AsyncGenerator<WatchedEvent, void, undefined> {
  let position = lastEventId;
  for (let failures = 0; ; ) {
    let wait = 1_000;
    try {
      for await (const message of readMessages(open(position === undefined ? {} : { "Last-Event-ID": position }))) {
        failures = 0;
        if (message.retry !== undefined) wait = message.retry;
        if (message.data === undefined) continue;
        yield message.event === "reset" ? { type: "reset" } : (JSON.parse(message.data) as Event);
        position = message.id ?? position;
        if (position !== undefined) onPosition?.(position);
      }
    } catch (error) {
      if (!mayPass(error)) throw error;
      failures += 1;
      const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
      wait = Math.max(asked, backoff(failures, timing.random()));
    }
    await timing.sleep(wait, signal);
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || PASSING.has(error.status);
  return error instanceof ConnectionError;
}

type Message = { id?: string; event?: string; data?: string; retry?: number };

/** Server-Sent Events (HTML Standard, 9.2.6), as far as our server writes them: one line of data a message. */
async function* readMessages(download: Download): AsyncGenerator<Message, void, undefined> {
  const response = await download.response();
  if (!/^text\/event-stream\b/i.test(response.headers.get("Content-Type") ?? "")) {
    await response.body?.cancel();
    throw unexpected(response, "watchEvents", "is no event stream");
  }
  let message: Message = {};
  for await (const line of download.lines()) {
    if (line === "") {
      yield message;
      message = {};
    }
    const [, name, value = ""] = /^(id|event|data|retry): ?(.*)$/.exec(line) ?? [];
    if (name === "retry") message.retry = Number(value);
    else if (name !== undefined) message[name as "id" | "event" | "data"] = value;
  }
}
