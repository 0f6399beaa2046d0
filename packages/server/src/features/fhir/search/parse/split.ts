/** Cuts at a separator that no backslash stands before; what is escaped stays so. */
export const split = (text: string, separator: "," | "|" | "$"): string[] => {
  const parts = [""];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\" && at + 1 < text.length) parts[parts.length - 1] += text[at]! + text[++at]!;
    else if (text[at] === separator) parts.push("");
    else parts[parts.length - 1] += text[at]!;
  }
  return parts;
};

export const unescape = (text: string): string => text.replaceAll(/\\([,|$\\])/g, "$1");
