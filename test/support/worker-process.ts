/**
 * A worker in a process of its own, to be killed. It loads everything first and begins when it is told to. Its clock runs
 * faster than the day does, so that nobody waits for a lease of the one that was killed before it.
 */
import { createWorker } from "../../packages/server/src/create-server.js";
import "../../packages/server/src/serving.js";

export type Order = { settings: Record<string, string>; origin: number; speed: number };

process.on("disconnect", () => process.exit(1));
process.once("message", ({ settings, origin, speed }: Order) => {
  const clock = { now: () => new Date(origin + (Date.now() - origin) * speed) };
  void createWorker({ settings, clock }).then((worker) => {
    process.once("SIGTERM", () => void worker.close().then(() => process.exit(0)));
    process.send!("works");
  });
});
process.send!("ready");
