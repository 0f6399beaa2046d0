import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundled.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Ended = { code: number | null; stdout: string; stderr: string };

/** `vitaledge-server` from its sources, as an operator would run it, with no settings but these. */
export const runProgram = async (args: readonly string[], settings: Record<string, string> = {}): Promise<Ended> => {
  const file = await bundled("server");
  return new Promise((resolve) => {
    const { PATH = "" } = process.env;
    const child = spawn(process.execPath, [file, ...args], {
      cwd: ROOT, env: { PATH, ...settings }, stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
};
