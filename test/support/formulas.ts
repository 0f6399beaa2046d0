/** Texts that an office program would run, and the ways they are disguised. */
export const FORMULAS = [
  "=1+1", "=HYPERLINK(\"http://evil.example\";\"click\")", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "   +1+1", "\u00a0=1+1", "\ufeff=1+1",
  "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20SUM(A1)", "\u3000=1+1", "\t1", "\r1", " \t1", "=\"a\",\"b\"", "\"=1+1\"", "'=1+1", "a\r\n=1+1", "a,=1+1", ";=1+1", "a\n=DDE(\"x\";\"y\")",
];

const STARTS = new Set("=+-@\uff1d\uff0b\uff0d\uff20");

/** ASVS 1.2.10, found letter by letter rather than by the expression that the server uses. */
export const looksLikeFormula = (cell: string): boolean => {
  const afterBlanks = [...cell].find((letter) => letter !== " ");
  if (afterBlanks !== undefined && "\t\r\0".includes(afterBlanks)) return true;
  const visible = [...cell].find((letter) => letter.trim() !== "" && letter !== "\0");
  return visible !== undefined && STARTS.has(visible);
};
