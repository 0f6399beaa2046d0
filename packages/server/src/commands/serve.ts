import type { Command } from "commander";
import { createServer } from "../create-server.js";
import { settingsFromEnvironment } from "../platform/config.js";
import { closeOnSignal } from "../platform/shutdown.js";

export const registerServe = (program: Command): void => {
  program
    .command("serve")
    .description("run the API")
    .option("--no-worker", "leave mails, events and webhooks to `vitaledge-server worker`")
    .action(async ({ worker }: { worker: boolean }) => {
      const server = await createServer({ settings: settingsFromEnvironment(), worker });
      closeOnSignal(server.close);
      process.stderr.write(`VitalEdge listens on ${server.url}\n`);
    });
};
