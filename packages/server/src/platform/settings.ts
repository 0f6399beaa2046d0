/** What the handbook's table says of a setting beside its name. */
type Told = {
  about: string;
  /** The values it takes, with their unit. */
  takes: string;
  /** What holds where it is not set, in words. */
  otherwise: string;
  /** A number or a word of a list. Every other value is shown to nobody: it is secret, or says who runs the server. */
  plain?: boolean;
};

export type Setting<T> = Told & { name: string; parse(text: string | undefined): T };

/** Thrown by a setting's parser; the message completes "NAME ...". */
export class SettingError extends Error {}

const NOTHING = "none";

const refuse = (message: string): never => {
  throw new SettingError(message);
};

export const text = (name: string, about: string, fallback: string): Setting<string> => ({
  name, about, takes: "text", otherwise: fallback, parse: (given) => given || fallback,
});

export const optionalText = (name: string, about: string, otherwise = NOTHING): Setting<string | undefined> => ({
  name, about, takes: "text", otherwise, parse: (given) => given || undefined,
});

export const url = (name: string, about: string, schemes: readonly string[], otherwise = NOTHING): Setting<string | undefined> => ({
  name, about, takes: schemes.map((scheme) => `${scheme}://...`).join(" or "), otherwise,
  parse: (given) => {
    if (!given) return undefined;
    const scheme = URL.canParse(given) ? new URL(given).protocol.replace(":", "") : "";
    return schemes.includes(scheme) ? given : refuse(`must be an address that begins with ${schemes.map((s) => `${s}://`).join(" or ")}`);
  },
});

const isOrigin = (text: string): boolean => /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** Origins as a browser names them, comma separated. */
export const origins = (name: string, about: string): Setting<readonly string[]> => ({
  name, about, takes: "origins, comma separated", otherwise: NOTHING,
  parse: (given) => {
    const listed = (given ?? "").split(",").map((origin) => origin.trim()).filter(Boolean);
    return listed.every(isOrigin) ? listed : refuse("must name origins such as https://app.example.com, comma separated, without a path; * is none");
  },
});

type Range = { low: number; high: number; unit?: string };

const inRange = ({ low, high, unit }: Range): string => `${low} to ${high}${unit ? ` ${unit}` : ""}`;

export const whole = (name: string, about: string, range: Range & { fallback: number }): Setting<number> => ({
  name, about, takes: inRange(range), otherwise: String(range.fallback), plain: true, parse: (given) => (given ? parseWhole(given, range) : range.fallback),
});

export const optionalWhole = (name: string, about: string, range: Range & { otherwise?: string }): Setting<number | undefined> => ({
  name, about, takes: inRange(range), otherwise: range.otherwise ?? NOTHING, plain: true, parse: (given) => (given ? parseWhole(given, range) : undefined),
});

const parseWhole = (given: string, { low, high }: Range): number => {
  const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
  return number >= low && number <= high ? number : refuse(`must be a whole number from ${low} to ${high}`);
};

export const choice = <const T extends string>(name: string, about: string, values: readonly T[], fallback: T): Setting<T> => ({
  name, about, takes: values.join(", "), otherwise: fallback, plain: true,
  parse: (given) => (given ? values.find((value) => value === given) ?? refuse(`must be one of ${values.join(", ")}`) : fallback),
});

/** One value that is said or not. */
export const only = <const T extends string>(name: string, about: string, value: T): Setting<T | undefined> => ({
  name, about, takes: value, otherwise: NOTHING, plain: true,
  parse: (given) => (!given ? undefined : given === value ? value : refuse(`must be ${value}, or not be set`)),
});

/** 32 bytes in base64, as `openssl rand -base64 32` prints them. */
export const key = (name: string, about: string, otherwise = NOTHING): Setting<Buffer | undefined> => ({
  name, about, takes: "32 bytes in base64", otherwise,
  parse: (given) => {
    if (!given) return undefined;
    const bytes = Buffer.from(given, "base64");
    return bytes.length === 32 ? bytes : refuse("must be 32 bytes in base64; `openssl rand -base64 32` makes one");
  },
});
