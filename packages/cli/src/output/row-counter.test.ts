import { describe, expect, it } from "vitest";
import { RowCounter } from "./row-counter.js";
import type { FileFormat } from "./row-counter.js";

/** In pieces of one byte, so that every border is met. */
const count = (format: FileFormat, text: string): number | null => {
  const counter = new RowCounter(format);
  for (const byte of Buffer.from(text)) counter.add(Uint8Array.of(byte));
  return counter.rows;
};

describe("rows of a file", () => {
  it.each([
    ["", 0], ["a,b\r\n", 0], ["a,b\n1,2\n", 1], ["a,b\n1,2\n3,4", 2], ['a,b\n"one\ntwo","say ""\n"""\n3,4\n', 2],
  ])("csv %j has %i", (text, rows) => expect(count("csv", text)).toBe(rows));

  it.each([["", 0], ["{}\n{}\n", 2], ['{"a":"\\""}\n{}', 2]])("ndjson %j has %i", (text, rows) => expect(count("ndjson", text)).toBe(rows));

  it.each([["", 0], ["HI*ABK:I10~LX*1~SV1*HC:LX*1~~LX*2~", 2]])("837p %j has %i", (text, rows) => expect(count("837p", text)).toBe(rows));

  it("a workbook's are not counted", () => expect(count("xlsx", "PK\n")).toBeNull());

  it.each([
    ['{"data":[]}', 0], ['{"data":[{"a":{"b":[{}]}},{"a":"}]{\\"["}]}', 2],
  ])("json %j has %i", (text, rows) => expect(count("json", text)).toBe(rows));
});
