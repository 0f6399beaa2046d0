import pg from "pg";
import { vi } from "vitest";

/** One message to the database: a statement with its values, or several in one text. */
export type Sent = { text: string; values: unknown[] };

export type Statements = {
  /** What the server sent since the last time, once nothing more is under way. */
  take(): Promise<Sent[]>;
  stop(): void;
};

/** Watches what is sent to a database by the service's role, in this process. */
export const watchStatements = (appUrl: string): Statements => {
  const { pathname, username } = new URL(appUrl);
  let sent: Sent[] = [];
  let underway = 0;
  // oxlint-disable-next-line typescript/unbound-method -- called with the client it belongs to
  const original = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown;
  const watch = function (this: pg.Client, ...given: unknown[]): unknown {
    const answer = original.apply(this, given);
    if (this.database !== pathname.slice(1) || this.user !== username) return answer;
    const [query] = given as [string | { text?: string; values?: unknown[] }];
    sent.push(typeof query === "string" ? { text: query, values: [] } : { text: query.text ?? "", values: query.values ?? [] });
    if (answer instanceof Promise) {
      underway += 1;
      const end = (): void => void (underway -= 1);
      answer.then(end, end);
    }
    return answer;
  };
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(watch as never);
  return {
    async take() {
      // What follows an answer starts within a turn or two.
      for (let quiet = 0; quiet < 3; quiet = underway > 0 ? 0 : quiet + 1) await new Promise((resolve) => setImmediate(resolve));
      const taken = sent;
      sent = [];
      return taken;
    },
    stop: () => spy.mockRestore(),
  };
};
