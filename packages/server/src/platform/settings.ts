export type Setting<T> = { name: string; about: string; parse(text: string | undefined): T; secret?: boolean };

/** Thrown by a setting's parser; the message completes "NAME ...". */
export class SettingError extends Error {}

const refuse = (message: string): never => {
  throw new SettingError(message);
};

export const text = (name: string, about: string, fallback: string): Setting<string> => ({
  name, about: `${about} Default: ${fallback}.`, parse: (given) => given || fallback,
});

export const optionalText = (name: string, about: string): Setting<string | undefined> => ({
  name, about, parse: (given) => given || undefined,
});

export const url = (name: string, about: string, schemes: readonly string[]): Setting<string | undefined> => ({
  name, about, secret: true,
  parse: (given) => {
    if (!given) return undefined;
    const scheme = URL.canParse(given) ? new URL(given).protocol.replace(":", "") : "";
    return schemes.includes(scheme) ? given : refuse(`must be an address that begins with ${schemes.map((s) => `${s}://`).join(" or ")}`);
  },
});

const isOrigin = (text: string): boolean => /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** Origins as a browser names them, comma separated. */
export const origins = (name: string, about: string): Setting<readonly string[]> => ({
  name, about,
  parse: (given) => {
    const listed = (given ?? "").split(",").map((origin) => origin.trim()).filter(Boolean);
    return listed.every(isOrigin) ? listed : refuse("must name origins such as https://app.example.com, comma separated, without a path; * is none");
  },
});

type Range = { low: number; high: number };

export const whole = (name: string, about: string, range: Range & { fallback: number }): Setting<number> => ({
  name, about: `${about} Default: ${range.fallback}.`, parse: (given) => (given ? parseWhole(given, range) : range.fallback),
});

export const optionalWhole = (name: string, about: string, range: Range): Setting<number | undefined> => ({
  name, about, parse: (given) => (given ? parseWhole(given, range) : undefined),
});

const parseWhole = (given: string, { low, high }: Range): number => {
  const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
  return number >= low && number <= high ? number : refuse(`must be a whole number from ${low} to ${high}`);
};

export const choice = <const T extends string>(name: string, about: string, values: readonly T[], fallback: T): Setting<T> => ({
  name, about: `${about} One of ${values.join(", ")}. Default: ${fallback}.`,
  parse: (given) => (given ? values.find((value) => value === given) ?? refuse(`must be one of ${values.join(", ")}`) : fallback),
});

/** 32 bytes in base64, as `openssl rand -base64 32` prints them. */
export const key = (name: string, about: string): Setting<Buffer | undefined> => ({
  name, about, secret: true,
  parse: (given) => {
    if (!given) return undefined;
    const bytes = Buffer.from(given, "base64");
    return bytes.length === 32 ? bytes : refuse("must be 32 bytes in base64; `openssl rand -base64 32` makes one");
  },
});
