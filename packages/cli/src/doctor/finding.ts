/** One line of `doctor`: what was looked at, how it is, what was found, and what to do about it. */
export type Finding = { check: string; result: "ok" | "warn" | "fail"; found: string; advice: string | null };

export function ok(check: string, found: string): Finding {
  return { check, result: "ok", found, advice: null };
}

export function warn(check: string, found: string, advice: string): Finding {
  return { check, result: "warn", found, advice };
}

export function fail(check: string, found: string, advice: string): Finding {
  return { check, result: "fail", found, advice };
}
