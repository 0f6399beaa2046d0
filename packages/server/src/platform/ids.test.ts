import { expect, test } from "vitest";
import { makeId, makeIds, timeOfId } from "./ids.js";

const NOW = new Date("2026-03-01T12:34:56.789Z");

test("what is made of one moment sorts in the order in which it is made, thousands of them", () => {
  const newId = makeIds(NOW);
  const ids = Array.from({ length: 20_000 }, () => newId("obs"));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids.map((id) => id.slice(0, -9))).size).toBe(ids.length);
});

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const numberOf = (id: string): bigint =>
  Array.from(id.slice(id.indexOf("_") + 1)).reduce((number, digit) => (number << 5n) | BigInt(ALPHABET.indexOf(digit)), 0n);

test("an id tells its millisecond, and is a UUID of version 7", () => {
  const ids = Array.from({ length: 200 }, () => makeId("pat", NOW));
  for (const id of ids) {
    expect(timeOfId(id)).toEqual(NOW);
    expect([(numberOf(id) >> 76n) & 0xfn, (numberOf(id) >> 62n) & 3n]).toEqual([7n, 2n]);
  }
  expect(new Set(ids).size).toBe(200);
});
