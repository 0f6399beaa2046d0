import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "./prepare.mjs";

/** Milliseconds in which the same signal counts once: npm passes on what the terminal has sent to all of us. */
const ONE_SIGNAL = 1_000;

/** Runs a program with our terminal, passes signals on to it, and ends as it ended. */
export const runNode = (args, environment = process.env) => {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: environment, stdio: "inherit" });
  const passedAt = new Map();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // Ctrl-C reaches the program by itself, and a second signal would cut its orderly end short.
      const again = Date.now() - (passedAt.get(signal) ?? 0) < ONE_SIGNAL;
      passedAt.set(signal, Date.now());
      if (!again && !(signal === "SIGINT" && process.stdin.isTTY)) child.kill(signal);
    });
  }
  child.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
};
