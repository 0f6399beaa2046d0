import { describe, expect, test } from "vitest";
import { Secret, TOTP } from "otpauth";
import { makeTotpSecret, stepOfCode, totpUri } from "./totp.js";

const RFC_SECRET = Secret.fromUTF8("12345678901234567890").base32;
const at = (seconds: number): Date => new Date(seconds * 1000);

describe("TOTP", () => {
  // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
  test.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("the RFC's code at second %d is that of its step", (seconds, code) => {
    expect(stepOfCode(RFC_SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  test("a code counts one step early and late, and no more", () => {
    const secret = makeTotpSecret();
    const now = at(1_800_000_000);
    const codeOf = (steps: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + steps * 30_000 });
    const step = now.getTime() / 30_000;
    expect([-1, 0, 1].map((steps) => stepOfCode(secret, codeOf(steps), now))).toEqual([step - 1, step, step + 1]);
    expect([-2, 2].map((steps) => stepOfCode(secret, codeOf(steps), now))).toEqual([undefined, undefined]);
  });

  test("what is no code has no step", () => {
    for (const text of ["", "12345", "1234567", "abcdef"]) expect(stepOfCode(RFC_SECRET, text, at(59))).toBeUndefined();
  });

  test("a secret has 160 bits and stands in the app's URI with the account's address", () => {
    const secret = makeTotpSecret();
    expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
    expect(totpUri(secret, "user@example.com")).toMatch(new RegExp(`^otpauth://totp/VitalEdge:user%40example\\.com\\?.*secret=${secret}`));
  });
});
