import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { call } from "./call.js";

export type Balancer = { url: string; close(): Promise<void> };

/** Milliseconds between two looks at the servers. */
const INTERVAL = 100;

/**
 * Hands each new connection to the first of the servers that says it is ready, or to those that do in turn, as a deployment's
 * balancer does; of requests it knows nothing.
 */
export const startBalancer = async (servers: readonly string[], { inTurn = false } = {}): Promise<Balancer> => {
  const sockets = new Set<Socket>();
  let ready = inTurn ? servers : servers.slice(0, 1);
  let taken = 0;
  const look = async (): Promise<void> => {
    const answers = await Promise.all(servers.map((url) => call(url, "GET", "/readyz").then(({ status }) => status === 200, () => false)));
    const now = servers.filter((_, index) => answers[index]);
    if (now.length) ready = inTurn ? now : now.slice(0, 1);
  };
  const looking = setInterval(() => void look(), INTERVAL);
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const { port, hostname } = new URL(ready[taken++ % ready.length]!);
    const far = connect({ port: Number(port), host: hostname, noDelay: true, allowHalfOpen: true });
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one);
      // A reset is handed on as one.
      one.on("error", () => other.resetAndDestroy()).on("close", () => sockets.delete(one)).pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(looking);
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
