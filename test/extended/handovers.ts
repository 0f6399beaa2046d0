import { randomBytes } from "node:crypto";
import { startEmbedded } from "../../packages/server/src/db/embedded.js";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { makeOrganization, OWNER } from "../../bench/stage.js";
import { call } from "../support/call.js";
import { makeWatchedDirectory } from "../support/cluster.js";
import { handOver } from "../support/handover.js";
import { LONGEST_PAUSE } from "../support/keep-alive-clients.js";
import { startServerProcess, type ServerProcess } from "../support/server-process.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const TIMES = 10;
const CLIENTS = 200;
/** Milliseconds of work before the signal, by chance up to this long. */
const LONGEST = 5_000;

export const handovers: Part = {
  name: "handovers",
  shows: `at ${TIMES} random moments ${CLIENTS} keep-alive connections move from a server that is told to leave to the next one: no reset, no 5xx, exit status 0`,
  needs: [],
  async run() {
    const { directory, remove } = await makeWatchedDirectory();
    const database = await startEmbedded({ dataDirectory: `${directory}/data`, settings: { logging_collector: "off" } });
    const settings = { DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64") };
    const started: ServerProcess[] = [];
    let requests = 0;
    try {
      await migrate({ ownerUrl: database.ownerUrl });
      const organizationId = makeOrganization(settings);
      const start = async (): Promise<ServerProcess> => {
        const server = await startServerProcess({ ...settings, VITALEDGE_SHUTDOWN_DELAY_SECONDS: String(2 * LONGEST_PAUSE) });
        started.push(server);
        return server;
      };
      let leaving = await start();
      for (let time = 1; time <= TIMES; time += 1) {
        const staying = await start();
        const { body } = await call(leaving.url, "POST", "/api/auth/login", OWNER);
        const headers = { authorization: `Bearer ${body.accessToken}`, "x-organization-id": organizationId };
        const next = () => ({ method: "GET", path: "/api/patients?limit=5" });
        const { failures, exit, done } = await handOver({ leaving, staying, clients: CLIENTS, client: { headers, next }, after: LONGEST * Math.random() });
        expect(failures.length === 0, `no request fails at hand-over ${time}: ${failures.slice(0, 10).join(", ")}`);
        expect(exit.code === 0, `the server that leaves ends with 0, not ${exit.code ?? exit.signal}`);
        requests += done;
        leaving = staying;
      }
    } finally {
      for (const server of started) await server.end("SIGKILL");
      await database.stop();
      await remove();
    }
    return `${requests} requests, no failure`;
  },
};
