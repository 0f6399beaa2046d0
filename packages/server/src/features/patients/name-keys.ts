// Letters that Unicode does not take apart into a base and an accent.
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
};

/** Without case and accents, as names are compared. */
export const foldText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðþłħı]/g, (letter) => LETTERS[letter] ?? letter);

const NO_LETTER = /[^\p{L}\p{N}]+/gu;

/** The words a name is found by, folded: each part of `Smith-O'Brien`, and each with all that follows it, written together. */
export const nameKeys = (...names: readonly (string | null | undefined)[]): string[] => {
  const words = names.flatMap((name) => foldText(name ?? "").split(/\s+/));
  const keys = words.flatMap((word) => {
    const parts = word.split(NO_LETTER);
    return parts.flatMap((part, index) => [part, parts.slice(index).join("")]);
  });
  return [...new Set(keys.filter((key) => key !== ""))].toSorted();
};

/** The words of a search, each of which must be the beginning of one of `nameKeys`. */
export const searchWords = (search: string): string[] => [
  ...new Set(
    foldText(search)
      .split(/[\s,]+/)
      .map((word) => word.replace(NO_LETTER, ""))
      .filter((word) => word !== ""),
  ),
];
