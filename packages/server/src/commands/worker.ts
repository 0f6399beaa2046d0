import type { Command } from "commander";
import { createWorker } from "../create-server.js";
import { settingsFromEnvironment } from "../platform/config.js";
import { closeOnSignal } from "../platform/shutdown.js";

export const registerWorker = (program: Command): void => {
  program
    .command("worker")
    .description("publish events, deliver webhooks and send mails, without the API: beside `serve --no-worker`")
    .action(async () => {
      const worker = await createWorker({ settings: settingsFromEnvironment() });
      closeOnSignal(worker.close);
      process.stderr.write("VitalEdge works\n");
    });
};
