import type { Handlers } from "../../http/contract.js";
import { describeExport, readReadiness, readSummary } from "./billing.service.js";
import { answerFile } from "./export/answer.js";
import { holdSnapshot } from "./export/held-snapshot.js";

export const billingHandlers: Pick<Handlers, "getBillingReadiness" | "getBillingSummary" | "exportBilling"> = {
  getBillingReadiness: ({ path, query }, scope) =>
    scope.withSnapshot(async (tx) => ({ status: 200, body: await readReadiness(tx, path.enrollmentId, path.month, query.asOf) })),

  getBillingSummary: ({ path, query }, scope) =>
    scope.withSnapshot(async (tx) => ({ status: 200, body: await readSummary(tx, path.month, query.asOf) })),

  // The answer is read after the handler has ended: what it reads from is held until then, or until the client is gone.
  exportBilling: async ({ path, query }, scope) => {
    const { tx, release } = await holdSnapshot(scope.withSnapshot);
    try {
      const format = query.format ?? "csv";
      const { file, patientIds } = await describeExport(tx, { month: path.month, format, which: query.status ?? "ready" });
      scope.trail.concern(patientIds);
      const asked = { organizationId: scope.organizationId, month: path.month, format, range: scope.header("Range"), ifRange: scope.header("If-Range") };
      return answerFile(file, asked, release);
    } catch (error) {
      release();
      throw error;
    }
  },
};
