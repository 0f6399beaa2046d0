import type { TypedValue } from "@medplum/core";
import { fold } from "../fold.js";
import { keyOf } from "./keys.js";

export type TokenRow = { system: string | null; code: string | null; display: string | null };

type Coded = { system?: string; code?: string; display?: string };
type Concept = { coding?: Coded[]; text?: string };
type Numbered = { system?: string; value?: string; type?: Concept };

const row = (system: string | undefined, code: string | undefined, display?: string): TokenRow =>
  ({ system: system === undefined ? null : keyOf(system), code: code === undefined ? null : keyOf(code), display: display === undefined ? null : fold(display) });

/** What `:of-type` compares: the system of an identifier's type, and its code with the value. */
export const typedTokensOf = ({ type, value }: TypedValue): TokenRow[] => {
  if (type !== "Identifier") return [];
  const { value: number, type: concept } = value as Numbered;
  return (concept?.coding ?? []).map(({ system, code }) => row(system, `${code ?? ""}|${number ?? ""}`));
};

/** The parameter under which those stand. */
export const ofType = (parameter: string): string => `${parameter}:of-type`;

export const tokensOf = ({ type, value }: TypedValue): TokenRow[] => {
  switch (type) {
    case "CodeableConcept": {
      const { coding = [], text } = value as Concept;
      return [...coding.map(({ system, code, display }) => row(system, code, display)), ...(text === undefined ? [] : [row(undefined, undefined, text)])];
    }
    case "Coding": {
      const { system, code, display } = value as Coded;
      return [row(system, code, display)];
    }
    case "Identifier": {
      const given = value as Numbered;
      return [row(given.system, given.value, given.type?.text)];
    }
    case "ContactPoint": return [row(undefined, (value as Numbered).value)];
    default: return typeof value === "object" ? [] : [row(undefined, String(value))];
  }
};
