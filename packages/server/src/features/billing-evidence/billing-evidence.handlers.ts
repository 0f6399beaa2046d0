import type { Handlers } from "../../http/contract.js";
import { presentMonthFacts, presentSignOff } from "./billing-evidence.present.js";
import { listMonthFacts, setMonthFacts } from "./month-facts.service.js";
import { listSignOffs, signOff } from "./sign-offs.service.js";

type EvidenceOperation = "listBillingFacts" | "replaceBillingFacts" | "listSignOffs" | "createSignOff";

export const billingEvidenceHandlers: Pick<Handlers, EvidenceOperation> = {
  listBillingFacts: ({ path }, scope) =>
    scope.withTenant(async (tx) => {
      const { enrollment, months } = await listMonthFacts(tx, path.id);
      scope.trail.concern([enrollment.patient_id]);
      return { status: 200, body: { defaults: enrollment.billing_facts, months: months.map(presentMonthFacts) } };
    }),

  replaceBillingFacts: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => {
      const { enrollment, row } = await setMonthFacts(tx, path.id, path.month, body, ifMatch);
      scope.trail.concern([enrollment.patient_id]);
      return { status: 200, body: presentMonthFacts(row) };
    }),

  listSignOffs: ({ path }, scope) =>
    scope.withTenant(async (tx) => {
      const { patientId, signOffs } = await listSignOffs(tx, path.enrollmentId, path.month);
      scope.trail.concern([patientId]);
      return { status: 200, body: { data: signOffs.map(presentSignOff) } };
    }),

  createSignOff: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => {
      const made = await signOff(tx, path.enrollmentId, path.month, body?.note ?? null);
      scope.trail.concern([made.patientId]);
      return { status: 201, body: presentSignOff(made.signOff) };
    }),
};
