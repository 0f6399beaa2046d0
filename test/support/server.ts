import { randomBytes } from "node:crypto";
import { createServer, type RunningServer } from "@vitaledge/server";
import { cloneDatabase } from "./template-db.js";
import { makeActors, type Actors } from "./actors.js";
import { movableClock, type MovableClock } from "./clock.js";

export type TestServer = Actors & {
  url: string;
  /** Undefined where the settings give it no port. */
  metricsUrl: string | undefined;
  clock: MovableClock;
  deps: RunningServer["deps"];
  database: Awaited<ReturnType<typeof cloneDatabase>>;
  /** For another server on the same database. */
  masterKey: string;
  /** Everything the server logged, a JSON object a line. */
  logs: string[];
  /** Stops the server; its database stays. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  now?: Date | string;
  settings?: Record<string, string>;
  /** False where work without a request is another process's. */
  worker?: boolean;
};

/** A real server on a database of its own, with a clock that tests move. */
export const startServer = async ({ now, settings = {}, worker = true }: Options = {}): Promise<TestServer> => {
  const database = await cloneDatabase();
  const clock = movableClock(now);
  const logs: string[] = [];
  const masterKey = randomBytes(32).toString("base64");
  const server = await createServer({
    settings: {
      PORT: "0",
      NODE_ENV: "test",
      DATABASE_URL: database.appUrl,
      DATABASE_WORKER_URL: database.workerUrl,
      VITALEDGE_MASTER_KEY: masterKey,
      VITALEDGE_DATABASE_POOL: "5",
      VITALEDGE_LOG_LEVEL: "debug",
      // All of a file's people come from one address; test/security/guessing.test.ts has the limits as they are.
      VITALEDGE_ANONYMOUS_PER_MINUTE: "1000000",
      // Timed work would come between what a test does; where it is the subject it is switched on.
      VITALEDGE_SCHEDULER_SECONDS: "0",
      VITALEDGE_SIGN_IN_FAILURES_PER_NETWORK: "100000",
      VITALEDGE_AUTH_REQUESTS_PER_NETWORK: "100000",
      ...settings,
    },
    clock,
    worker,
    logStream: { write: (line: string) => void logs.push(line) },
  });
  const close = async (): Promise<void> => {
    await server.close();
    await database.drop();
  };
  return { url: server.url, metricsUrl: server.metricsUrl, clock, deps: server.deps, database, masterKey, logs, close, stop: () => server.close(), ...makeActors(server) };
};
