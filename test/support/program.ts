import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Ended = { code: number | null; stdout: string; stderr: string };

/** `vitaledge-server` from its sources, as an operator would run it, with no settings but these. */
export const runProgram = (args: readonly string[], settings: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const { PATH = "" } = process.env;
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=vitaledge-source", "packages/server/src/bin.ts", ...args], {
      cwd: ROOT, env: { PATH, ...settings }, stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
