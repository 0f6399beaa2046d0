import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../platform/logger.js";
import type { Member } from "./member.js";

/** Milliseconds: the first death is followed at once, then after a pause that doubles. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** Milliseconds after which a process is one that lives: its end begins a new count. */
const STEADY = 60_000;
/** Deaths in a row after which a place has no hope: a minute and a half of pauses. */
const MOST_DEATHS = 8;

/** A place in which one process serves, as long as the server does. */
export type Place = {
  /** Resolves to the address; rejects where the first process cannot serve. */
  ready: Promise<string>;
  /** Puts a new process in, and lets the former one leave once the new one serves. */
  renew(): Promise<void>;
  isHopeless(): boolean;
  stop(): Promise<void>;
};

type Given = { number: number; start: () => Member; log: Log; onDeath: () => void };

export const keepPlace = ({ number, start, log, onDeath }: Given): Place => {
  const stopping = new AbortController();
  const living = new Set<Member>();
  let deaths = 0;

  const enter = (): Member => {
    const member = start();
    log.info({ event: "server_process_started", number, pid: member.pid }, "a server process starts");
    living.add(member);
    void member.ended.then(() => living.delete(member));
    return member;
  };

  const follow = async (member: Member): Promise<void> => {
    const since = performance.now();
    await member.ended;
    if (stopping.signal.aborted || holder !== member) return;
    deaths = performance.now() - since >= STEADY ? 1 : deaths + 1;
    const pause = deaths === 1 ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (deaths - 2));
    log.error({ event: "server_process_died", number, pid: member.pid, deaths, pause }, "a server process died and is started again");
    onDeath();
    await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (!stopping.signal.aborted && holder === member) hold(enter());
  };

  const hold = (member: Member): void => {
    holder = member;
    void follow(member);
  };

  let holder = enter();
  void follow(holder);
  return {
    ready: holder.ready,
    async renew() {
      if (stopping.signal.aborted) return;
      const next = enter();
      await next.ready;
      const former = holder;
      hold(next);
      former.giveWay();
      await former.ended;
    },
    isHopeless: () => deaths >= MOST_DEATHS,
    async stop() {
      stopping.abort();
      for (const member of living) member.leave();
      await Promise.all([...living].map(({ ended }) => ended));
    },
  };
};
