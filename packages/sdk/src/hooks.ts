import type { RateLimit } from "./rate-limit.js";

export type LogLevel = "debug" | "info" | "warn" | "error" | "off";
export type Logger = { [Level in Exclude<LogLevel, "off">]?: (message: string, fields: Record<string, unknown>) => void };

/** Names and numbers alone: the path is the template, without its values. */
export type RequestEvent = { operation: string; method: string; path: string; attempt: number; organizationId: string | undefined };
export type ResponseEvent = RequestEvent & { status: number; durationMs: number; requestId: string | undefined };
export type RetryEvent = RequestEvent & { delayMs: number; status: number | undefined; reason: string | undefined };

export type Hooks = {
  onRequest?: (event: RequestEvent) => void;
  onResponse?: (event: ResponseEvent) => void;
  onRetry?: (event: RetryEvent) => void;
  onRefresh?: (event: { outcome: "refreshed" | "kept" | "expired" }) => void;
  onRateLimit?: (event: RateLimit & { operation: string }) => void;
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
    try {
      (this.#hooks[name] as ((event: unknown) => void) | undefined)?.(event);
    } catch {
      this.log("error", "a hook threw", { hook: name });
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
