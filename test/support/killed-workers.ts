import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Actor } from "./actors.js";
import { makeScene } from "./alert-scene.js";
import { bundled } from "./bundled.js";
import type { Receiver } from "./receiver.js";
import type { Order } from "./worker-process.js";

export type Worker = { process: ChildProcess; begin(order: Order): Promise<void> };

/** A worker that has loaded its code and waits for its order. */
export const loadWorker = async (): Promise<Worker> => {
  const child = fork(await bundled("worker"), { stdio: ["ignore", "ignore", "inherit", "ipc"], env: { PATH: process.env["PATH"] } });
  await once(child, "message");
  return {
    process: child,
    async begin(order) {
      child.send(order);
      await once(child, "message");
    },
  };
};

/** Patients whose alerts open and are resolved, round after round: each patient's events have one right order. */
export const makeAlerts = async (owner: Actor, start: Date, { patients, rounds }: { patients: number; rounds: number }): Promise<void> => {
  const write = async (): Promise<void> => {
    const scene = await makeScene(() => owner, start);
    for (let round = 0; round < rounds; round++) {
      const { body } = await scene.send(190, round);
      const resolved = await owner.call("POST", `/api/alerts/${body.alerts[0]}/resolve`, { outcome: "NO_ACTION" });
      if (resolved.status !== 200) throw new Error(`an alert was not resolved: ${resolved.text}`);
    }
  };
  await Promise.all(Array.from({ length: patients }, write));
};

type Kills = {
  receiver: Receiver;
  order: Order;
  kills: number;
  /** Whether a worker is killed while this delivery waits for its answer; `count` of those since the last kill. */
  isDue: (count: number) => boolean;
};

/** One worker at a time, each killed with -9 in the middle of a delivery, but for the last. Answers when that one works. */
export const killWorkers = async ({ receiver, order, kills, isDue }: Kills): Promise<Worker> => {
  let next = loadWorker();
  for (let kill = 0; ; kill++) {
    const worker = await next;
    let count = 0;
    const ended = once(worker.process, "exit");
    const isLast = kill === kills;
    receiver.answer((response) => {
      if (!isLast && isDue(++count)) worker.process.kill("SIGKILL");
      else response.writeHead(204).end();
    });
    await worker.begin(order);
    if (isLast) return worker;
    next = loadWorker();
    await ended;
  }
};
