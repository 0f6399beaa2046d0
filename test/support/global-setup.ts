import type { TestProject } from "vitest/node";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { startTestCluster } from "./cluster.js";

declare module "vitest" {
  interface ProvidedContext {
    cluster: { superuserUrl: string; ownerUrl: string; appUrl: string; workerUrl: string };
    /** A folder that is removed when the run ends, with every database that still runs in it. */
    scratchDirectory: string;
  }
}

/** One cluster a run; its database, migrated, is the template of every test file's own. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { database, directory, stop } = await startTestCluster();
  try {
    await migrate({ ownerUrl: database.ownerUrl });
  } catch (error) {
    await stop();
    throw error;
  }
  const { superuserUrl, ownerUrl, appUrl, workerUrl } = database;
  project.provide("cluster", { superuserUrl, ownerUrl, appUrl, workerUrl });
  project.provide("scratchDirectory", directory);
  return stop;
};
