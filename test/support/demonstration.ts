import { VitalEdge } from "@vitaledge/sdk";
import { seedDemonstration } from "../../packages/server/src/demo/seed.js";
import { startServer, type TestServer } from "./server.js";

/** Whom the documentation's examples sign in as, and where. */
export const ACCOUNT = { email: "user@example.com", password: "secure_password" };
export const ORGANIZATION = "org_abc123";

/** Patients are enough for what is shown; `npm start` has sixty. */
const PATIENTS = 6;

/** A server with the demonstration in it. */
export const startDemonstration = async (options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> => {
  const server = await startServer(options);
  await seedDemonstration(server.deps, PATIENTS);
  return server;
};

export const signInToDemonstration = async (baseUrl: string): Promise<VitalEdge> => {
  const ve = new VitalEdge({ baseUrl, organizationId: ORGANIZATION });
  await ve.auth.login(ACCOUNT);
  return ve;
};
