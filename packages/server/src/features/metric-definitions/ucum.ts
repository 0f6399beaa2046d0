import { createRequire } from "node:module";

type Conversion = { status: string; toVal: number | null; msg: string[] };
type Ucum = { convertUnitTo(from: string, value: number, to: string): Conversion };

const require = createRequire(import.meta.url);

/** Whether the text is a unit of UCUM, in its case-sensitive form. Rarely asked: the library is read at the first time. */
export const isUcumUnit = (text: string): boolean => {
  // The library trims, which would let two spellings of one unit in.
  if (/\s/.test(text)) return false;
  const { UcumLhcUtils } = require("@lhncbc/ucum-lhc") as { UcumLhcUtils: { getInstance(): Ucum } };
  try {
    const { status, msg } = UcumLhcUtils.getInstance().convertUnitTo(text, 1, text);
    // A message beside success is a guess at what was meant.
    return status === "succeeded" && msg.length === 0;
  } catch {
    // The library throws on words such as `constructor`.
    return false;
  }
};
