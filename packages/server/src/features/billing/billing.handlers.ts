import { withHeldSnapshot } from "../../db/held-snapshot.js";
import type { Handlers } from "../../http/contract.js";
import { listAdjustments } from "./adjustments.service.js";
import { describeExport, readReadiness, readSummary } from "./billing.service.js";
import { presentClose, presentReopening } from "./close.present.js";
import { exportClaim } from "./claim-export.service.js";
import { closeMonth, reopenMonth } from "./close.service.js";
import { answerFile } from "./export/answer.js";
import { extensionOf, mediaTypeOf } from "./export/file.js";

type BillingOperation =
  | "getBillingReadiness" | "getBillingSummary" | "exportBilling" | "closeBillingMonth" | "reopenBillingMonth" | "listBillingAdjustments"
  | "exportClaim";

export const billingHandlers: Pick<Handlers, BillingOperation> = {
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

  closeBillingMonth: ({ path }, scope) =>
    scope.withTenant(async (tx) => {
      const { close, frozen, patientIds } = await closeMonth(tx, path.month);
      scope.trail.concern(patientIds);
      return { status: 201, body: presentClose(scope.organizationId, close, frozen) };
    }),

  reopenBillingMonth: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentReopening(scope.organizationId, await reopenMonth(tx, path.month, body.reason), body.reason) })),

  listBillingAdjustments: ({ path }, scope) =>
    scope.withSnapshot(async (tx) => {
      const { adjustments, patientIds } = await listAdjustments(tx, path.month);
      scope.trail.concern(patientIds);
      return { status: 200, body: { data: adjustments } };
    }),

  exportClaim: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => {
      const { file, patientId, patientControlNumber } = await exportClaim(tx, path.id, body.frequency);
      scope.trail.concern([patientId]);
      return {
        status: 200,
        body: file,
        headers: {
          "Content-Type": mediaTypeOf("837p"),
          "Content-Disposition": `attachment; filename="claim-${patientControlNumber}-${body.frequency}.${extensionOf("837p")}"`,
          "Cache-Control": "no-store, no-transform",
        },
      };
    }),
};
