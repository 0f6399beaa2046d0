import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { VitalEdge } from "@vitaledge/sdk";
import { createServer } from "@vitaledge/server";
import { Secret, TOTP } from "otpauth";
import { createUser } from "../../../packages/server/src/commands/users.js";
import { migrate } from "../../../packages/server/src/db/migrate.js";
import { DEMONSTRATION } from "../../../packages/server/src/demo/demonstration-accounts.js";
import { seedDemonstration } from "../../../packages/server/src/demo/seed.js";
import { PASSWORD } from "../../support/actors.js";
import { startTestCluster } from "../../support/cluster.js";

const DIST = fileURLToPath(new URL("../../../examples/triage-board/dist", import.meta.url));

export type BoardStage = {
  url: string;
  /** An owner's client, for what happens elsewhere. */
  elsewhere: VitalEdge;
  account: { email: string; password: string };
  /** A second account whose sign-in asks for a code. */
  guarded: { email: string; password: string; code(): string };
  /** All of the account: whoever is signed in signs in again. */
  endSessions(): Promise<void>;
  stop(): Promise<void>;
};

/** The demonstration on a database of its own, with the built board at `/`. */
export const setBoardStage = async (): Promise<BoardStage> => {
  const { database, stop } = await startTestCluster();
  await migrate({ ownerUrl: database.ownerUrl });
  const server = await createServer({
    settings: {
      PORT: "0", NODE_ENV: "test", DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl, VITALEDGE_WEB_DIR: DIST,
      VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), VITALEDGE_SCHEDULER_SECONDS: "0",
    },
    logStream: { write: () => undefined },
  });
  await seedDemonstration(server.deps);
  const { email, password, organizationId } = DEMONSTRATION;
  const elsewhere = new VitalEdge({ baseUrl: server.url, organizationId });
  await elsewhere.auth.login({ email, password });
  const guarded = await makeGuarded(server.url, (address) =>
    createUser(server.deps, { email: address, firstName: "Gale", lastName: "Example", password: PASSWORD, organization: organizationId, role: "CLINICIAN" }, { write: () => true }));
  return {
    url: server.url, elsewhere,
    endSessions: () => elsewhere.auth.logout({ everywhere: true }),
    account: { email, password }, guarded,
    async stop() {
      elsewhere.dispose();
      await server.close();
      await stop();
    },
  };
};

const makeGuarded = async (baseUrl: string, create: (email: string) => Promise<void>): Promise<BoardStage["guarded"]> => {
  const account = { email: "guarded@example.com", password: PASSWORD };
  await create(account.email);
  const ve = new VitalEdge({ baseUrl });
  await ve.auth.login(account);
  const { secret } = await ve.auth.mfa.setup({ password: PASSWORD });
  // A code works once: the one that confirms is of the step before.
  const codeAt = (timestamp: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
  await ve.auth.mfa.confirm({ code: codeAt(Date.now() - 30_000) });
  ve.dispose();
  return { ...account, code: () => codeAt(Date.now()) };
};
