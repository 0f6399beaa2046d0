import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readCsv, readNdjson } from "./rows.js";
import type { Row, Table } from "./rows.js";

/** In pieces of three bytes, so that lines and characters are cut. */
const stream = (text: string): Readable => {
  const bytes = Buffer.from(text);
  return Readable.from(Array.from({ length: Math.ceil(bytes.length / 3) }, (_, at) => bytes.subarray(at * 3, at * 3 + 3)));
};
const TABLE: Table = {
  required: ["metricDefinitionId", "value", "unit"], named: ["patientId", "mrn"], optional: ["note"],
  toBody: ({ value, ...cells }) => ({ ...cells, value: Number(value) }),
};
const collect = async (rows: AsyncIterable<Row>): Promise<Row[]> => {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
};

describe("ndjson", () => {
  it("has a row a line that is not blank, whatever its end", async () => {
    const rows = await collect(readNdjson(stream('\uFEFF{"note":"ü"}\r\n\n[1]\n{"a":1}')));
    expect(rows.map(({ line, body, problem }) => [line, body, problem?.code])).toEqual([
      [1, { note: "ü" }, undefined], [3, { text: "[1]" }, "invalid_json"], [4, { a: 1 }, undefined],
    ]);
  });
});

describe("csv", () => {
  const head = "patientId,metricDefinitionId,value,unit,note";

  it("makes bodies of its lines and leaves out what is empty", async () => {
    const [row] = await collect(readCsv(stream(`${head}\np,m,120.5,mmHg,\n`), TABLE));
    expect(row).toEqual({
      line: 2,
      body: { patientId: "p", metricDefinitionId: "m", value: 120.5, unit: "mmHg" },
    });
  });

  it("rejects a line of another length alone", async () => {
    const rows = await collect(readCsv(stream(`${head}\np,m\np,m,1,mmHg,"a\nb"\np,m,2,mmHg,\n`), TABLE));
    expect(rows.map(({ line, problem }) => [line, problem?.code])).toEqual([[2, "invalid_request"], [4, undefined], [5, undefined]]);
  });

  it.each([
    ["", "The file is empty"], ["metricDefinitionId,value,unit", "who is meant"],
    ["patientId,value,unit", "lacks the columns metricDefinitionId"], [`${head},note`, "twice"],
    [`${head},colour`, "not known: colour"], [`${head}\n"open`, "cannot be read as CSV"],
  ])("refuses %j", async (text, words) => {
    await expect(collect(readCsv(stream(text), TABLE))).rejects.toThrow(words);
  });
});
