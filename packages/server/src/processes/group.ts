import { OperatorError } from "../platform/operator-error.js";
import type { Log } from "../platform/logger.js";
import type { Member } from "./member.js";
import { keepPlace } from "./place.js";

export type Group = {
  /** The address they all serve under. */
  url: string;
  /** A new process in each place, one after the other; the port is never without one. */
  renew(): void;
  stop(): Promise<void>;
};

type Given = { count: number; start: (number: number) => Member; log: Log; onHopeless: (why: OperatorError) => void };

/**
 * Keeps so many processes serving.
 * @throws OperatorError where one of the first ones cannot serve: the next would fail as it did
 */
export const keepGroup = async ({ count, start, log, onHopeless }: Given): Promise<Group> => {
  const onDeath = (): void => {
    if (places.every((place) => place.isHopeless())) onHopeless(new OperatorError("The server's processes die as often as they are started. Its log says of what."));
  };
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const places = numbers.map((number) => keepPlace({ number, start: () => start(number), log, onDeath }));
  const stop = async (): Promise<void> => void (await Promise.all(places.map((place) => place.stop())));
  const urls = await Promise.all(places.map((place) => place.ready)).catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  const renewAll = async (): Promise<void> => {
    log.info({ event: "renewal_began" }, "each server process is replaced by a new one");
    try {
      for (const place of places) await place.renew();
      log.info({ event: "renewal_ended" }, "all server processes are new");
    } catch (error) {
      log.error({ event: "renewal_failed", why: error instanceof OperatorError ? error.message : undefined }, "a new server process could not serve; those there are go on");
    }
  };
  // Asked for twice, it is done twice: what changed meanwhile is in the second one.
  let renewing = Promise.resolve();
  return { url: urls[0]!, renew: () => void (renewing = renewing.then(renewAll)), stop };
};
