import type { RateLimit } from "./rate-limit.js";

/** From the most to the least. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "off";
/** A function a level, as `console` has them. */
export type Logger = { [Level in Exclude<LogLevel, "off">]?: (message: string, fields: Record<string, unknown>) => void };

/** Names and numbers alone. */
export type RequestEvent = {
  /** The name in the contract, as `getPatient`. */
  operation: string;
  method: string;
  /** With its parameters in braces, without their values. */
  path: string;
  /** From 1. */
  attempt: number;
  organizationId: string | undefined;
};
/** An answer, or a refusal. */
export type ResponseEvent = RequestEvent & { status: number; durationMs: number; requestId: string | undefined };
/** Another attempt, after a wait. */
export type RetryEvent = RequestEvent & { delayMs: number; status: number | undefined; reason: string | undefined };

/** Called as things happen. They only look on: what they throw changes nothing. */
export type Hooks = {
  /** Before each attempt. */
  onRequest?: (event: RequestEvent) => void;
  /** After the headers of each answer. */
  onResponse?: (event: ResponseEvent) => void;
  /** Before the wait that comes before another attempt. */
  onRetry?: (event: RetryEvent) => void;
  /** After new tokens were asked for; `kept`: that failed in passing, and the session stands. */
  onRefresh?: (event: { outcome: "refreshed" | "kept" | "expired" }) => void;
  /** What each answer says of the limit. */
  onRateLimit?: (event: RateLimit & { operation: string }) => void;
  /** The server says that the operation will go; `sunset` is the date, where it is known (RFC 9745, RFC 8594). */
  onDeprecation?: (event: { operation: string; deprecation: string; sunset: string | undefined }) => void;
};

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error", "off"];

/** Tells those who watch; what they throw changes nothing. */
export class Observers {
  readonly #hooks: Hooks;
  readonly #logger: Logger;
  readonly #level: number;

  constructor(hooks: Hooks = {}, logger: Logger = {}, level: LogLevel = "warn") {
    this.#hooks = hooks;
    this.#logger = logger;
    this.#level = LEVELS.indexOf(level);
  }

  tell<Name extends keyof Hooks>(name: Name, event: Parameters<NonNullable<Hooks[Name]>>[0]): void {
    const failed = (): void => this.log("error", "a hook threw", { hook: name });
    try {
      const done = (this.#hooks[name] as ((event: unknown) => unknown) | undefined)?.(event);
      // One that is async fails later, and would end the program.
      if (done instanceof Promise) done.catch(failed);
    } catch {
      failed();
    }
  }

  log(level: Exclude<LogLevel, "off">, message: string, fields: Record<string, unknown>): void {
    if (LEVELS.indexOf(level) < this.#level) return;
    try {
      this.#logger[level]?.(message, fields);
    } catch {
      // A logger that throws has nowhere to be reported.
    }
  }
}
