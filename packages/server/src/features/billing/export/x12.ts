/** X12 005010: what stands between elements, components, repetitions and segments, and so in no data. */
const ELEMENT = "*";
const COMPONENT = ":";
const REPETITION = "^";
const TERMINATOR = "~";

// Letters that are no letter of the alphabet with a mark.
const LETTERS: { readonly [letter: string]: string } = {
  Æ: "AE", Œ: "OE", Ø: "O", Ł: "L", Đ: "D", Ð: "D", Þ: "TH", ẞ: "SS", Ħ: "H", Ŋ: "N", Ŧ: "T", "\u0131": "I",
  "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-",
};

/**
 * A text in the basic character set of X12 (upper-case letters, digits, space and some signs) without the delimiters:
 * accents go, what has no such letter becomes a space. Empty where nothing is left.
 */
export const basicText = (text: string | null | undefined, maximum = Infinity): string =>
  (text ?? "")
    .toUpperCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7E]/gu, (sign) => LETTERS[sign] ?? " ")
    .replace(/[^A-Z0-9!"&'()+,\-./;?= ]/g, " ")
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, maximum)
    .trimEnd();

export const digitsOf = (text: string | null | undefined): string => (text ?? "").replace(/\D/g, "");

export type Element = string | number | readonly (string | number)[];

const elementText = (element: Element): string => (typeof element === "object" ? withoutTail(element.map(String)).join(COMPONENT) : String(element));

const withoutTail = (parts: readonly string[]): string[] => parts.slice(0, parts.findLastIndex((part) => part !== "") + 1);

/**
 * One segment: empty elements and components at its end are left out. Texts of people go through
 * `basicText` before; a list is a composite element.
 */
export const segment = (name: string, ...elements: readonly Element[]): string =>
  `${[name, ...withoutTail(elements.map(elementText))].join(ELEMENT)}${TERMINATOR}`;

/** ISA, whose elements have fixed lengths and which shows the delimiters. `control` has nine digits, `date` six. */
export const interchangeHeader = (isa: {
  senderQualifier: string; sender: string; receiver: string; date: string; time: string; control: string; usage: "T" | "P";
}): string => {
  const fixed = [
    "00", " ".repeat(10), "00", " ".repeat(10), isa.senderQualifier.padEnd(2).slice(0, 2), isa.sender.padEnd(15).slice(0, 15),
    "ZZ", isa.receiver.padEnd(15).slice(0, 15), isa.date, isa.time, REPETITION, "00501", isa.control, "0", isa.usage, COMPONENT,
  ];
  return `${["ISA", ...fixed].join(ELEMENT)}${TERMINATOR}`;
};
