import { expect, test } from "vitest";
import { parseConfig } from "./config.js";

const OF_CLIENTS = ["BASE_URL", "ORGANIZATION_ID", "ACCESS_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "PROFILE", "CONFIG_DIR"];

test("every bad and every unknown variable is named in one message", () => {
  const environment = { PORT: "eighty", VITALEDGE_MASTER_KEY: "short", VITALEDGE_LOGLEVEL: "debug", VITALEDGE_SURPRISE: "1", DATABASE_URL: "mysql://db" };
  expect(() => parseConfig(environment)).toThrow(
    /PORT must be a whole number.*|VITALEDGE_MASTER_KEY must be 32 bytes.*/,
  );
  const message = messageOf(() => parseConfig(environment));
  for (const name of Object.keys(environment)) expect(message).toContain(name);
  expect(message).toContain("is VITALEDGE_LOG_LEVEL meant?");
});

test("the names of SDK and CLI are known and ignored", () => {
  const environment = Object.fromEntries(OF_CLIENTS.map((name) => [`VITALEDGE_${name}`, "something"]));
  expect(parseConfig(environment)).toEqual(parseConfig({}));
});

test("a database of one's own asks for a master key", () => {
  expect(messageOf(() => parseConfig({ DATABASE_URL: "postgres://vitaledge_app@db/vitaledge" }))).toContain("VITALEDGE_MASTER_KEY is needed");
});

test("in production a database on another machine is reached by verified TLS alone", () => {
  const production = (url: string, name = "DATABASE_URL"): string =>
    messageOf(() => parseConfig({ NODE_ENV: "production", VITALEDGE_MASTER_KEY: Buffer.alloc(32).toString("base64"), [name]: url }));
  for (const url of [
    "postgres://app:secret-1@db/v", "postgres://app:secret-1@10.0.0.5/v", "postgres://app:secret-1@db/v?sslmode=require", "postgres://app:secret-1@db/v?sslmode=verify-ca",
    "postgres://app:secret-1@db/v?sslmode=no-verify", "postgres://app:secret-1@db/v?ssl=true", "postgres://app:secret-1@db/v?sslmode=verify-full&sslmode=disable",
    "postgres://app:secret-1@localhost/v?host=db", "postgres://app:secret-1@localhost.example.com/v", "postgres://app:secret-1@[2001:db8::1]/v",
    "postgres://app:secret-1@127.0.0.1.example.com/v", "postgres:///v",
  ]) {
    for (const name of ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "DATABASE_REPLICA_URL"]) {
      const message = production(url, name);
      expect(message, url).toContain(`${name} leads to another machine without a checked certificate; end it with ?sslmode=verify-full`);
      expect(message).not.toContain("secret-1");
    }
  }
  for (const url of [
    "postgres://app@db/v?sslmode=verify-full", "postgres://app@db/v?sslmode=verify-full&sslrootcert=/etc/ca.pem", "postgres://app@localhost/v", "postgres://app@127.0.0.1:5433/v",
    "postgres://app@[::1]/v", "postgres:///v?host=/run/postgresql", "postgres://app@%2Frun%2Fpostgresql/v",
  ]) expect(production(url), url).toBe("");
  expect(messageOf(() => parseConfig({ NODE_ENV: "staging", VITALEDGE_MASTER_KEY: Buffer.alloc(32).toString("base64"), DATABASE_URL: "postgres://app@db/v" }))).toBe("");
});

test("the settings are frozen", () => {
  expect(Object.isFrozen(parseConfig({}))).toBe(true);
});

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return "";
};

test("a database is distributed by Citus or not at all", () => {
  expect(parseConfig({ DATABASE_DISTRIBUTED: "citus" }).databaseDistributed).toBe("citus");
  expect(parseConfig({}).databaseDistributed).toBeUndefined();
  expect(messageOf(() => parseConfig({ DATABASE_DISTRIBUTED: "yes" }))).toContain("DATABASE_DISTRIBUTED must be citus, or not be set");
});
