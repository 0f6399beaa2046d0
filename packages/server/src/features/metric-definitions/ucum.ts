import { convertByUcum } from "../../platform/ucum.js";

/** Whether the text is a unit of UCUM, in its case-sensitive form. The library trims, which would let two spellings of one unit in. */
export const isUcumUnit = (text: string): boolean => !/\s/.test(text) && convertByUcum(1, text, text) !== undefined;
