/** What the server said of the organization's limit; absent where it said nothing. */
export type RateLimit = {
  /** Requests a window. */
  limit: number | undefined;
  /** Requests left of it. */
  remaining: number | undefined;
  /** Seconds until the window ends. */
  reset: number | undefined;
  /** Seconds. */
  window: number | undefined;
};

function readParameter(field: string | null, name: string): number | undefined {
  const found = field?.match(new RegExp(`;\\s*${name}=(\\d+)`))?.[1];
  return found === undefined ? undefined : Number(found);
}

function readNumber(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** `RateLimit: "default";r=50;t=30` with `RateLimit-Policy: "default";q=100;w=60`, or the X- fields. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const state = headers.get("RateLimit");
  const policy = headers.get("RateLimit-Policy");
  const rate = {
    limit: readParameter(policy, "q") ?? readNumber(headers, "X-RateLimit-Limit"),
    remaining: readParameter(state, "r") ?? readNumber(headers, "X-RateLimit-Remaining"),
    reset: readParameter(state, "t") ?? readNumber(headers, "X-RateLimit-Reset"),
    window: readParameter(policy, "w"),
  };
  return rate.limit === undefined && rate.remaining === undefined ? undefined : rate;
}
