import { afterEach, expect, test, vi } from "vitest";
import { convertByUcum } from "./ucum.js";

afterEach(() => void vi.restoreAllMocks());

test("converts what UCUM converts, and guesses nothing", () => {
  expect(convertByUcum(1, "kg", "g")).toBe(1000);
  expect(convertByUcum(1, "pounds", "kg")).toBeUndefined();
  expect(convertByUcum(1, "kg", "mm[Hg]")).toBeUndefined();
});

test("what is no unit is not told to the console", () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  for (const text of ["a\r\nforged: 1", "m.constructor", "constructor", "__proto__", "", "{}1", "C^()", "a b", "("]) {
    expect(convertByUcum(1, text, "kg")).toBeUndefined();
  }
  expect(said).not.toHaveBeenCalled();
  console.log("still speaks");
  expect(said).toHaveBeenCalledOnce();
});
