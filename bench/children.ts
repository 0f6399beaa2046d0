import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("../packages/server/dist/bin.js", import.meta.url));
const BARE = fileURLToPath(new URL("bare-server.ts", import.meta.url));
const LISTENS = /listens on (http:\S+)\n/;

export type Child = { url: string; pid: number; stop(): Promise<void> };
export type Environment = Record<string, string>;

// Nothing of ours but what is given: a setting in the shell would change the figures.
const environmentOf = (settings: Environment): NodeJS.ProcessEnv => ({ PATH: process.env["PATH"], ...settings });

/** One of the operator's commands; answers what it printed. */
export const runOperator = (settings: Environment, args: string[], input = ""): string => {
  const done = spawnSync(process.execPath, [SERVER, ...args], { env: environmentOf(settings), input, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`vitaledge-server ${args[0]} ${args[1]}: ${done.stderr}`);
  return done.stdout;
};

/** The built server as it runs for users, its log lines written and thrown away. */
export const startServer = (settings: Environment, nodeOptions: string[] = []): Promise<Child> =>
  startChild([...nodeOptions, SERVER, "serve"], { NODE_ENV: "production", PORT: "0", VITALEDGE_SHUTDOWN_DELAY_SECONDS: "0", ...settings });

export const startBareServer = (settings: Environment): Promise<Child> => startChild(["--import", "tsx", BARE], settings);

const startChild = (args: string[], settings: Environment): Promise<Child> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: environmentOf(settings), stdio: ["ignore", "ignore", "pipe"] });
    let printed = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const url = LISTENS.exec(printed)?.[1];
      if (url !== undefined) resolve({ url, pid: child.pid ?? 0, stop: () => stopChild(child) });
    });
    child.once("exit", () => reject(new Error(`A server ended: ${printed}`)));
  });

const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
};
