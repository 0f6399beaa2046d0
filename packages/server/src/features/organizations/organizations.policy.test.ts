import { expect, test } from "vitest";
import { isSignupOpen } from "./organizations.policy.js";

test.each([
  ["auto", "development", true],
  ["auto", "test", true],
  ["auto", "staging", true],
  ["auto", "production", false],
  ["open", "production", true],
  ["closed", "development", false],
] as const)("signup %s in %s: %s", (organizationSignup, environment, open) => {
  expect(isSignupOpen({ organizationSignup, environment })).toBe(open);
});
