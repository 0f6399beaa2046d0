import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Seconds. A connection that idles for longer than a server waits before it closes may be closed under a request that is on its way. */
export const LONGEST_PAUSE = 2;

export type Tally = {
  done: number;
  /** Statuses of 500 and above, and what a client saw instead of an answer. */
  failures: string[];
  /** Connections the clients opened. */
  connections: number;
};

export type Client = { url: string; headers: Record<string, string>; next: () => { method: string; path: string; body?: string } };

/** Clients that each keep one connection and ask on and on, with a pause of up to LONGEST_PAUSE between. `stop` waits for the last answers. */
export const startClients = (count: number, client: Client): { tally: Tally; stop(): Promise<Tally> } => {
  const tally: Tally = { done: 0, failures: [], connections: 0 };
  let stopped = false;
  const work = async (pause: number, wait: number): Promise<void> => {
    // Not all at once: what is shown is how connections end, not how many requests a server can.
    await sleep(wait);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!stopped) {
      try {
        const { status, isNew } = await ask(agent, client);
        tally.done += 1;
        if (isNew) tally.connections += 1;
        if (status >= 500) tally.failures.push(String(status));
      } catch (error) {
        tally.failures.push((error as NodeJS.ErrnoException).code ?? String(error));
      }
      await sleep(pause);
    }
    agent.destroy();
  };
  const all = Promise.all(Array.from({ length: count }, (_, at) => work((LONGEST_PAUSE * 1_000 * (1 + (at % 4))) / 4, (LONGEST_PAUSE * 1_000 * at) / count)));
  return {
    tally,
    async stop() {
      stopped = true;
      await all;
      return tally;
    },
  };
};

const ask = (agent: Agent, { url, headers, next }: Client): Promise<{ status: number; isNew: boolean }> =>
  new Promise((resolve, reject) => {
    const { method, path, body } = next();
    const sent = request(url + path, { agent, method, headers: { ...headers, ...(body && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }) } });
    sent.on("response", (answer) => {
      answer.resume().on("end", () => resolve({ status: answer.statusCode ?? 0, isNew: !sent.reusedSocket })).on("error", reject);
    });
    sent.on("error", reject).end(body);
  });
