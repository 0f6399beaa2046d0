import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { askBoth } from "../support/search-oracle/ask.js";
import { startServer, type TestServer } from "../support/server.js";

const QUERIES = Number(process.env.SEARCH_ORACLE_QUERIES ?? 100);
const SEED = Number(process.env.SEARCH_ORACLE_SEED ?? 20260826);

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

test(`${QUERIES} random searches find what a naive reading of the same resources finds, in the same order`, { timeout: 600_000 }, async () => {
  const { differing, fruitful } = await askBoth(server, owner, SEED, QUERIES);
  expect(differing).toEqual([]);
  // Two empty answers agree too easily.
  expect(fruitful).toBeGreaterThan(QUERIES / 3);
});
