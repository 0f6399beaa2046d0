import type { TokenValue } from "../branch.js";
import { keyOf } from "../index/keys.js";
import { refuse } from "./refuse.js";
import { split, unescape } from "./split.js";

/** `code`, `system|code`, `|code` and `system|`. */
export const parseToken = (name: string, text: string): TokenValue => {
  const [first = "", second, ...more] = split(text, "|").map((part) => keyOf(unescape(part)));
  if (more.length) return refuse(name, "has more parts than system|code");
  if (second === undefined) return { system: undefined, code: first };
  if (!first && !second) return refuse(name, "has neither a system nor a code");
  return { system: first || null, code: second || undefined };
};

/** `system|code|value`. */
export const parseOfType = (name: string, text: string): TokenValue => {
  const [system, code, value, ...more] = split(text, "|").map(unescape);
  if (!system || !code || !value || more.length) return refuse(name, "is not of the form system|code|value");
  return { system: keyOf(system), code: keyOf(`${code}|${value}`) };
};
