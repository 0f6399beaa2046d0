import { appendFile, readFile } from "node:fs/promises";

/** What has been dealt with. An event comes at least once: after a lost answer it comes again. */
export type Seen = { once(id: string, work: () => Promise<void>): Promise<void> };

/** Ids in a file, a line each; deliveries are tried for three days, so what is older may be cut off. */
export const openSeen = async (path: string): Promise<Seen> => {
  const done = new Set((await readFile(path, "utf8").catch(() => "")).split("\n"));
  const running = new Map<string, Promise<void>>();
  const run = async (id: string, work: () => Promise<void>): Promise<void> => {
    await work();
    await appendFile(path, `${id}\n`, { mode: 0o600 });
    done.add(id);
  };
  return {
    async once(id, work) {
      if (done.has(id)) return;
      const turn = running.get(id) ?? run(id, work).finally(() => running.delete(id));
      running.set(id, turn);
      await turn;
    },
  };
};
