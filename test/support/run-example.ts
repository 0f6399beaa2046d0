import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Ended } from "./program.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A program of an example from its sources, as its README starts it. */
export const runExample = (args: readonly string[], environment: Record<string, string> = {}, stdin = ""): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { PATH = "" } = process.env;
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=vitaledge-source", ...args], { cwd: ROOT, env: { PATH, ...environment } });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
    child.on("error", reject).on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.on("error", () => undefined).end(stdin);
  });
