import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

export type FaultProxy = {
  /** The same address by way of the proxy. */
  through(url: string): string;
  /** Cuts every connection and refuses new ones, as a server that is gone. */
  refuse(): Promise<void>;
  /** Cuts every connection; new ones are taken. */
  cut(): void;
  /** Takes connections again. */
  mend(): Promise<void>;
  close(): Promise<void>;
};

/** Stands between the server and PostgreSQL on the loopback address, and can be at fault. */
export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    return socket;
  };
  const join = (near: Socket): void => {
    const far = keep(connect(Number(port), hostname));
    keep(near).on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far);
    far.pipe(near);
  };
  const listen = (at: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer(join).once("error", reject).listen(at, "127.0.0.1", () => resolve(server));
    });

  let listener: Server | undefined = await listen(0);
  const own = (listener.address() as AddressInfo).port;
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  const refuse = async (): Promise<void> => {
    const closing = listener;
    listener = undefined;
    const closed = new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
    cut();
    await closed;
  };
  return {
    through(url) {
      const changed = new URL(url);
      [changed.hostname, changed.port] = ["127.0.0.1", String(own)];
      return changed.href;
    },
    refuse,
    cut,
    async mend() {
      listener ??= await listen(own);
    },
    close: refuse,
  };
};
