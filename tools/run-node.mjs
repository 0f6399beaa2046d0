import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "./prepare.mjs";

/** Milliseconds in which further signals count as the same one: terminal, npm and shell each pass it on. */
const ONE_SIGNAL = 2_000;

/** Runs a program with our terminal, passes signals on to it, and ends as it ended. */
export const runNode = (args, environment = process.env) => {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: environment, stdio: "inherit" });
  let lastSignal = 0;
  const pass = (signal, reachesAll = false) => {
    // A second signal would cut the program's orderly end short.
    const again = Date.now() - lastSignal < ONE_SIGNAL;
    lastSignal = Date.now();
    if (!again && !reachesAll) child.kill(signal);
  };
  // A terminal sends Ctrl-C to the program too.
  process.on("SIGINT", () => pass("SIGINT", process.stdin.isTTY));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => pass(signal));
  whenShellEnds(() => lastSignal || pass("SIGTERM"));
  child.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
};

// npm hands a signal to the shell between it and us, which ends without a word to us.
const whenShellEnds = (act) => {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    act();
  }, 500);
  timer.unref();
};
