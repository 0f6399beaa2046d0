import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundled.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LISTENS = /listens on (http:\S+)\n/;

export type ServerProcess = {
  url: string;
  child: ChildProcess;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** The program `vitaledge-server` from its sources, as an operator would run it; nothing of our environment goes with it. Its log goes to an open file, or nowhere. */
export const runProgram = async (args: string[], settings: Record<string, string>, log: number | "ignore" = "ignore"): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [await bundled("server"), ...args], {
    cwd: ROOT, env: { PATH: process.env["PATH"], NODE_ENV: "test", ...settings }, stdio: ["ignore", log, "pipe"],
  });
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return child;
};

/** A server in a process of its own, which listens; `args` beside `serve`. Whoever starts it ends it. */
export const startServerProcess = async (settings: Record<string, string>, { log, args = [] }: { log?: number; args?: string[] } = {}): Promise<ServerProcess> => {
  const child = await runProgram(["serve", ...args], { PORT: "0", VITALEDGE_LOG_LEVEL: "silent", ...settings }, log);
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const found = LISTENS.exec(printed)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", () => reject(new Error(`the server ended: ${printed}`)));
  });
  return {
    url,
    child,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, "exit");
      }
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
};
