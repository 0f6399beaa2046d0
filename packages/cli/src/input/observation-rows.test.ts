import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readCsv, readNdjson } from "./observation-rows.js";
import type { ImportRow } from "./observation-rows.js";

/** In pieces of three bytes, so that lines and characters are cut. */
const stream = (text: string): Readable => {
  const bytes = Buffer.from(text);
  return Readable.from(Array.from({ length: Math.ceil(bytes.length / 3) }, (_, at) => bytes.subarray(at * 3, at * 3 + 3)));
};
const collect = async (rows: AsyncIterable<ImportRow>): Promise<ImportRow[]> => {
  const all: ImportRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
};

describe("ndjson", () => {
  it("has a row a line that is not blank, whatever its end", async () => {
    const rows = await collect(readNdjson(stream('\uFEFF{"note":"ü"}\r\n\n[1]\n{"a":1}')));
    expect(rows.map(({ line, observation, problem }) => [line, observation, problem?.code])).toEqual([
      [1, { note: "ü" }, undefined], [3, { text: "[1]" }, "invalid_json"], [4, { a: 1 }, undefined],
    ]);
  });
});

describe("csv", () => {
  const head = "patientId,metricDefinitionId,value,unit,source,recordedAt,note";

  it("makes observations of its lines and leaves out what is empty", async () => {
    const [row] = await collect(readCsv(stream(`${head}\np,m,120.5,mmHg,DEVICE,2026-01-01T00:00:00Z,\n`)));
    expect(row).toEqual({
      line: 2,
      observation: { patientId: "p", metricDefinitionId: "m", value: 120.5, unit: "mmHg", source: "DEVICE", recordedAt: "2026-01-01T00:00:00Z" },
    });
  });

  it("rejects a line of another length alone", async () => {
    const rows = await collect(readCsv(stream(`${head}\np,m\np,m,1,mmHg,DEVICE,t,"a\nb"\np,m,2,mmHg,DEVICE,t,\n`)));
    expect(rows.map(({ line, problem }) => [line, problem?.code])).toEqual([[2, "invalid_request"], [4, undefined], [5, undefined]]);
  });

  it.each([
    ["", "The file is empty"], ["metricDefinitionId,value,unit,source,recordedAt", "whose readings"],
    ["patientId,value,unit,source,recordedAt", "lacks the columns metricDefinitionId"], [`${head},note`, "twice"],
    [`${head},colour`, "not known: colour"], [`${head}\n"open`, "cannot be read as CSV"],
  ])("refuses %j", async (text, words) => {
    await expect(collect(readCsv(stream(text)))).rejects.toThrow(words);
  });
});
