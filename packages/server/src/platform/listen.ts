import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { Server as NetServer, type AddressInfo, type Socket } from "node:net";
import { OperatorError } from "./operator-error.js";

/** Milliseconds; keep-alive outlasts the usual proxy's 60 s, or the proxy meets a connection just closed. */
const TIMES = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 };
/** Milliseconds in which a client that was not told of the end may still send its next request, and is told then. */
const QUIET = 1_000;
const SWEEP = 50;

export type Listener = {
  port: number;
  /**
   * Takes no more connections and lets what runs finish, for at most `grace` milliseconds. `since`: from when on answers
   * have told clients that their connection ends, by `performance.now()`.
   */
  close(options: { since: number; grace: number }): Promise<void>;
};

/** One that nobody listens on at this moment. */
export const freePort = async (host: string): Promise<number> => {
  const { port, close } = await listen(() => undefined, { port: 0, host });
  await close({ since: 0, grace: 0 });
  return port;
};

/** Where to listen, and the settings that say so. */
type Place = { port: number; host: string; portName?: string; hostName?: string };

export const listen = (listener: RequestListener, place: Place): Promise<Listener> =>
  new Promise((resolve, reject) => {
    const server = createHttpServer(TIMES, listener);
    const uses = watchUses(server);
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, place)));
    server.listen(place.port, place.host, () => {
      resolve({ port: (server.address() as AddressInfo).port, close: ({ since, grace }) => closeServer(server, uses, since, grace) });
    });
  });

const explain = (error: NodeJS.ErrnoException, { port, host, portName = "PORT", hostName = "VITALEDGE_HOST" }: Place): Error => {
  if (error.code === "EADDRINUSE") return new OperatorError(`Port ${port} is taken. Stop what listens there, or set ${portName} to another.`);
  if (error.code === "EACCES") return new OperatorError(`Port ${port} needs more rights than this user has. Set ${portName} to one above 1023.`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return new OperatorError(`${host} is no address of this machine. Set ${hostName} to one that is.`);
  return error;
};

/** Requests that run on a connection, and since when there has been none. */
type Use = { running: number; idleSince: number };

const watchUses = (server: Server): Map<Socket, Use> => {
  const uses = new Map<Socket, Use>();
  server.on("connection", (socket: Socket) => {
    uses.set(socket, { running: 0, idleSince: performance.now() });
    socket.once("close", () => uses.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    const use = uses.get(socket);
    if (!use) return;
    use.running += 1;
    response.once("close", () => {
      use.running -= 1;
      use.idleSince = performance.now();
    });
  });
  return uses;
};

/**
 * Not by the HTTP server's own `close`, which ends at once every connection that is between two requests: its client may
 * be sending the next one, and would see a reset. A connection that has idled since before its client could be told is
 * ended, any other is left a moment for the request whose answer tells.
 */
const closeServer = (server: Server, uses: ReadonlyMap<Socket, Use>, since: number, grace: number): Promise<void> =>
  new Promise((resolve) => {
    const sweep = (): void => {
      for (const [socket, { running, idleSince }] of uses) {
        if (running === 0 && (idleSince <= since || performance.now() - idleSince >= QUIET)) socket.destroySoon();
      }
    };
    const force = setTimeout(() => server.closeAllConnections(), grace);
    const sweeping = setInterval(sweep, SWEEP);
    NetServer.prototype.close.call(server, () => {
      clearTimeout(force);
      clearInterval(sweeping);
      // Nothing is open any more; this ends the server's own timers.
      server.close();
      resolve();
    });
    sweep();
  });
