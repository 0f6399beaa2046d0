import { expect, test } from "vitest";
import { hashRecoveryCode, makeRecoveryCodes } from "./recovery-codes.js";

test("ten different codes of 128 bits, in the form the contract takes", () => {
  const codes = makeRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[A-Za-z0-9 -]{6,40}$/);
    expect(code.replaceAll("-", "")).toHaveLength(26);
  }
});

test("a code is the same however it is typed", () => {
  const hash = hashRecoveryCode("01ab-cdef");
  for (const typed of ["01ABCDEF", "oIab cdef", " 0l-AB-cd-EF "]) expect(hashRecoveryCode(typed)).toEqual(hash);
  expect(hashRecoveryCode("01ab-cdeg")).not.toEqual(hash);
});
