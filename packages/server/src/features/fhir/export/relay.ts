import { runPlain } from "../../../db/connection.js";
import { isPassing, problemOf } from "../../../db/database-errors.js";
import { ProblemError } from "../../../http/problem.js";
import { startLoop } from "../../../outbox/loop.js";
import type { Relay } from "../../../outbox/mail-relay.js";
import { onNudge } from "../../../outbox/nudge.js";
import { claimDue } from "./exports.sql.js";
import { failStep, stepExport, type ExportDeps } from "./step.js";

/** Milliseconds between two looks for exports that other processes were asked for, or that have become old. */
const INTERVAL = 1_000;
/** Milliseconds after which the export of a process that died is gone on with. */
const LEASE = 35_000;

/** Makes exports, a step of each in turn, and forgets old ones. */
export const startExportRelay = (deps: ExportDeps): Relay => {
  const loop = startLoop({
    step: async () => {
      const now = deps.clock.now();
      const due = await claimDue((statement) => runPlain(deps.workerDatabase, statement), now, new Date(now.getTime() + LEASE));
      if (!due) return false;
      try {
        await stepExport(deps, due);
      } catch (error) {
        const problem = error instanceof ProblemError ? error : problemOf(error);
        deps.log.warn({ event: "export_failed", organizationId: due.organization_id, exportId: due.export_id, err: error }, "an export waits");
        await failStep(deps, due, isPassing(problem));
      }
      return true;
    },
    onError: (error) => deps.log.warn({ event: "export_relay_failed", err: error }, "exports wait"),
    interval: INTERVAL,
  });
  const stopListening = [deps.database, deps.workerDatabase].map((database) => onNudge(database, "exports", loop.wake));
  return {
    async stop() {
      for (const stop of stopListening) stop();
      await loop.stop();
    },
  };
};
