/** By code units, so that the same texts always stand in the same order, whatever the locale. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
