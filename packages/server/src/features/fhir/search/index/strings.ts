import type { TypedValue } from "@medplum/core";
import { fold } from "../fold.js";
import { startOf } from "./keys.js";

export type StringRow = { start: string; folded: string; value: string };

type Name = { text?: string; family?: string; given?: string[]; prefix?: string[]; suffix?: string[] };
type Address = { city?: string; state?: string; postalCode?: string; country?: string };

/** Lines of an address lie encrypted; nobody finds by them. */
const textsOf = ({ type, value }: TypedValue): (string | undefined)[] => {
  switch (type) {
    case "HumanName": {
      const { text, family, given = [], prefix = [], suffix = [] } = value as Name;
      return [text, family, ...given, ...prefix, ...suffix];
    }
    case "Address": {
      const { city, state, postalCode, country } = value as Address;
      return [city, state, postalCode, country];
    }
    default: return typeof value === "string" ? [value] : [];
  }
};

export const stringsOf = (typed: TypedValue): StringRow[] =>
  textsOf(typed).filter((text) => typeof text === "string").map((value) => ({ start: startOf(fold(value)), folded: fold(value), value }));
