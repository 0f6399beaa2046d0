/** Wrong usage: said before anything is sent. `next` is the command or option that helps. */
export class UsageError extends Error {
  readonly next: string | undefined;

  constructor(message: string, next?: string) {
    super(message);
    this.name = "UsageError";
    this.next = next;
  }
}

/** There is no session that may be used here. */
export class LoginNeeded extends Error {
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.name = "LoginNeeded";
    this.next = next;
  }
}

/** With --dry-run: thrown in place of the first request that would change something. */
export class DryRun extends Error {
  readonly request: { method: string; path: string; body?: unknown };

  constructor(request: DryRun["request"]) {
    super("Nothing was sent.");
    this.name = "DryRun";
    this.request = request;
  }
}
