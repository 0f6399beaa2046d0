import { InvalidArgumentError } from "commander";
import { COLORS } from "./context.js";
import type { GivenFlags, GlobalFlags } from "./context.js";
import { toDuration, toRetries } from "./flags.js";
import { SETTINGS } from "./profile.js";
import type { Profile, Setting } from "./profile.js";
import { UsageError } from "./usage-error.js";

/** What each setting may be; it throws where it is something else. */
const CHECKS: Readonly<Record<Setting, (text: string) => unknown>> = {
  "base-url": toBaseUrl,
  org: (text) => toWord(text, /^[A-Za-z0-9_-]{1,64}$/, "An organization's id is expected, as org_abc123."),
  timeout: toDuration,
  retries: toRetries,
  color: (text) => toWord(text, new RegExp(`^(${COLORS.join("|")})$`), `One of ${COLORS.join(", ")} is expected.`),
  credentials: (text) => toWord(text, /^(file|keyring)$/, "file or keyring is expected."),
};

export function checkSetting(name: Setting, text: string): void {
  try {
    CHECKS[name](text);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new UsageError(`'${text}' is no ${name}. ${error.message}`);
    throw error;
  }
}

/** What a flag did not say the profile does. */
export function applySettings(given: GivenFlags, profile: Profile): GlobalFlags {
  // A file may have been written by hand.
  for (const name of SETTINGS) if (profile[name] !== undefined) checkSetting(name, profile[name]);
  const { timeout, retries, color } = profile;
  return {
    ...(timeout !== undefined && { timeout: toDuration(timeout) }),
    ...(retries !== undefined && { retries: toRetries(retries) }),
    ...given,
    color: given.color ?? COLORS.find((name) => name === color) ?? "auto",
    progress: given.progress ?? "auto",
  };
}

export function toBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "" && url.username === "" && url.password === "") return text;
  throw new InvalidArgumentError("An address with http or https is expected, as https://api.example.org.");
}

function toWord(text: string, pattern: RegExp, wanted: string): string {
  if (!pattern.test(text)) throw new InvalidArgumentError(wanted);
  return text;
}
