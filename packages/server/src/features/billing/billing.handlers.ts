import { withHeldSnapshot } from "../../db/held-snapshot.js";
import type { Handlers } from "../../http/contract.js";
import { describeExport, readReadiness, readSummary } from "./billing.service.js";
import { answerFile } from "./export/answer.js";

export const billingHandlers: Pick<Handlers, "getBillingReadiness" | "getBillingSummary" | "exportBilling"> = {
  getBillingReadiness: ({ path, query }, scope) =>
    scope.withSnapshot(async (tx) => ({ status: 200, body: await readReadiness(tx, path.enrollmentId, path.month, query.asOf) })),

  getBillingSummary: ({ path, query }, scope) =>
    scope.withSnapshot(async (tx) => ({ status: 200, body: await readSummary(tx, path.month, query.asOf) })),

  exportBilling: ({ path, query }, scope) =>
    withHeldSnapshot(scope.withSnapshot, async ({ tx, stream }) => {
      const format = query.format ?? "csv";
      const { file, patientIds } = await describeExport(tx, { month: path.month, format, which: query.status ?? "ready" });
      scope.trail.concern(patientIds);
      const asked = { organizationId: scope.organizationId, month: path.month, format, range: scope.header("Range"), ifRange: scope.header("If-Range") };
      return answerFile(file, asked, stream);
    }),
};
