import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbedded } from "../packages/server/src/db/embedded.js";
import { migrate } from "../packages/server/src/db/migrate.js";
import { runOperator, startBareServer, startServer } from "./children.js";
import type { Child } from "./children.js";

const WATCHER = fileURLToPath(new URL("../test/support/watcher.mjs", import.meta.url));
export const OWNER = { email: "owner@example.com", password: randomBytes(16).toString("hex") };
/** The limit stays on and counts; it is only too high to be reached. */
const REQUESTS_PER_MINUTE = "10000000";

/** Both servers on one database that writes to disk as in production. */
export type Stage = {
  server: Child;
  bare: Child;
  organizationId: string;
  owner: typeof OWNER;
  /** What the server was started with, for another one on the same database. */
  settings: { DATABASE_URL: string; VITALEDGE_MASTER_KEY: string };
  /** As the superuser. */
  databaseUrl: string;
  /** Stops the database and starts it again. */
  restartDatabase(): Promise<void>;
  stop(): Promise<void>;
};

export const setStage = async (): Promise<Stage> => {
  const directory = await realpath(await mkdtemp(join(tmpdir(), "vitaledge-bench-")));
  // As root, PostgreSQL runs as a user that has to pass through.
  await chmod(directory, 0o711);
  spawn(process.execPath, [WATCHER, String(process.pid), directory], { detached: true, stdio: "ignore" }).unref();
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const one of started.toReversed()) await one.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const startDatabase = () => startEmbedded({ dataDirectory: join(directory, "data") });
    let database = await startDatabase();
    started.push({ stop: () => database.stop() });
    const restartDatabase = async (): Promise<void> => {
      await database.stop();
      database = await startDatabase();
    };
    await migrate({ ownerUrl: database.ownerUrl });
    // Sign-ins are measured from many networks, which a proxy names; timed work would come between.
    const settings = { DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), VITALEDGE_TRUSTED_PROXIES: "1", VITALEDGE_SCHEDULER_SECONDS: "0", VITALEDGE_ORGANIZATION_SIGNUP: "open" };
    const organizationId = makeOrganization(settings);
    const server = await startServer(settings);
    started.push(server);
    const bare = await startBareServer({ DATABASE_URL: database.superuserUrl, ORGANIZATION_ID: organizationId });
    started.push(bare);
    return { server, bare, organizationId, owner: OWNER, settings, databaseUrl: database.superuserUrl, restartDatabase, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** An organization with its owner, made by the operator's commands; answers its id. */
export const makeOrganization = (settings: Record<string, string>): string => {
  const { email, password } = OWNER;
  runOperator(settings, ["users", "create", "--email", email, "--first-name", "Pat", "--last-name", "Example", "--password-stdin"], password);
  const made = runOperator(settings, ["organizations", "create", "--name", "Example Clinic", "--timezone", "America/New_York", "--owner", email]);
  const organizationId = /org_\w+/.exec(made)?.[0] ?? "";
  runOperator(settings, ["organizations", "set-plan", organizationId, "ENTERPRISE", "--requests-per-minute", REQUESTS_PER_MINUTE]);
  return organizationId;
};
