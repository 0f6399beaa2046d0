import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseConfig, SETTINGS } from "./config.js";

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

test("the settings are frozen", () => {
  expect(Object.isFrozen(parseConfig({}))).toBe(true);
});

test("the handbook's table has every setting, in its words", () => {
  const page = readFileSync(new URL("../../../../docs/operations.md", import.meta.url), "utf8");
  for (const { name, about } of Object.values(SETTINGS)) expect(page).toContain(`| \`${name}\` | ${about} |`);
});

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return "";
};
