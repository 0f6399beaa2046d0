import { describe, expect, test } from "vitest";
import { ProblemError } from "../http/problem.js";
import { decodeCursor, decodeTimeCursor, encodeCursor, expectInstant } from "./keyset.js";

const SORT = "-recordedAt";
const AT = "2026-03-02T11:04:00.000Z";

const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? { code: error.code, errors: error.options.errors } : error;
  }
};
const REFUSED = { code: "invalid_request", errors: [{ pointer: "/query/cursor", code: "cursor", message: "is not a cursor of this list" }] };

test("a cursor leads back to the place it was made of, and none to the beginning", () => {
  expect(decodeTimeCursor(encodeCursor(SORT, [AT, "obs_1"]), SORT)).toEqual([AT, "obs_1"]);
  expect(decodeCursor(encodeCursor("name", ["ünal", "patient_1"]), "name", 2)).toEqual(["ünal", "patient_1"]);
  expect(decodeTimeCursor(undefined, SORT)).toBeUndefined();
});

describe("what no list gave is refused", () => {
  const write = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString("base64url");

  test.each([
    ["no base64", "%%%"], ["no JSON", "eA"], ["no list", write({})], ["another order", write(["name", AT, "obs_1"])], ["too short", write([SORT, AT])],
    ["too long", write([SORT, AT, "obs_1", "x"])], ["a number", write([SORT, 7, "obs_1"])], ["nothing", write([SORT, null, "obs_1"])], ["U+0000", write([SORT, AT, "\0"])],
  ])("%s", (_name, cursor) => expect(refusalOf(() => decodeTimeCursor(cursor, SORT))).toEqual(REFUSED));

  // JavaScript takes some of these for a time; PostgreSQL reads none of them as the same.
  test.each(["x", "", "1", "2026", "2026-03-02", "2026-03-02T11:04:00Z", "2026-02-30T00:00:00.000Z", "0000-01-01T00:00:00.000Z", "-271821-04-20T00:00:00.000Z", "+275760-09-13T00:00:00.000Z"])(
    "the time %j", (text) => expect(refusalOf(() => expectInstant(text))).toEqual(REFUSED));
});
