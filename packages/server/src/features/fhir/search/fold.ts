import { foldText } from "../../patients/name-keys.js";

/** A text as searches compare it: without case, accents and spaces at its ends. */
export const fold = (text: string): string => foldText(text).trim();
