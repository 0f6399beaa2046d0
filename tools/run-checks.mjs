// Runs named checks one after another and says at the end which failed; used by lint and by .ci/run.
import { spawnSync } from "node:child_process";

/** @param {readonly { name: string, run: () => string | undefined }[]} checks each answers what is wrong, or nothing */
export const runChecks = (checks) => {
  const failed = [];
  for (const { name, run } of checks) {
    const started = Date.now();
    const fault = run();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${fault ? "FAILED" : "ok    "} ${name} (${seconds} s)`);
    if (!fault) continue;
    failed.push(name);
    console.log(fault.trimEnd().replace(/^/gm, "  "));
  }
  return failed;
};

/** What a program printed where it failed; undefined where it did not. */
export const program = (file, args, options = {}) => {
  const done = spawnSync(file, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, ...options });
  if (done.error) return done.error.message;
  return done.status === 0 ? undefined : `${done.stdout}\n${done.stderr}\nexit code ${done.status}`;
};

const bin = (name) => `node_modules/.bin/${name}`;
export const tool = (name, ...args) => program(bin(name), args);
