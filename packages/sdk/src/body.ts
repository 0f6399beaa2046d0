import type { Deadline } from "./deadline.js";
import { ConnectionError, VitalEdgeError } from "./errors.js";
import { findReason } from "./retry.js";

type Guard = { stream: boolean; idleMs: number; operation: string; attempt: number };
const deadlines = new WeakMap<Response, { deadline: Deadline; guard: Guard }>();

/**
 * Puts the deadline around the reading of a body, on the very response that `fetch` gave: nothing is copied. The text is
 * kept, since the code of a refusal is looked at before the caller reads it.
 */
export function guardBody(response: Response, deadline: Deadline, guard: Guard): Response {
  if (hasNoBody(response)) {
    deadline.release();
    return response;
  }
  if (guard.stream) {
    deadlines.set(response, { deadline, guard });
    deadline.enterIdle(guard.idleMs);
    return response;
  }
  deadline.enterBody();
  // The methods as they were, before they are replaced on this one response.
  const [readText, readBuffer, readBlob] = [response.text, response.arrayBuffer, response.blob];
  let kept: Promise<string> | undefined;
  const text = (): Promise<string> => (kept ??= settle(readText.call(response), deadline, guard));
  const json = async (): Promise<unknown> => JSON.parse(await text()) as unknown;
  const arrayBuffer = (): Promise<ArrayBuffer> => settle(readBuffer.call(response), deadline, guard);
  const blob = (): Promise<unknown> => settle(readBlob.call(response), deadline, guard);
  return Object.assign(response, { text, json, arrayBuffer, blob });
}

function hasNoBody(response: Response): boolean {
  return response.body === null || response.headers.get("Content-Length") === "0";
}

async function settle<T>(reading: Promise<T>, deadline: Deadline, guard: Guard): Promise<T> {
  try {
    return await deadline.race(reading);
  } catch (error) {
    throw deadline.reason ?? toReadError(error, guard);
  } finally {
    deadline.release();
  }
}

function toReadError(error: unknown, { operation, attempt }: Guard): Error {
  if (error instanceof VitalEdgeError) return error;
  const facts = { operation, attempt, reason: findReason(error), cause: error };
  return new ConnectionError(`The answer to ${operation} broke off.`, facts);
}

/** Somebody else reads it now, at a pace of their own: without us nobody sees a piece come. */
export function handOver(response: Response): Response {
  deadlines.get(response)?.deadline.pause();
  return response;
}

/** The pieces of a streamed answer; each has the idle time to arrive in. */
export async function* readPieces(response: Response): AsyncGenerator<Uint8Array, void, undefined> {
  const watched = deadlines.get(response);
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  let ended = false;
  try {
    for (;;) {
      watched?.deadline.enterIdle(watched.guard.idleMs);
      const { done, value } = await (watched?.deadline.race(reader.read()) ?? reader.read());
      watched?.deadline.pause();
      ended = done;
      if (done) return;
      yield value as Uint8Array;
    }
  } catch (error) {
    ended = true;
    throw watched === undefined ? error : watched.deadline.reason ?? toReadError(error, watched.guard);
  } finally {
    watched?.deadline.release();
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
