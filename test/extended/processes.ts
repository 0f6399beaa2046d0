import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { findEmbedded } from "../../packages/server/src/db/embedded.js";
import { call } from "../support/call.js";
import { makeWatchedDirectory } from "../support/cluster.js";
import { startServerProcess } from "../support/server-process.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const COUNT = 3;
/** Milliseconds; the pauses between the deaths of one place are a minute in all. */
const PATIENCE = 180_000;

type Line = { event?: string; pid?: number };

export const processes: Part = {
  name: "processes",
  shows: `with --workers ${COUNT} as many processes share one embedded database, and where all die as often as they are started the server says so and ends with status 1`,
  needs: [{ what: "a system with signals (not Windows)", isThere: () => process.platform !== "win32" }],
  async run() {
    const { directory, remove } = await makeWatchedDirectory();
    const [data, file] = [join(directory, "data"), join(directory, "log")];
    const log = openSync(file, "w");
    const server = await startServerProcess({ VITALEDGE_DATA_DIR: data, VITALEDGE_LOG_LEVEL: "info" }, { log, args: ["--workers", String(COUNT)] });
    closeSync(log);
    const said = text(server.child.stderr!);
    const lines = (): Line[] => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line) as Line);
    let killed = 0;
    try {
      expect((await call(server.url, "GET", "/readyz")).status === 200, "the processes are ready");
      expect((await findEmbedded(data)) !== undefined, "one database runs");
      const end = Date.now() + PATIENCE;
      while (server.child.exitCode === null && Date.now() < end) {
        for (const { pid } of lines().filter(({ event }) => event === "server_process_started").slice(killed)) {
          process.kill(pid!, "SIGKILL");
          killed += 1;
        }
        await sleep(100);
      }
      expect(server.child.exitCode === 1, `the server ends with 1, not ${server.child.exitCode}`);
      expect((await said).trim() === "The server's processes die as often as they are started. Its log says of what.", `it says why: ${await said}`);
      expect((await findEmbedded(data)) === undefined, "the database is stopped with it");
      return `${killed} processes killed`;
    } finally {
      await server.end("SIGKILL");
      await remove();
    }
  },
};
