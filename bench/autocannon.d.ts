// What the measurements use of autocannon, which brings no types.
declare module "autocannon" {
  const autocannon: (options: autocannon.Options) => Promise<autocannon.Result>;
  namespace autocannon {
    type Request = { method: string; path: string; headers?: Record<string, string>; body?: string };
    type Options = {
      url: string;
      connections: number;
      /** Seconds. */
      duration: number;
      requests: (Request & { setupRequest?: (request: Request) => Request })[];
    };
    type Result = {
      "2xx": number;
      non2xx: number;
      errors: number;
      /** Seconds. */
      duration: number;
      /** Milliseconds. */
      latency: { p50: number; p99: number };
    };
  }
  export = autocannon;
}
