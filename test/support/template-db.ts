import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { connectGrants } from "../../packages/server/src/db/embedded/roles.js";

export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
  superuserUrl: string;
  drop(): Promise<void>;
};

const TEMPLATE = "vitaledge";

/** A migrated, empty database of a test file's own, in a tenth of a second. */
export const cloneDatabase = (): Promise<TestDatabase> => createDatabase(TEMPLATE);

/** One like another, which nobody may be connected to. */
export const copyDatabase = (of: TestDatabase): Promise<TestDatabase> => createDatabase(new URL(of.appUrl).pathname.slice(1));

/** One with nothing in it, as an operator makes it. */
export const bareDatabase = (): Promise<TestDatabase> => createDatabase("template0");

const createDatabase = async (template: string): Promise<TestDatabase> => {
  const cluster = inject("cluster");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asSuperuser(`create database ${name} template ${template} owner vitaledge_owner`, connectGrants(name));
  return {
    ownerUrl: withDatabase(cluster.ownerUrl, name),
    appUrl: withDatabase(cluster.appUrl, name),
    workerUrl: withDatabase(cluster.workerUrl, name),
    superuserUrl: withDatabase(cluster.superuserUrl, name),
    drop: () => asSuperuser(`drop database if exists ${name} with (force)`),
  };
};

// From the database `postgres`: a template with a connection to it cannot be copied.
const asSuperuser = async (...statements: string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: withDatabase(inject("cluster").superuserUrl, "postgres") });
  client.on("error", () => undefined);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};
