import cluster from "node:cluster";
import { OperatorError } from "../platform/operator-error.js";

/** What a process tells the one that started it: its address, or why it cannot serve. */
export type Told = { listens: string } | { cannot: string };

/** Tells a process that another one has taken its place. */
export const GIVE_WAY = "give way";

/** One of the processes that serve on one port, as the one that started it sees it. */
export type Member = {
  pid: number | undefined;
  /** The address it serves under. @throws OperatorError where it ends before it serves */
  ready: Promise<string>;
  ended: Promise<void>;
  /** Tells it that the server leaves. */
  leave(): void;
  /** Tells it that another process of the same port goes on. */
  giveWay(): void;
};

/** `args` of the program, and what its environment has besides ours. */
export const startMember = (args: readonly string[], environment: Record<string, string>): Member => {
  cluster.setupPrimary({ args: [...args] });
  const worker = cluster.fork(environment);
  const ended = new Promise<void>((resolve) => void worker.once("exit", () => resolve()));
  const ready = new Promise<string>((resolve, reject) => {
    worker.on("message", (told: Told) => {
      if ("listens" in told) resolve(told.listens);
      else reject(new OperatorError(told.cannot));
    });
    void ended.then(() => reject(new OperatorError("A server process ended before it served. What it wrote above says why.")));
  });
  // Whoever asks later is told; until then it is nobody's fault.
  ready.catch(() => undefined);
  return {
    pid: worker.process.pid, ready, ended,
    leave: () => void worker.process.kill("SIGTERM"),
    giveWay: () => void worker.send(GIVE_WAY, () => undefined),
  };
};
