import type { Database } from "../../db/knex.js";
import type { Config } from "../../platform/config.js";

/** What a check came to. Neither text holds names, addresses, ids of people or anything secret: it goes into support bundles. */
export type Finding = {
  check: string;
  status: "ok" | "warning" | "failed" | "skipped";
  detail: string;
  /** What to do about it. */
  todo?: string;
};

/** What a check looks at: the database as the server signs in. */
export type Scene = { config: Config; database: Database; masterKey: Buffer; now: Date };

export type Check = { name: string; look(scene: Scene): Promise<Verdict> };
export type Verdict = Omit<Finding, "check">;

export const ok = (detail: string): Verdict => ({ status: "ok", detail });
export const warning = (detail: string, todo: string): Verdict => ({ status: "warning", detail, todo });
export const failed = (detail: string, todo: string): Verdict => ({ status: "failed", detail, todo });
export const skipped = (detail: string): Verdict => ({ status: "skipped", detail });
