import { createRequire } from "node:module";

type Conversion = { status: string; toVal: number | null; msg: string[] };
type Ucum = { convertUnitTo(from: string, value: number, to: string, options: { molecularWeight: number | null }): Conversion };

const require = createRequire(import.meta.url);
let library: Ucum | undefined;

// The library's tables take a tenth of a second to read: not before the first unit that needs them.
const ucum = (): Ucum =>
  (library ??= (require("@lhncbc/ucum-lhc") as { UcumLhcUtils: { getInstance(): Ucum } }).UcumLhcUtils.getInstance());

/** The value in another unit of UCUM, or undefined where one is not or they do not convert. */
export const convertByUcum = (value: number, from: string, to: string, molarMass: number | null = null): number | undefined => {
  const { log } = console;
  // What the library cannot parse it writes to the console, and that is what a caller sent.
  console.log = () => undefined;
  try {
    const { status, toVal, msg } = ucum().convertUnitTo(from, value, to, { molecularWeight: molarMass });
    // A message beside success is a guess at what was meant ("We assumed you meant ..."); a measurement is not guessed.
    return status === "succeeded" && msg.length === 0 && toVal !== null ? toVal : undefined;
  } catch {
    // The library throws on words such as `constructor`.
    return undefined;
  } finally {
    console.log = log;
  }
};
