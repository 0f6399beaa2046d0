import { createRequire } from "node:module";
import type * as Library from "libphonenumber-js/min";
import { stateCode } from "./us-states.js";

const require = createRequire(import.meta.url);
// Its tables of all countries are not read before the first number.
const library = (): typeof Library => require("libphonenumber-js/min") as typeof Library;

export type ContactWarning = { pointer: string; code: string; message: string };

const UNITED_STATES = /^(us|usa|u\.s\.(a\.)?|united states( of america)?)$/i;

/** ISO 3166-1 alpha-2 of a country as addresses have it; the United States where it says nothing known. */
const countryCode = (country: string | null | undefined): Library.CountryCode => {
  const text = (country ?? "").trim().toUpperCase();
  return library().isSupportedCountry(text) ? text : "US";
};

/**
 * A telephone number in E.164 where it can be read as one of the country, else as sent, with a warning. An area code
 * that is not in use is no obstacle: numbering plans change, and nothing of a number is refused.
 */
export const normalizePhone = (
  phone: string,
  country: string | null | undefined,
  pointer = "/phone",
): { phone: string; warning?: ContactWarning } => {
  const parsed = library().parsePhoneNumberFromString(phone, countryCode(country));
  // E.164 has no place for an extension, which must not get lost.
  if (parsed?.isPossible() && !parsed.ext) return { phone: parsed.number };
  const message =
    "Kept as sent: not readable as a telephone number without extension. Send it as +1 and ten digits.";
  return { phone, warning: { pointer, code: "PHONE_NOT_RECOGNIZED", message } };
};

/** A US state's name becomes its code; anything else, and states of other countries, stay as sent. */
export const normalizeState = (state: string, country: string | null | undefined): string => {
  const abroad =
    country !== null && country !== undefined && country.trim() !== "" && !UNITED_STATES.test(country.trim());
  return (abroad ? undefined : stateCode(state)) ?? state;
};
