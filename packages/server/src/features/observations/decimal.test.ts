import { describe, expect, it } from "vitest";
import { compareDecimals, decimalText, equalDecimals, plainDecimal, valueTextOf } from "./decimal.js";

describe("plainDecimal", () => {
  it.each([
    ["1.00", "1.00"],
    ["1E-22", "0.0000000000000000000001"],
    ["1.0E2", "100"],
    ["1.234e2", "123.4"],
    ["-0.50", "-0.50"],
    ["-0", "0"],
    ["142", "142"],
  ])("writes %s as numeric does: %s", (sent, plain) => expect(plainDecimal(sent)).toBe(plain));

  it.each(["", "abc", "1.", ".5", "0x10", "1e9999", "NaN", "+1"])("takes %j for no number", (text) =>
    expect(plainDecimal(text)).toBeUndefined(),
  );
});

describe("decimalText", () => {
  it.each([
    [142, "142"],
    [98.6, "98.6"],
    [1e-7, "0.0000001"],
    [1e21, "1000000000000000000000"],
    [-0, "0"],
  ])("writes %d without an exponent", (value, text) => expect(decimalText(value)).toBe(text));
});

describe("valueTextOf", () => {
  it("keeps the text only where numeric loses it", () => {
    expect(valueTextOf("1.00", "1.00")).toBeNull();
    expect(valueTextOf("1E-22", "0.0000000000000000000001")).toBe("1E-22");
  });
});

describe("comparison", () => {
  it("is of values, not of texts", () => {
    expect(equalDecimals("1.00", "1")).toBe(true);
    expect(compareDecimals("-2", "1.5")).toBe(-1);
    expect(compareDecimals("140.0000000001", "140")).toBe(1);
  });
});
