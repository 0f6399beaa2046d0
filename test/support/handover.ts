import { setTimeout as sleep } from "node:timers/promises";
import { startBalancer } from "./balancer.js";
import { startClients, type Client, type Tally } from "./keep-alive-clients.js";
import type { ServerProcess } from "./server-process.js";

export type Handover = Tally & { exit: Awaited<ReturnType<ServerProcess["end"]>> };

type Given = {
  leaving: ServerProcess;
  staying: ServerProcess;
  clients: number;
  client: Omit<Client, "url">;
  /** Milliseconds of work before the signal. */
  after: number;
};

/** Clients work through a balancer on one server; it is told to leave, and they go on with the other. */
export const handOver = async ({ leaving, staying, clients, client, after }: Given): Promise<Handover> => {
  const balancer = await startBalancer([leaving.url, staying.url]);
  const work = startClients(clients, { url: balancer.url, ...client });
  while (work.tally.connections < clients) await sleep(20);
  await sleep(after);
  const exit = await leaving.end("SIGTERM");
  // Each client has to have gone over; one that was reset goes over as well, and is a failure.
  while (work.tally.connections < 2 * clients) await sleep(20);
  const tally = await work.stop();
  await balancer.close();
  return { ...tally, exit };
};
