import { Option, type Command } from "commander";
import { createServer } from "../create-server.js";
import { parseConfig, settingsFromEnvironment } from "../platform/config.js";
import { closeOnSignal } from "../platform/shutdown.js";
import { serveAsMember } from "../processes/serve-as-member.js";
import { serveGroup } from "../processes/serve-group.js";

/** `worker` as --no-worker says; `workers` processes, of which this may be the one of a number. */
type Options = { worker: boolean; workers?: string; number?: string };

export const registerServe = (program: Command): void => {
  program
    .command("serve")
    .description("run the API")
    .option("--workers <n>", "in so many processes on one port, each started again where it dies; SIGHUP replaces them one by one")
    .option("--no-worker", "leave mails, events and webhooks to `vitaledge-server worker`")
    .addOption(new Option("--number <n>").hideHelp())
    .action(serve);
};

const serve = async ({ worker, workers, number }: Options): Promise<void> => {
  const settings = { ...settingsFromEnvironment(), ...(workers !== undefined && { VITALEDGE_WORKERS: workers }) };
  if (number !== undefined) return serveAsMember({ settings, worker, number: Number(number) });
  const { url } = parseConfig(settings).workers > 1 ? await startGroup(settings, worker) : await startAlone(settings, worker);
  process.stderr.write(`VitalEdge listens on ${url}\n`);
};

type Settings = ReturnType<typeof settingsFromEnvironment>;

const startAlone = async (settings: Settings, worker: boolean): Promise<{ url: string }> => {
  const server = await createServer({ settings, worker });
  closeOnSignal(() => server.close());
  return server;
};

const startGroup = async (settings: Settings, worker: boolean): Promise<{ url: string }> => {
  const group = await serveGroup({
    settings,
    argsOf: (number) => ["serve", "--number", String(number), ...(worker ? [] : ["--no-worker"])],
    onHopeless: (why) => {
      process.stderr.write(`${why.message}\n`);
      void group.close().finally(() => process.exit(1));
    },
  });
  closeOnSignal(group.close);
  process.on("SIGHUP", group.renew);
  return group;
};
