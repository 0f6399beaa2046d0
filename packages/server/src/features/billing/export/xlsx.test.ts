import readSheet from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { exampleLines } from "../../../../../../test/support/billing-example.js";
import { FORMULAS } from "../../../../../../test/support/formulas.js";
import type { ClaimLine } from "../lines.js";
import { COLUMNS, recordOf } from "./columns.js";
import { exportXlsx } from "./xlsx.js";

async function* stream(lines: Iterable<ClaimLine>): AsyncGenerator<ClaimLine> {
  yield* lines;
}
const fileOf = async (lines: Iterable<ClaimLine>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of exportXlsx(stream(lines))) parts.push(part);
  return Buffer.concat(parts);
};
const NUMBERS = ["charge", "estimate"];
/** A line as a reader finds it: amounts are numbers, and an empty text is no cell. */
const expected = (line: ClaimLine): unknown[] =>
  Object.entries(recordOf(line)).map(([name, cell]) => (NUMBERS.includes(name) && cell !== null ? Number(cell) : cell === "" ? null : cell));

const [first] = exampleLines() as [ClaimLine];

describe("a workbook", () => {
  test("has the columns and the lines, numbers as numbers", async () => {
    const lines = exampleLines();
    const [sheet] = await readSheet(await fileOf(lines));
    expect(sheet!.data).toEqual([COLUMNS.map(([name]) => name), ...lines.map(expected)]);
  });

  test("has the columns where there are no lines", async () => {
    const [sheet] = await readSheet(await fileOf([]));
    expect(sheet!.data).toEqual([COLUMNS.map(([name]) => name)]);
  });

  test("holds as a text what an office program would run, and what XML keeps for itself", async () => {
    const texts = [...FORMULAS.filter((text) => !text.includes("\r")), "<&>\"'", "]]>", "_x0041_", "李 é 🩺"];
    const [sheet] = await readSheet(await fileOf(texts.map((lastName) => ({ ...first, lastName }))), { trim: false });
    const at = COLUMNS.findIndex(([name]) => name === "last_name");
    expect(sheet!.data.slice(1).map((row) => row[at])).toEqual(texts);
  });

  test("is the same file for the same lines, its entries dated 1980-01-01", async () => {
    const many = function* (): Generator<ClaimLine> {
      for (let at = 0; at < 250; at += 1) yield { ...first, firstName: `Jane ${at}` };
    };
    const file = await fileOf(many());
    expect(file.equals(await fileOf(many()))).toBe(true);
    const headers: number[] = [];
    for (let at = file.indexOf("PK\u0003\u0004"); at >= 0; at = file.indexOf("PK\u0003\u0004", at + 4)) headers.push(file.readUInt32LE(at + 10));
    // The time, then the day: the first of the first month, years from 1980.
    expect(headers).toEqual(Array(6).fill(((1 << 5) | 1) << 16));
  });
});
