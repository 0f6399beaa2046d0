import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What is wrong with the line; what is not named is well. */
export type Fault = {
  /** Milliseconds each piece of data is late. */
  latency?: number;
  /** Up to so many milliseconds more, by chance. */
  jitter?: number;
  /** Bytes a second, in each direction of each connection. */
  bandwidth?: number;
  /** Bytes from the far side after which a connection is reset, in the middle of an answer. */
  cutAfter?: number;
  /** Nothing passes, and nobody is told. What was sent arrives once the line is mended, as over a network that was away. */
  blackHole?: boolean;
  /** What the far side says does not arrive where it holds this. */
  lose?: string;
  /** What the far side says arrives with the second in the place of the first, which is as long. */
  rewrite?: [string, string];
  /** Others than the far side answer, as a gateway does. */
  answer?: Answers;
};

export type Answers = {
  /** What the requests begin with, as `POST /api/patients`. */
  to: string;
  /** HTTP messages, one a request; those after them are answered by the far side. */
  with: string[];
  /** The far side gets the requests too, and its answers are lost. */
  isHeard?: boolean;
};

export type FaultProxy = {
  port: number;
  /** The same address by way of the proxy. */
  through(url: string): string;
  /** From now on, for connections there are and new ones; takes the place of the fault before. */
  set(fault: Fault): void;
  /** Cuts every connection and refuses new ones, as a server that is gone. */
  refuse(): Promise<void>;
  /** Cuts every connection; new ones are taken. */
  cut(): void;
  /** The far side has forgotten the connections there are, and their near side never learns of it; new ones are well. */
  forget(): void;
  /** All is well again: takes connections, and passes on what waited. */
  mend(): Promise<void>;
  /** Bytes of the far side that the connection with most of them has passed on since the fault was set. */
  mostAnswered(): number;
  close(): Promise<void>;
};

type Line = { near: Socket; far: Socket; forgotten: boolean; answered: number; instead: string | undefined };

/** Stands between two programs on the loopback address, and can be at fault. `target` gives host and port. */
export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
  const { hostname, port } = new URL(target);
  const lines = new Set<Line>();
  let fault: Fault = {};
  let mostAnswered = 0;
  let [mended, wake] = pending();

  const cutLine = (line: Line): void => {
    lines.delete(line);
    line.near.resetAndDestroy();
    line.far.destroy();
  };

  const relay = async (line: Line, to: Socket, data: Buffer): Promise<void> => {
    const { latency = 0, jitter = 0, bandwidth } = fault;
    const late = latency + jitter * Math.random() + (bandwidth ? (1000 * data.length) / bandwidth : 0);
    if (late > 0) await sleep(late);
    while (fault.blackHole) await mended;
    if (line.forgotten || to.destroyed) return;
    if (to === line.far && fault.answer && data.toString("latin1").startsWith(fault.answer.to)) line.instead = fault.answer.with.shift();
    if (line.instead !== undefined && (to === line.near || !fault.answer?.isHeard)) return answerInstead(line, line.instead);
    if (to === line.near && fault.lose && data.includes(fault.lose)) return;
    if (to === line.near && fault.rewrite) for (let at = data.indexOf(fault.rewrite[0]); at >= 0; at = data.indexOf(fault.rewrite[0], at)) data.write(fault.rewrite[1], at);
    const left = to === line.near && fault.cutAfter !== undefined ? fault.cutAfter - line.answered : Number.POSITIVE_INFINITY;
    if (to === line.near) mostAnswered = Math.max(mostAnswered, (line.answered += data.length));
    if (!to.write(data.subarray(0, Math.max(0, left))) && data.length <= left) await Promise.race([once(to, "drain"), once(to, "close")]);
    if (data.length > left) cutLine(line);
  };

  const pump = async (line: Line, from: Socket, to: Socket): Promise<void> => {
    try {
      for await (const data of from as AsyncIterable<Buffer>) await relay(line, to, data);
    } catch {
      // Reset by its owner: the other side ends as well.
    }
    if (line.forgotten) return;
    while (fault.blackHole) await mended;
    lines.delete(line);
    to.end();
  };

  const answerInstead = (line: Line, answer: string): void => {
    line.near.write(answer);
    leave(line);
  };

  const join = (near: Socket): void => {
    const line: Line = { near, far: connect({ port: Number(port), host: hostname, noDelay: true }), forgotten: false, answered: 0, instead: undefined };
    lines.add(line);
    near.setNoDelay(true);
    for (const socket of [near, line.far]) socket.on("error", () => undefined);
    line.far.on("error", () => near.resetAndDestroy());
    void pump(line, near, line.far);
    void pump(line, line.far, near);
  };

  const listen = (at: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer(join).once("error", reject).listen(at, "127.0.0.1", () => resolve(server));
    });

  const forgotten = new Set<Socket>();
  const leave = (line: Line): void => {
    lines.delete(line);
    line.forgotten = true;
    forgotten.add(line.near.once("close", () => forgotten.delete(line.near)));
    line.far.destroy();
  };
  let listener: Server | undefined = await listen(0);
  const own = (listener.address() as AddressInfo).port;
  const cut = (): void => {
    for (const line of lines) cutLine(line);
  };
  const refuse = async (): Promise<void> => {
    const closing = listener;
    listener = undefined;
    const closed = new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
    cut();
    for (const socket of forgotten) socket.destroy();
    await closed;
  };
  return {
    port: own,
    through(url) {
      const changed = new URL(url);
      [changed.hostname, changed.port] = ["127.0.0.1", String(own)];
      return changed.href;
    },
    set(next) {
      fault = next;
      mostAnswered = 0;
    },
    refuse,
    cut,
    forget() {
      for (const line of lines) leave(line);
    },
    async mend() {
      fault = {};
      wake();
      [mended, wake] = pending();
      listener ??= await listen(own);
    },
    mostAnswered: () => mostAnswered,
    async close() {
      fault = {};
      wake();
      await refuse();
    },
  };
};

const pending = (): [Promise<void>, () => void] => {
  let settle = (): void => undefined;
  return [new Promise<void>((resolve) => (settle = resolve)), () => settle()];
};
