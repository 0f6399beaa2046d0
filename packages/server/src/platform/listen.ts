import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { OperatorError } from "./operator-error.js";

/** Milliseconds; keep-alive outlasts the usual proxy's 60 s, or the proxy meets a connection just closed. */
const TIMES = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 };

export const listen = (listener: RequestListener, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createHttpServer(TIMES, listener);
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
    server.listen(port, host, () => resolve(server));
  });

const explain = (error: NodeJS.ErrnoException, port: number, host: string): Error => {
  if (error.code === "EADDRINUSE") return new OperatorError(`Port ${port} is taken. Stop what listens there, or set PORT to another.`);
  if (error.code === "EACCES") return new OperatorError(`Port ${port} needs more rights than this user has. Set PORT to one above 1023.`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return new OperatorError(`${host} is no address of this machine. Set VITALEDGE_HOST to one that is.`);
  return error;
};

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Lets what runs finish, for at most `grace` milliseconds; what waits idle is closed at once. */
export const closeServer = (server: Server, grace: number): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), grace);
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
