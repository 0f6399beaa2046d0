import { expect, it } from "vitest";
import { isNpi } from "./npi.js";

it.each(["1234567893", "1245319599"])("accepts %s, whose check digit is right", (npi) =>
  expect(isNpi(npi)).toBe(true),
);

it.each(["1234567890", "1234567839", "123456789", "12345678930", "123456789X", "", " 1234567893"])(
  "refuses %j",
  (npi) => expect(isNpi(npi)).toBe(false),
);
