import { describe, expect, it } from "vitest";
import { parseRange, sliceBytes } from "./range.js";

describe("parseRange", () => {
  it.each([
    ["bytes=0-0", { from: 0, to: 0 }],
    ["bytes=4-", { from: 4, to: 9 }],
    ["bytes=4-100", { from: 4, to: 9 }],
    ["bytes=-3", { from: 7, to: 9 }],
    ["bytes=-30", { from: 0, to: 9 }],
  ])("%s of ten bytes", (header, range) => expect(parseRange(header, 10)).toEqual(range));

  it.each([undefined, "bytes=10-", "bytes=5-4", "bytes=-0", "bytes=-", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b"])("%s is the whole", (header) =>
    expect(parseRange(header, 10)).toBeUndefined(),
  );

  it("is the whole of nothing", () => {
    expect(parseRange("bytes=0-", 0)).toBeUndefined();
    expect(parseRange("bytes=-1", 0)).toBeUndefined();
  });
});

describe("sliceBytes", () => {
  async function* chunks(): AsyncGenerator<Buffer> {
    yield* [Buffer.from("abc"), Buffer.from("defg"), Buffer.from("hij")];
  }

  it.each([
    [0, 9, "abcdefghij"],
    [2, 3, "cd"],
    [3, 6, "defg"],
    [6, 9, "ghij"],
    [4, 4, "e"],
  ])("%d to %d", async (from, to, text) => {
    const parts: Buffer[] = [];
    for await (const part of sliceBytes(chunks(), { from, to })) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe(text);
  });
});
